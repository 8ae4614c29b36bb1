// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The style sheet knows what charts have, and nothing else.

use std::collections::BTreeSet;

use super::super::STYLE;
use super::super::palette::{ACCENT, AMBER, EDGE, INK, LINE, MUTED, PAPER, RUST, SHADES, SOFT, SURFACE};
use super::colours::contrast;
use super::examples;
use super::svg::elements;

fn used() -> BTreeSet<String> {
    let svgs = examples().into_iter().map(|(_, chart)| chart.svg());
    let elements = svgs.flat_map(|svg| elements(&svg));
    elements.filter_map(|element| element.get("class").map(str::to_owned)).collect()
}

/// What stands after a sign, as far as a name goes.
fn names(text: &str, sign: &str) -> BTreeSet<String> {
    let name = |rest: &str| {
        rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
    };
    text.split(sign).skip(1).map(name).collect()
}

#[test]
fn every_class_has_a_rule_and_every_rule_a_class() {
    let ruled: BTreeSet<String> = names(STYLE, ".dr-").into_iter().map(|name| format!("dr-{name}")).collect();
    let mut used = used();
    // The one class that only pages have.
    used.insert("dr-figure".to_owned());
    // These say how large or strong letters are, which no colour changes.
    assert!(used.remove("dr-strong") && used.remove("dr-small"));
    assert_eq!(used, ruled);
}

#[test]
fn every_class_is_documented() {
    let documentation = include_str!("../mod.rs");
    for class in used() {
        let family = class.trim_end_matches("-mark").trim_end_matches("-marked");
        let known = documentation.contains(&format!("`{family}`"));
        let numbered = family.starts_with("dr-shade-") || family.starts_with("dr-group-");
        assert!(known || numbered, "{class}");
    }
}

/// The colours of a property on light and on dark pages.
fn colours(property: &str) -> (String, String) {
    let start = STYLE.split_once(&format!("--dr-{property}: light-dark(")).unwrap().1;
    let (light, dark) = start.split_once(')').unwrap().0.split_once(", ").unwrap();
    (light.to_owned(), dark.to_owned())
}

#[test]
fn light_pages_show_what_the_attributes_say() {
    let shade = |at: usize| match SHADES[at].fill {
        super::super::palette::Fill::Colour(colour) => colour,
        other => panic!("{other:?}"),
    };
    for (property, colour) in [
        ("ink", INK),
        ("muted", MUTED),
        ("paper", PAPER),
        ("surface", SURFACE),
        ("line", LINE),
        ("edge", EDGE),
        ("accent", ACCENT),
        ("soft", SOFT),
        ("amber", AMBER),
        ("rust", RUST),
        ("shade-0", shade(0)),
        ("shade-2", shade(2)),
        ("shade-4", shade(4)),
    ] {
        assert_eq!(colours(property).0, colour, "{property}");
    }
}

#[test]
fn dark_pages_have_contrast() {
    let dark = |property| colours(property).1;
    for ground in ["paper", "surface"] {
        for (letters, least) in [("ink", 4.5), ("muted", 4.5), ("accent", 3.0), ("edge", 3.0), ("rust", 3.0)]
        {
            let contrast = contrast(&dark(ground), &dark(letters));
            assert!(contrast >= least, "{letters} on {ground}: {contrast:.1}");
        }
    }
    for (shade, letters) in
        [("shade-0", "ink"), ("shade-1", "ink"), ("shade-2", "ink"), ("shade-3", "on"), ("shade-4", "on")]
    {
        let contrast = contrast(&dark(shade), &dark(letters));
        assert!(contrast >= 4.5, "{letters} on {shade}: {contrast:.1}");
    }
}
