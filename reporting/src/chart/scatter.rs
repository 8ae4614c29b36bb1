// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Numbered points between two axes, with their names below. A point stands exactly where it belongs;
//! its number stands where it covers nothing.

use super::canvas::{Anchor, Canvas, PAD, Trace, count, share};
use super::legend::{Sign, legend, mark, numbered};
use super::palette::{AXIS, GRID, GROUPS, LEADER, Look, QUIET, SMALL, STRONG_SMALL};
use super::text::{line_height, wide, wrap};
use super::{Axis, Scatter, ScatterPoint};

const RADIUS: f64 = 5.5;

type Mark = fn(&mut Trace, f64, f64, f64);

/// Groups differ in shape.
const MARKS: [Mark; 4] = [Trace::circle, Trace::triangle, Trace::square, Trace::diamond];

/// Where the plot lies.
struct Plot {
    from: f64,
    to: f64,
    top: f64,
    high: f64,
}

impl Plot {
    fn x(&self, axis: &Axis, at: f64) -> f64 {
        self.from + share_of(axis, at) * (self.to - self.from)
    }

    fn y(&self, axis: &Axis, at: f64) -> f64 {
        self.top + (1.0 - share_of(axis, at)) * self.high
    }
}

fn share_of(axis: &Axis, at: f64) -> f64 {
    if axis.end > 0.0 { share(at / axis.end) } else { 0.0 }
}

/// A rectangle that is taken.
#[derive(Clone, Copy)]
struct Taken {
    x: f64,
    y: f64,
    half_wide: f64,
    half_high: f64,
}

impl Taken {
    /// How much of it another covers.
    fn shared(self, other: Self) -> f64 {
        let across = self.half_wide + other.half_wide - (self.x - other.x).abs();
        let down = self.half_high + other.half_high - (self.y - other.y).abs();
        across.max(0.0) * down.max(0.0)
    }
}

pub(crate) fn draw(canvas: &mut Canvas, scatter: &Scatter) -> f64 {
    let inner = canvas.width() - 2.0 * PAD;
    let room =
        scatter.up.ticks.iter().map(|tick| wide(&tick.label, QUIET)).fold(0.0, f64::max).min(inner * 0.2);
    let title = wrap(&scatter.up.title, inner, SMALL, 2);
    canvas.lines(SMALL, Anchor::Start, PAD, PAD + SMALL.size, &title);
    let top = PAD + count(title.len()) * line_height(SMALL) + 10.0;
    let from = PAD + room + 8.0;
    let plot = Plot { from, to: canvas.width() - PAD - 8.0, top, high: (inner * 0.5).clamp(260.0, 420.0) };
    let end = axes(canvas, scatter, &plot, room);
    points(canvas, scatter, &plot);
    let end = signs(canvas, scatter, end + 12.0);
    let names = scatter.points.iter().enumerate().map(|(at, point)| (number(at, point), point.name.as_str()));
    numbered(canvas, names, end + 16.0) + PAD
}

fn axes(canvas: &mut Canvas, scatter: &Scatter, plot: &Plot, room: f64) -> f64 {
    let bottom = plot.top + plot.high;
    let mut taken = f64::INFINITY;
    for tick in &scatter.up.ticks {
        let y = plot.y(&scatter.up, tick.at);
        canvas.line(GRID, (plot.from, y), (plot.to, y));
        if (taken - y).abs() > 12.0 {
            let label = wrap(&tick.label, room + 1.0, QUIET, 1);
            canvas.lines(QUIET, Anchor::End, plot.from - 8.0, y + 4.0, &label);
            taken = y;
        }
    }
    let mut taken = f64::NEG_INFINITY;
    for tick in &scatter.across.ticks {
        let x = plot.x(&scatter.across, tick.at);
        canvas.line(GRID, (x, plot.top), (x, bottom));
        let label = wrap(&tick.label, 80.0, QUIET, 1);
        let half = label.wide(QUIET) / 2.0;
        let middle = x.min(canvas.width() - half - 2.0);
        if middle - half >= taken {
            canvas.lines(QUIET, Anchor::Middle, middle, bottom + 6.0 + QUIET.size, &label);
            taken = middle + half + 6.0;
        }
    }
    let mut corner = canvas.trace();
    corner.start(plot.from, plot.top);
    corner.line(plot.from, bottom);
    corner.line(plot.to, bottom);
    canvas.draw(AXIS, &corner);
    let title = wrap(&scatter.across.title, plot.to - plot.from, SMALL, 2);
    let y = bottom + 10.0 + line_height(QUIET);
    canvas.lines(SMALL, Anchor::End, plot.to, y + SMALL.size, &title);
    y + count(title.len()) * line_height(SMALL)
}

fn style(group: usize) -> (Look, Mark) {
    let at = group.min(GROUPS.len() - 1);
    let [first, ..] = GROUPS;
    (GROUPS.get(at).copied().unwrap_or(first), MARKS.get(at).copied().unwrap_or(Trace::circle))
}

fn place(scatter: &Scatter, plot: &Plot, point: &ScatterPoint) -> (f64, f64) {
    (plot.x(&scatter.across, point.across), plot.y(&scatter.up, point.up))
}

fn number(at: usize, point: &ScatterPoint) -> usize {
    point.number.unwrap_or(at + 1)
}

fn points(canvas: &mut Canvas, scatter: &Scatter, plot: &Plot) {
    let places: Vec<(f64, f64)> = scatter.points.iter().map(|point| place(scatter, plot, point)).collect();
    let mut taken: Vec<Taken> = places
        .iter()
        .map(|(x, y)| Taken { x: *x, y: *y, half_wide: RADIUS + 1.0, half_high: RADIUS + 1.0 })
        .collect();
    let mut labels = Vec::new();
    for ((at, point), (x, y)) in scatter.points.iter().enumerate().zip(places.iter().copied()) {
        let number = number(at, point).to_string();
        let half_wide = wide(&number, STRONG_SMALL) / 2.0 + 1.0;
        let spot = spot(plot, &taken, (x, y), half_wide);
        taken.push(spot);
        labels.push((number, spot));
        // A number that stands away from its point is tied to it.
        let (across, down) = (spot.x - x, spot.y - y);
        let far = libm::sqrt(across * across + down * down);
        if far > RADIUS + half_wide + 8.0 {
            let until = (far - half_wide.max(8.0)) / far;
            canvas.line(LEADER, (x, y), (x + across * until, y + down * until));
        }
    }
    for (point, (x, y)) in scatter.points.iter().zip(&places) {
        let (look, mark) = style(point.group);
        let mut trace = canvas.trace();
        mark(&mut trace, *x, *y, RADIUS);
        canvas.draw(look, &trace);
    }
    for (number, spot) in &labels {
        canvas.text(STRONG_SMALL, Anchor::Middle, spot.x, spot.y + 4.5, number);
    }
}

/// Where a number stands: the nearest place around its point that covers nothing, or else the one that
/// covers least.
fn spot(plot: &Plot, taken: &[Taken], (x, y): (f64, f64), half_wide: f64) -> Taken {
    const DIRECTIONS: [(f64, f64); 8] = [
        (1.0, 0.0),
        (-1.0, 0.0),
        (0.0, -1.0),
        (0.0, 1.0),
        (0.8, -0.8),
        (-0.8, -0.8),
        (0.8, 0.8),
        (-0.8, 0.8),
    ];
    let mut best = Taken { x, y, half_wide, half_high: 7.0 };
    let mut least = f64::INFINITY;
    for far in [0.0, 9.0, 20.0, 34.0] {
        for (across, down) in DIRECTIONS {
            let x = x + across * (RADIUS + 2.0 + half_wide + far);
            let y = y + down * (RADIUS + 8.0 + far);
            let spot = Taken { x, y, half_wide, half_high: 7.0 };
            let outside = x - half_wide < plot.from
                || x + half_wide > plot.to + 8.0
                || y - 7.0 < plot.top - 8.0
                || y + 7.0 > plot.top + plot.high;
            let shared: f64 =
                taken.iter().map(|other| spot.shared(*other)).sum::<f64>() + if outside { 1e4 } else { 0.0 };
            if shared < 1e-9 {
                return spot;
            }
            if shared < least {
                (best, least) = (spot, shared);
            }
        }
    }
    best
}

fn signs(canvas: &mut Canvas, scatter: &Scatter, y: f64) -> f64 {
    let signs: Vec<_> = scatter
        .groups
        .iter()
        .take(GROUPS.len())
        .enumerate()
        .map(|(at, name)| {
            let (look, shape) = style(at);
            (mark(look, shape, RADIUS), name)
        })
        .collect();
    let signs: Vec<Sign<'_>> = signs.iter().map(|(sign, name)| -> Sign<'_> { (sign, name) }).collect();
    legend(canvas, &signs, y)
}
