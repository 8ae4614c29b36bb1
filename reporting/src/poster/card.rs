// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A message for the channels of a campaign: a headline, few words, one number.

use super::write::{Place, figure, fitting, high, paragraph, plain, quiet, strong};
use super::{Card, CardSize, Figure};
use crate::chart::palette::Type;
use crate::chart::text::{Lines, line_height, wrap};
use crate::chart::{Anchor, BAND, Canvas, SURE, bars, count};

pub(super) fn size(size: CardSize) -> (u32, u32) {
    match size {
        CardSize::Wide => (1200, 630),
        CardSize::Square => (1080, 1080),
        CardSize::Tall => (1080, 1920),
    }
}

/// Where things stand, and how large letters are.
struct Plan {
    margin: f64,
    /// Room that the channel's own buttons cover, above and below.
    covered: (f64, f64),
    headline: [f64; 4],
    text: f64,
    /// Where the number stands, with its room and height.
    figure: Place,
    high: f64,
    /// How wide the words are.
    room: f64,
}

fn plan(size: CardSize) -> Plan {
    match size {
        CardSize::Wide => Plan {
            margin: 64.0,
            covered: (0.0, 0.0),
            headline: [60.0, 52.0, 44.0, 36.0],
            text: 27.0,
            figure: Place { x: 776.0, y: 0.0, room: 424.0 },
            high: 630.0,
            room: 656.0,
        },
        CardSize::Square => Plan {
            margin: 72.0,
            covered: (0.0, 0.0),
            headline: [76.0, 64.0, 54.0, 44.0],
            text: 34.0,
            figure: Place { x: 0.0, y: 640.0, room: 1080.0 },
            high: 356.0,
            room: 936.0,
        },
        CardSize::Tall => Plan {
            margin: 80.0,
            covered: (250.0, 320.0),
            headline: [92.0, 78.0, 64.0, 52.0],
            text: 42.0,
            figure: Place { x: 0.0, y: 1030.0, room: 1080.0 },
            high: 440.0,
            room: 920.0,
        },
    }
}

pub(super) fn draw(canvas: &mut Canvas, card: &Card, height: f64) {
    let plan = plan(card.size);
    let Plan { margin, covered, room, text, .. } = plan;
    let beside = plan.figure.x > 0.0;
    canvas.rect(BAND, plan.figure.x, plan.figure.y, plan.figure.room, plan.high);
    canvas.rect(SURE, 0.0, 0.0, canvas.width(), 14.0);

    let at = |y: f64| Place { x: margin, y, room };
    let top = paragraph(canvas, figure(text), at(margin + covered.0), &card.city, 1) + text * 0.4;
    let small = quiet(text * 0.66);
    let source = wrap(&card.source, if beside { room } else { canvas.width() - 2.0 * margin }, small, 2);
    let end = height - covered.1 - margin * 0.6 - count(source.len()) * line_height(small);
    let until = if beside { end - text } else { plan.figure.y - text * 0.5 };

    let most = if beside { 4 } else { 3 };
    let largest = fitting(&card.headline, room, most, strong, &plan.headline);
    let below =
        |headline: Type| top + high(&wrap(&card.headline, room, headline, most), headline) + text * 0.7;
    let said = |headline: Type| sentences(card, below(headline), until, (plain(text), room));
    let mut smaller = plan.headline.iter().map(|size| strong(*size)).filter(|one| one.size <= largest.size);
    let [.., smallest] = plan.headline;
    // A smaller headline, rather than a sentence that is cut off.
    let headline = smaller
        .find(|headline| said(*headline).iter().all(|lines| lines.whole.is_none()))
        .unwrap_or(strong(smallest));
    paragraph(canvas, headline, at(top), &card.headline, most);
    let mut y = below(headline);
    for lines in said(headline) {
        canvas.lines(plain(text), Anchor::Start, margin, y + text * 0.9, &lines);
        y += high(&lines, plain(text)) + text * GAP;
    }
    number(canvas, &plan, &card.figure, beside);
    canvas.lines(small, Anchor::Start, margin, end + small.size * 0.9, &source);
}

/// The room between two sentences, as a share of the size of their letters.
const GAP: f64 = 0.3;

/// The first two sentences in lines, from a place to where they must end.
fn sentences(card: &Card, from: f64, until: f64, (letters, room): (Type, f64)) -> Vec<Lines> {
    let sentences = card.sentences.get(..2).unwrap_or(&card.sentences);
    let mut y = from;
    let each = sentences.iter().enumerate().map(|(at, sentence)| {
        let most = lines_until(until - y, letters.size) / (sentences.len() - at);
        let lines = wrap(sentence, room, letters, most.clamp(1, 4));
        y += high(&lines, letters) + letters.size * GAP;
        lines
    });
    each.collect()
}

/// How many lines find room; one at least.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within bounds")]
fn lines_until(room: f64, size: f64) -> usize {
    (room / line_height(plain(size))).clamp(1.0, 40.0) as usize
}

fn number(canvas: &mut Canvas, plan: &Plan, score: &Figure, beside: bool) {
    let Plan { margin, text, figure: room, .. } = *plan;
    let (x, inner) =
        if beside { (room.x + 48.0, room.room - 112.0) } else { (margin, room.room - 2.0 * margin) };
    let top = if beside { 140.0 } else { room.y + text * 0.9 };
    let value_room = if beside { inner } else { inner * 0.42 };
    let sizes = [text * 5.0, text * 4.0, text * 3.0, text * 1.6];
    let value = fitting(&score.value, value_room, 1, figure, &sizes);
    let under = paragraph(canvas, value, Place { x, y: top, room: value_room }, &score.value, 1);
    // The words stand below the number, or beside it where there is the width for it.
    let words = if beside {
        Place { x, y: under, room: inner }
    } else {
        Place { x: x + value_room, y: top + text * 0.4, room: inner - value_room }
    };
    let small = text * 0.85;
    let mut y = words.y;
    for (letters, line) in
        [(plain(small), &score.name), (strong(text), &score.level), (quiet(small), &score.bounds)]
    {
        y = paragraph(canvas, letters, Place { y, ..words }, line, 2) + 2.0;
    }
    if let Some(reach) = score.reach {
        let high = text * 1.1;
        let middle = y.max(if beside { 0.0 } else { under }) + high * 1.1;
        bars::gauge(canvas, (x, x + inner), (middle, high), reach, &score.cuts);
    }
}
