// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Charts of a city that does not exist, as they are drawn.

use super::super::Drawing;
use super::{example, examples};

/// A line per element, so that a change is seen where it is.
fn readable(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

#[test]
fn every_kind_of_chart() {
    for (name, chart) in examples() {
        insta::assert_snapshot!(name, readable(&chart.svg()));
    }
}

#[test]
fn a_narrow_radar_has_numbers_and_a_list() {
    let mut chart = example("radar");
    chart.width = 320;
    insta::assert_snapshot!("radar-320", readable(&chart.svg()));
}

#[test]
fn a_narrow_timeline_breaks_no_word() {
    let mut chart = example("timeline");
    chart.width = 320;
    let Drawing::Timeline(timeline) = &mut chart.drawing else { unreachable!("it is a timeline") };
    for moment in &mut timeline.moments {
        moment.name = "Months 7 to 18 (planned)".to_owned();
    }
    let svg = readable(&chart.svg());
    let lines: Vec<&str> = svg.lines().filter_map(|line| line.split('>').nth(1)?.split('<').next()).collect();
    assert!(lines.contains(&"(planned)"), "{svg}");
    assert!(!lines.iter().any(|line| line.starts_with("(plan") && *line != "(planned)"), "{svg}");
}

#[test]
fn from_right_to_left() {
    let mut chart = example("bars");
    chart.rtl = true;
    insta::assert_snapshot!("bars-rtl", readable(&chart.svg()));
}

#[test]
fn a_radar_with_names_is_small() {
    let svg = example("radar").svg();
    assert!(svg.len() < 12_000, "{} bytes", svg.len());
}
