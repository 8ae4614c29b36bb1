// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A score over time, with its bounds.

use super::axis::QUARTERS;
use super::canvas::{Anchor, Canvas, PAD, Trace, count, share};
use super::legend::{SIGN_HIGH, SIGN_WIDE, Sign, legend, marked_line};
use super::palette::{
    AXIS, CUT_LINE, GRID, GROUND, NOW, NOW_MARK, OPEN, PLANNED, PLANNED_MARK, QUIET, SMALL, STRONG,
};
use super::text::{Lines, line_height, wide, wrap};
use super::{Moment, Timeline};

/// Where the plot lies.
struct Plot {
    from: f64,
    to: f64,
    top: f64,
    high: f64,
}

impl Plot {
    fn x(&self, at: f64) -> f64 {
        // Points and their bounds stand clear of the edges.
        self.from + 14.0 + share(at) * (self.to - self.from - 28.0)
    }

    fn y(&self, value: f64) -> f64 {
        self.top + (1.0 - share(value)) * self.high
    }
}

pub(crate) fn draw(canvas: &mut Canvas, timeline: &Timeline) -> f64 {
    let inner = canvas.width() - 2.0 * PAD;
    let scale_room =
        timeline.scale.iter().take(5).map(|label| wide(label, QUIET)).fold(0.0, f64::max).min(inner * 0.2);
    let level_room =
        timeline.levels.iter().map(|level| wide(&level.label, SMALL)).fold(0.0, f64::max).min(inner * 0.3);
    let from = PAD + if scale_room > 0.0 { scale_room + 8.0 } else { 0.0 };
    let to = canvas.width() - PAD - if level_room > 0.0 { level_room + 8.0 } else { 0.0 };
    let high = (inner * 0.42).clamp(180.0, 320.0);
    let plot = Plot { from, to, top: PAD + 12.0, high };
    for (label, at) in timeline.scale.iter().zip(QUARTERS) {
        let y = plot.y(at);
        canvas.line(if at > 0.0 { GRID } else { AXIS }, (from, y), (to, y));
        let label = wrap(label, scale_room + 1.0, QUIET, 1);
        canvas.lines(QUIET, Anchor::End, from - 8.0, y + 4.0, &label);
    }
    levels(canvas, timeline, &plot, level_room);
    bounds(canvas, &timeline.moments, &plot);
    curve(canvas, &timeline.moments, &plot);
    let end = names(canvas, &timeline.moments, &plot);
    signs(canvas, timeline, end + 12.0) + PAD
}

/// Lines where levels begin, their names at the end; names that would touch move up.
fn levels(canvas: &mut Canvas, timeline: &Timeline, plot: &Plot, room: f64) {
    let mut levels: Vec<(f64, &str)> =
        timeline.levels.iter().map(|level| (plot.y(level.at), level.label.as_str())).collect();
    levels.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut free = f64::INFINITY;
    for (y, label) in levels {
        canvas.line(CUT_LINE, (plot.from, y), (plot.to, y));
        let label = wrap(label, room + 1.0, SMALL, 1);
        let stands = y.min(free);
        canvas.lines(SMALL, Anchor::Start, plot.to + 8.0, stands + 4.0, &label);
        free = stands - line_height(SMALL);
    }
}

fn bounds(canvas: &mut Canvas, moments: &[Moment], plot: &Plot) {
    let mut trace = canvas.trace();
    for moment in moments {
        let Some(reach) = moment.reach else { continue };
        let (low, high) = (share(reach.low), share(reach.high));
        let (low, high) = (low.min(high), low.max(high));
        if high - low > 1e-9 {
            let x = plot.x(moment.at);
            trace.corners([
                (x - 6.0, plot.y(high)),
                (x + 6.0, plot.y(high)),
                (x + 6.0, plot.y(low)),
                (x - 6.0, plot.y(low)),
            ]);
        }
    }
    canvas.draw(OPEN, &trace);
}

fn curve(canvas: &mut Canvas, moments: &[Moment], plot: &Plot) {
    let (mut now, mut planned) = (canvas.trace(), canvas.trace());
    let (mut now_marks, mut planned_marks) = (canvas.trace(), canvas.trace());
    let mut before: Option<(f64, f64)> = None;
    let mut labels: Vec<(f64, [f64; 2], Lines)> = Vec::new();
    for moment in moments {
        let point = moment.reach.and_then(|reach| Some((reach.point?, reach)));
        let Some((value, reach)) = point else {
            before = None;
            continue;
        };
        let (x, y) = (plot.x(moment.at), plot.y(value));
        let (line, marks) =
            if moment.planned { (&mut planned, &mut planned_marks) } else { (&mut now, &mut now_marks) };
        if let Some((from_x, from_y)) = before {
            line.start(from_x, from_y);
            line.line(x, y);
        }
        if moment.planned {
            marks.square(x, y, 5.0);
        } else {
            marks.circle(x, y, 5.0);
        }
        before = Some((x, y));
        let over = plot.y(reach.high.max(reach.low)).min(y - 6.0) - 6.0;
        let under = plot.y(reach.low.min(reach.high)).max(y + 6.0) + 16.0;
        labels.push((x, [over, under], wrap(&moment.value, 120.0, STRONG, 1)));
    }
    canvas.draw(NOW, &now);
    canvas.draw(PLANNED, &planned);
    canvas.draw(NOW_MARK, &now_marks);
    canvas.draw(PLANNED_MARK, &planned_marks);
    values(canvas, &labels);
}

/// What stands over the points or else under them, on a ground of its own; one that would cover another
/// at both places is left out.
fn values(canvas: &mut Canvas, labels: &[(f64, [f64; 2], Lines)]) {
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    for (x, places, label) in labels {
        let half = label.wide(STRONG) / 2.0 + 2.0;
        let x = x.min(canvas.width() - half - 2.0).max(half + 2.0);
        let free = |y: &f64| {
            taken.iter().all(|(other, at, room)| (x - other).abs() > half + room || (y - at).abs() > 17.0)
        };
        let Some(y) = places.iter().copied().find(free).filter(|_| !label.lines.is_empty()) else { continue };
        canvas.rect(GROUND, x - half, y - 12.5, half * 2.0, 15.0);
        canvas.lines(STRONG, Anchor::Middle, x, y, label);
        taken.push((x, y, half));
    }
}

/// The names of moments below the plot: first the first and the last, then those that find room.
fn names(canvas: &mut Canvas, moments: &[Moment], plot: &Plot) -> f64 {
    let y = plot.top + plot.high;
    let places: Vec<f64> = moments.iter().map(|moment| plot.x(moment.at)).collect();
    let apart = |pair: &[f64]| pair.iter().copied().reduce(|a, b| (a - b).abs()).unwrap_or(f64::INFINITY);
    let room = places.windows(2).map(apart).fold(148.0, f64::min).max(52.0) - 8.0;
    let mut order: Vec<usize> = (0..moments.len()).collect();
    if order.len() > 2 {
        let last = order.pop();
        order.splice(1..1, last);
    }
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut most = 1;
    for moment in order.into_iter().filter_map(|at| moments.get(at)) {
        let x = plot.x(moment.at);
        canvas.line(AXIS, (x, y), (x, y + 5.0));
        // Where words would be broken, other names give way.
        let words = moment.name.split_whitespace().map(|word| wide(word, SMALL));
        let lines = wrap(&moment.name, words.fold(room, f64::max).min(148.0), SMALL, 5);
        let half = lines.wide(SMALL) / 2.0;
        let middle = x.min(canvas.width() - half - 2.0).max(half + 2.0);
        if taken.iter().all(|(other, wide)| (middle - other).abs() > half + wide + 6.0) {
            canvas.lines(SMALL, Anchor::Middle, middle, y + 8.0 + SMALL.size, &lines);
            taken.push((middle, half));
            most = most.max(lines.len());
        }
    }
    y + 10.0 + count(most) * line_height(SMALL)
}

fn signs(canvas: &mut Canvas, timeline: &Timeline, y: f64) -> f64 {
    let words = &timeline.words;
    let point = marked_line(NOW, NOW_MARK, Trace::circle, 5.0);
    let planned = marked_line(PLANNED, PLANNED_MARK, Trace::square, 5.0);
    let open = |canvas: &mut Canvas, x: f64, y: f64| {
        canvas.rect(OPEN, x + SIGN_WIDE / 2.0 - 6.0, y - 1.0, 12.0, SIGN_HIGH + 2.0);
    };
    let mut all: Vec<Sign<'_>> = vec![(&point, &words.point), (&open, &words.open)];
    all.extend(words.planned.as_deref().map(|word| -> Sign<'_> { (&planned, word) }));
    legend(canvas, &all, y)
}
