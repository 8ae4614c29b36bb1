// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Charts of a city that does not exist, as they are drawn.

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
