// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Nothing runs over the edge.

use crate::samples::written;
use crate::tools::{Page, pages};

/// Dots to the inch.
const DOTS: u32 = 60;
/// A4, in millimetres.
const WIDTH: f64 = 210.0;

/// Whether all dots of a part of the page, in millimetres, are white.
fn is_white(page: &Page, (left, right): (f64, f64), (top, bottom): (f64, f64)) -> bool {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths on a page")]
    let dot = |millimetres: f64| (millimetres * f64::from(DOTS) / 25.4) as usize;
    let rows = page.grey.chunks(page.width).take(page.height.min(dot(bottom))).skip(dot(top));
    rows.flat_map(|row| &row[dot(left)..page.width.min(dot(right))]).all(|grey| *grey == 255)
}

#[test]
fn margins_stay_white() {
    for written in written() {
        let name = written.name;
        let pages = pages(&written.file("looks"), DOTS);
        assert!(!pages.is_empty());
        for (index, page) in pages.iter().enumerate() {
            let number = index + 1;
            assert!(is_white(page, (0.0, 21.0), (0.0, 297.0)), "{name}: left of page {number}");
            assert!(is_white(page, (WIDTH - 21.0, WIDTH), (0.0, 297.0)), "{name}: right of page {number}");
            assert!(is_white(page, (0.0, WIDTH), (0.0, 20.0)), "{name}: top of page {number}");
            // Between the text and the line above the footer.
            assert!(is_white(page, (0.0, WIDTH), (274.5, 277.0)), "{name}: end of page {number}");
            assert!(is_white(page, (0.0, WIDTH), (290.0, 297.0)), "{name}: below page {number}");
            assert!(!is_white(page, (0.0, WIDTH), (20.0, 274.0)), "{name}: page {number} is empty");
        }
    }
}

#[test]
fn two_pages_are_enough_to_decide() {
    let political = written().iter().find(|written| written.name == "political").unwrap();
    assert_eq!(pages(&political.file("two"), DOTS).len(), 2);
}
