// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A result on one page of A4, upright, at 96 pixels to the inch.

use super::write::{Place, figure, fitting, paragraph, plain, points, quiet, strong};
use super::{Figure, Infographic, Parts};
use crate::chart::{AXIS, BAND, Canvas, SURE, Trace, bars, radar};

pub(super) const SIZE: (u32, u32) = (794, 1123);

const MARGIN: f64 = 48.0;
/// Where the scores of parts begin.
const PARTS: f64 = 290.0;
/// Where the three columns begin, and where they end at the latest.
const COLUMNS: (f64, f64) = (724.0, 952.0);

pub(super) fn draw(canvas: &mut Canvas, page: &Infographic, height: f64) {
    let width = canvas.width();
    let inner = width - 2.0 * MARGIN;
    canvas.rect(SURE, 0.0, 0.0, width, 8.0);
    let at = |y: f64| Place { x: MARGIN, y, room: inner };
    let y = paragraph(canvas, figure(18.0), at(36.0), &page.city, 1);
    let heading = fitting(&page.heading, inner, 2, strong, &[32.0, 26.0, 22.0]);
    let y = paragraph(canvas, heading, at(y + 4.0), &page.heading, 2);
    paragraph(canvas, quiet(14.0), at(y + 4.0), &page.date, 1);
    score(canvas, &page.score, Place { x: MARGIN, y: 172.0, room: inner });
    let room = (inner, COLUMNS.0 - PARTS - 20.0);
    if let Some(parts) = &page.parts {
        canvas.inset((MARGIN, PARTS), room, |inset| match parts {
            Parts::Radar(scores) => radar::draw(inset, scores),
            Parts::Bars(scores) => bars::draw(inset, scores),
        });
    }
    let columns = if page.parts.is_some() { COLUMNS.0 } else { PARTS };

    let column = (inner - 48.0) / 3.0;
    let marks: [fn(&mut Trace, f64, f64, f64); 3] = [Trace::circle, Trace::diamond, Trace::triangle];
    for (at, (list, mark)) in [&page.strengths, &page.gaps, &page.next].into_iter().zip(marks).enumerate() {
        let x = MARGIN + crate::chart::count(at) * (column + 24.0);
        canvas.line(AXIS, (x, columns), (x + column, columns));
        points(canvas, Place { x, y: columns + 12.0, room: column }, list, (3, 3), mark);
    }

    canvas.rect(BAND, 0.0, COLUMNS.1, width, height - COLUMNS.1);
    let mut y = paragraph(canvas, strong(14.0), at(COLUMNS.1 + 16.0), &page.reading.title, 1) + 2.0;
    for item in page.reading.items.iter().take(3) {
        y = paragraph(canvas, plain(13.0), at(y), item, 2);
    }
    let mut y = height - 28.0 - crate::chart::count(page.footer.len().min(3)) * 14.0;
    for line in page.footer.iter().take(3) {
        y = paragraph(canvas, quiet(10.0), at(y), line, 1);
    }
}

fn score(canvas: &mut Canvas, score: &Figure, place: Place) {
    let value = fitting(&score.value, place.room * 0.3, 1, figure, &[84.0, 64.0, 48.0, 32.0]);
    paragraph(canvas, value, place, &score.value, 1);
    let x = place.x + place.room * 0.3 + 24.0;
    let beside = |y: f64| Place { x, y, room: place.room * 0.7 - 24.0 };
    let y = paragraph(canvas, plain(14.0), beside(place.y + 2.0), &score.name, 1);
    let y = paragraph(canvas, strong(20.0), beside(y), &score.level, 1);
    let y = paragraph(canvas, quiet(14.0), beside(y), &score.bounds, 1);
    if let Some(reach) = score.reach {
        bars::gauge(canvas, (x, x + beside(0.0).room), (y + 20.0, 18.0), reach, &score.cuts);
    }
}
