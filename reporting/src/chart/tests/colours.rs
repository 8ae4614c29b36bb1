// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What must be told apart is told apart by everybody, in print without colour too.
//!
//! Colour vision is simulated with the matrices of Machado, Oliveira and Fernandes, "A Physiologically-based
//! Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, for severity 1.0, applied to
//! linear RGB. Differences are distances in CIE L*a*b* (D65).

use super::super::palette::{
    ACCENT, AMBER, BAND, BLANK_OPEN, BLANK_SIGN, BLOCKED, CUT, CUT_LINE, DARK_SHADE, EARLIER, Fill, GROUND,
    GROUPS, IN_DARK, IN_LIGHT, INTERVAL, INTERVAL_MARKED, Look, MISSING, NOTHING, NOW, NOW_MARK, OPEN, PAPER,
    PLAIN, PLANNED, PLANNED_MARK, POINT, QUIET, RUST, SHADES, SMALL, SOFT, STRONG, SURE, SURFACE, TOTAL,
    TRACK,
};

type Rgb = [f64; 3];

const SEEN: [(&str, [Rgb; 3]); 4] = [
    ("full colour vision", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn linear(colour: &str) -> Rgb {
    [1, 3, 5].map(|at| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
    })
}

fn seen(matrix: &[Rgb; 3], [r, g, b]: Rgb) -> Rgb {
    matrix.map(|[of_r, of_g, of_b]| (of_r * r + of_g * g + of_b * b).clamp(0.0, 1.0))
}

fn luminance([r, g, b]: Rgb) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn lab([r, g, b]: Rgb) -> Rgb {
    let curve = |value: f64| {
        if value > 0.008_856 { libm::cbrt(value) } else { 7.787 * value + 16.0 / 116.0 }
    };
    let of_x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
    let of_y = curve(luminance([r, g, b]));
    let of_z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
    [116.0 * of_y - 16.0, 500.0 * (of_x - of_y), 200.0 * (of_y - of_z)]
}

fn distance(a: Rgb, b: Rgb) -> f64 {
    let [a, b] = [lab(a), lab(b)];
    libm::sqrt(a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum())
}

/// How much lighter one is, from 0 to 100.
fn lighter(a: Rgb, b: Rgb) -> f64 {
    (lab(a)[0] - lab(b)[0]).abs()
}

pub(super) fn contrast(a: &str, b: &str) -> f64 {
    let [a, b] = [a, b].map(|colour| luminance(linear(colour)) + 0.05);
    a.max(b) / a.min(b)
}

fn mixed(a: &str, b: &str, share: f64) -> Rgb {
    let [a, b] = [linear(a), linear(b)];
    [0, 1, 2].map(|at| a[at] * (1.0 - share) + b[at] * share)
}

/// The colour that a shape has from afar.
fn colour(look: Look) -> Rgb {
    match look.fill {
        Fill::Colour(colour) => linear(colour),
        Fill::Stripes => mixed(SOFT, ACCENT, 1.0 / 3.0),
        Fill::Dots => mixed(AMBER, RUST, 4.0 / 25.0),
        Fill::None => linear(look.stroke.unwrap().colour),
    }
}

/// What tells shapes apart without any colour.
fn patterned(a: Look, b: Look) -> bool {
    let pattern = |look: Look| match look.fill {
        Fill::Stripes => 1,
        Fill::Dots => 2,
        Fill::Colour(_) => 3,
        Fill::None => 4,
    };
    let dashes = |look: Look| look.stroke.map_or("", |stroke| stroke.dashes);
    pattern(a) != pattern(b) || dashes(a) != dashes(b)
}

fn apart(chart: &str, looks: &[Look]) {
    for (at, a) in looks.iter().enumerate() {
        for b in &looks[at + 1..] {
            let pair = format!("{chart}: {} and {}", a.class, b.class);
            for (sight, matrix) in &SEEN {
                let far = distance(seen(matrix, colour(*a)), seen(matrix, colour(*b)));
                assert!(
                    far >= 14.0 || patterned(*a, *b) && far >= 8.0,
                    "{pair} differ by {far:.1} for {sight}"
                );
            }
            let far = lighter(colour(*a), colour(*b));
            assert!(far >= 12.0 || patterned(*a, *b), "{pair} differ by {far:.1} in grey");
        }
    }
}

#[test]
fn what_must_be_told_apart_is() {
    apart("radar", &[NOW, EARLIER, GROUND]);
    apart("radar", &[OPEN, GROUND]);
    apart("bars", &[SURE, OPEN, TRACK]);
    apart("bars", &[POINT, SURE]);
    apart("bars", &[POINT, OPEN]);
    apart("bars", &[BLOCKED, GROUND]);
    apart("heat map", &SHADES);
    apart("waterfall", &[TOTAL, SURE, MISSING, OPEN, GROUND]);
    apart("scatter", &GROUPS);
    apart("roadmap", &[SURE, BAND]);
    apart("ranks", &[INTERVAL_MARKED, INTERVAL, BAND]);
    apart("timeline", &[NOW, CUT_LINE, GROUND]);
    // One colour, since it is one score: what is planned has dots for a line and marks that are not filled.
    assert!(patterned(NOW, PLANNED) && lighter(colour(NOW_MARK), colour(PLANNED_MARK)) > 50.0);
}

#[test]
fn scores_go_from_light_to_dark() {
    let light = SHADES.map(|shade| lab(colour(shade))[0]);
    assert!(light.is_sorted_by(|a, b| a - b > 12.0), "{light:?}");
}

#[test]
fn text_has_contrast() {
    for (ground, letters) in [PAPER, SURFACE, SOFT]
        .into_iter()
        .flat_map(|ground| [PLAIN, STRONG, SMALL, QUIET].map(|letters| (ground, letters.colour)))
    {
        assert!(contrast(ground, letters) >= 4.5, "{letters} on {ground}");
    }
    for (at, shade) in SHADES.iter().enumerate() {
        let Fill::Colour(ground) = shade.fill else { panic!("shades are colours") };
        let letters = if at >= DARK_SHADE { IN_DARK } else { IN_LIGHT };
        let contrast = contrast(ground, letters.colour);
        assert!(contrast >= 4.5, "{contrast:.1} in {}", shade.class);
    }
}

#[test]
fn graphics_have_contrast() {
    for look in [SURE, TOTAL, POINT, CUT] {
        let Fill::Colour(colour) = look.fill else { panic!("{}", look.class) };
        assert!(contrast(PAPER, colour) >= 3.0 && contrast(SURFACE, colour) >= 3.0, "{}", look.class);
    }
    for look in [
        OPEN,
        MISSING,
        NOW,
        EARLIER,
        PLANNED,
        CUT_LINE,
        BLOCKED,
        NOTHING,
        INTERVAL,
        INTERVAL_MARKED,
        BLANK_OPEN,
        BLANK_SIGN,
    ] {
        let colour = look.stroke.unwrap().colour;
        assert!(contrast(PAPER, colour) >= 3.0 && contrast(SURFACE, colour) >= 3.0, "{}", look.class);
    }
    for look in GROUPS {
        let Fill::Colour(fill) = look.fill else { panic!("{}", look.class) };
        let edge = look.stroke.unwrap().colour;
        assert!(contrast(PAPER, fill).max(contrast(PAPER, edge)) >= 3.0, "{}", look.class);
    }
}
