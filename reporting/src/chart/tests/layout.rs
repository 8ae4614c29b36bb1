// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! On a phone, on a page, on a wide screen: texts stay inside and apart, and all is mirrored.

use super::super::palette::Type;
use super::super::text::wide;
use super::examples;
use super::svg::{Element, elements};

const WIDTHS: [u32; 3] = [320, 720, 1100];

/// The room of a line of text, as far as can be told without the font: from left to right, from top to
/// bottom.
#[derive(Debug, Clone)]
pub(crate) struct Room {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Room {
    fn of(element: &Element) -> Self {
        let size = element.get("font-size").map_or(14.0, |size| size.parse().unwrap());
        let strong = element.get("font-weight").is_some();
        let text = element.text.trim_matches(['\u{2067}', '\u{2068}', '\u{2069}']).to_owned();
        let wide = wide(&text, Type { class: "", size, strong, colour: "" });
        let (x, y) = (element.number("x"), element.number("y"));
        let left = match element.get("text-anchor") {
            Some("end") => x - wide,
            Some("middle") => x - wide / 2.0,
            _ => x,
        };
        // Letters without accents and descenders, which may come close to those of the next line.
        Self { text, left, right: left + wide, top: y - size * 0.75, bottom: y + size * 0.1 }
    }

    pub(crate) fn inside(&self, width: f64, height: f64) -> bool {
        self.left >= 0.0 && self.right <= width && self.top >= 0.0 && self.bottom <= height
    }

    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// The lines of text of a picture, without those of pictures within it.
pub(crate) fn texts(svg: &str) -> Vec<Room> {
    let elements = elements(svg);
    elements
        .iter()
        .filter(|element| {
            matches!(element.name.as_str(), "text" | "tspan") && !element.text.is_empty() && !element.nested
        })
        .map(Room::of)
        .collect()
}

#[test]
fn texts_stay_inside_and_apart() {
    for (name, mut chart) in examples() {
        for (width, rtl) in WIDTHS.into_iter().flat_map(|width| [(width, false), (width, true)]) {
            (chart.width, chart.rtl) = (width, rtl);
            let svg = chart.svg();
            let height = elements(&svg).last().unwrap().number("height");
            let texts = texts(&svg);
            assert!(texts.len() > 5, "{name}");
            for (at, text) in texts.iter().enumerate() {
                let inside = text.inside(f64::from(width), height);
                assert!(inside, "{name} at {width}: `{}` in a height of {height}: {text:?}", text.text);
                for other in &texts[at + 1..] {
                    assert!(
                        !text.covers(other),
                        "{name} at {width}: `{}` covers `{}`",
                        text.text,
                        other.text
                    );
                }
            }
        }
    }
}

#[test]
fn no_word_is_lost_at_any_width() {
    for (name, mut chart) in examples() {
        for width in WIDTHS {
            chart.width = width;
            let svg = chart.svg();
            assert!(!svg.contains('…'), "{name} at {width} leaves words out");
        }
    }
}

#[test]
fn right_to_left_is_the_mirror_image() {
    for (name, mut chart) in examples() {
        let straight = elements(&chart.svg());
        chart.rtl = true;
        let mirrored = elements(&chart.svg());
        assert_eq!(mirrored.last().unwrap().get("direction"), Some("rtl"));
        assert_eq!(straight.len(), mirrored.len(), "{name}");
        let mut compared = 0;
        for (straight, mirrored) in straight.iter().zip(&mirrored) {
            if straight.get("x").is_none() {
                continue;
            }
            let wide = if straight.name == "rect" { straight.number("width") } else { 0.0 };
            let expected = f64::from(chart.width) - straight.number("x") - wide;
            assert!((mirrored.number("x") - expected).abs() < 0.21, "{name}: {straight:?} {mirrored:?}");
            assert!((mirrored.number("y") - straight.number("y")).abs() < 1e-9, "{name}");
            let turned = match straight.get("text-anchor") {
                Some("middle") => Some("middle"),
                Some(_) => None,
                None => Some("end"),
            };
            assert!(straight.name == "rect" || mirrored.get("text-anchor") == turned, "{name}: {mirrored:?}");
            compared += 1;
        }
        assert!(compared > 10, "{name}");
    }
}

#[test]
fn lines_carry_their_direction() {
    let (_, mut chart) = examples().into_iter().find(|(name, _)| name == "radar").unwrap();
    if let super::super::Drawing::Radar(radar) = &mut chart.drawing {
        radar.spokes[0].name = "سياسة (2024)".to_owned();
    }
    assert!(
        chart.svg().contains(">\u{2068}سياسة (2024)\u{2069}<"),
        "isolated among lines from left to right"
    );
    chart.rtl = true;
    let svg = chart.svg();
    assert!(svg.contains(">\u{2067}سياسة (2024)\u{2069}<"));
    assert!(svg.contains(">\u{2067}25\u{2069}<"), "numbers read as in the text around them");
}
