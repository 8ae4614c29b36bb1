// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A spoke per name: the point, the bounds as a band around it, and an earlier point. Names stand around
//! the rim where there is room, else numbers do, with the names below.

use std::f64::consts::PI;

use super::axis::QUARTERS;
use super::canvas::{Anchor, Canvas, PAD, Trace, count, share};
use super::legend::{Sign, legend, marked_line, numbered, swatch};
use super::palette::{
    EARLIER, EARLIER_MARK, GRID, GROUND, LEADER, NOTHING, NOW, NOW_MARK, OPEN, PLAIN, SMALL, STRONG,
};
use super::text::{Lines, line_height, wrap};
use super::{Radar, Reach, Spoke};

/// More names than these find no room around a rim.
const MOST_NAMES: usize = 24;

/// The wheel: its middle, its radius, and the direction of every spoke.
struct Wheel {
    x: f64,
    y: f64,
    radius: f64,
    turns: Vec<(f64, f64)>,
}

impl Wheel {
    fn place(&self, at: usize, far: f64) -> (f64, f64) {
        let (across, down) = self.turns.get(at).copied().unwrap_or((0.0, 0.0));
        (self.x + across * far, self.y + down * far)
    }

    fn share(&self, at: usize, value: f64) -> (f64, f64) {
        self.place(at, share(value) * self.radius)
    }
}

/// A name or number beside the rim.
struct Label {
    at: usize,
    /// Its edge towards the wheel, or its middle.
    x: f64,
    /// Where its top would be, were it alone.
    wish: f64,
    top: f64,
    high: f64,
    /// -1 before the wheel, 0 above or below it, 1 after it.
    side: i8,
    lines: Lines,
}

pub(crate) fn draw(canvas: &mut Canvas, radar: &Radar) -> f64 {
    let inner = canvas.width() - 2.0 * PAD;
    let spokes = &radar.spokes;
    let named = inner >= 520.0 && spokes.len() <= MOST_NAMES;
    let radius = if named { (inner * 0.25).min(230.0) } else { (inner / 2.0 - 24.0).min(180.0) };
    let turns = (0..spokes.len())
        .map(|at| {
            let turn = 2.0 * PI * count(at) / count(spokes.len()) - PI / 2.0;
            (libm::cos(turn), libm::sin(turn))
        })
        .collect();
    let mut wheel = Wheel { x: canvas.width() / 2.0, y: 0.0, radius, turns };
    let mut labels = if named { names(&wheel, spokes, inner) } else { numbers(&wheel, spokes.len()) };
    let top = labels.iter().map(|label| label.top).fold(-radius, f64::min);
    let bottom = labels.iter().map(|label| label.top + label.high).fold(radius, f64::max);
    wheel.y = PAD - top;
    for label in &mut labels {
        label.x += wheel.x;
        label.top += wheel.y;
        label.wish += wheel.y;
    }
    grid(canvas, &wheel, spokes);
    band(canvas, &wheel, spokes);
    scale(canvas, &wheel, &radar.scale);
    if radar.words.earlier.is_some() {
        points(canvas, &wheel, spokes, |spoke| spoke.earlier, (EARLIER, EARLIER_MARK, Trace::diamond, 5.0));
    }
    let point = |spoke: &Spoke| spoke.reach.and_then(|reach| reach.point);
    points(canvas, &wheel, spokes, point, (NOW, NOW_MARK, Trace::circle, 4.5));
    for label in &labels {
        write(canvas, &wheel, label, named);
    }
    let end = signs(canvas, radar, bottom + wheel.y + 20.0);
    if named {
        end + PAD
    } else {
        let names = spokes.iter().enumerate().map(|(at, spoke)| (at + 1, spoke.name.as_str()));
        numbered(canvas, names, end + 16.0) + PAD
    }
}

fn grid(canvas: &mut Canvas, wheel: &Wheel, spokes: &[Spoke]) {
    let mut rings = canvas.trace();
    for ring in QUARTERS.into_iter().skip(1) {
        if spokes.len() < 3 {
            rings.circle(wheel.x, wheel.y, ring * wheel.radius);
        } else {
            rings.corners((0..spokes.len()).map(|at| wheel.share(at, ring)));
        }
    }
    let mut unscored = canvas.trace();
    for (at, spoke) in spokes.iter().enumerate() {
        let trace = if spoke.reach.is_some() { &mut rings } else { &mut unscored };
        let ((x, y), (far_x, far_y)) = (wheel.place(at, 0.0), wheel.place(at, wheel.radius));
        trace.start(x, y);
        trace.line(far_x, far_y);
    }
    canvas.draw(GRID, &rings);
    canvas.draw(NOTHING, &unscored);
}

/// The room between the bounds: closed all around, or from spoke to spoke as far as there are scores.
fn band(canvas: &mut Canvas, wheel: &Wheel, spokes: &[Spoke]) {
    let bounds = |reach: Reach| {
        let (low, high) = (share(reach.low), share(reach.high));
        (low.min(high), low.max(high))
    };
    let reaches: Vec<Option<(f64, f64)>> = spokes.iter().map(|spoke| spoke.reach.map(bounds)).collect();
    if reaches.iter().flatten().all(|(low, high)| high - low < 1e-9) {
        return;
    }
    let mut trace = canvas.trace();
    let whole: Option<Vec<(f64, f64)>> = reaches.iter().copied().collect();
    match whole {
        Some(bounds) if bounds.len() >= 3 => {
            trace.corners(bounds.iter().enumerate().map(|(at, (_, high))| wheel.share(at, *high)));
            trace.corners(bounds.iter().enumerate().map(|(at, (low, _))| wheel.share(at, *low)));
        }
        _ => runs(wheel, &reaches, &mut trace),
    }
    canvas.draw(OPEN, &trace);
}

/// Bands over neighbouring spokes with scores; a spoke alone has a bar of its own.
fn runs(wheel: &Wheel, reaches: &[Option<(f64, f64)>], trace: &mut Trace) {
    let spokes = reaches.len();
    // The walk begins after a spoke without a score, so that no run goes over the end of the list.
    let first = reaches.iter().position(Option::is_none).map_or(0, |at| at + 1);
    let order = (first..first + spokes).map(|at| at % spokes.max(1));
    let mut run: Vec<(usize, f64, f64)> = Vec::new();
    for at in order {
        match reaches.get(at).copied().flatten() {
            Some((low, high)) if spokes >= 3 => run.push((at, low, high)),
            Some((low, high)) => outline(wheel, &[(at, low, high)], trace),
            None => outline(wheel, &std::mem::take(&mut run), trace),
        }
    }
    outline(wheel, &run, trace);
}

fn outline(wheel: &Wheel, run: &[(usize, f64, f64)], trace: &mut Trace) {
    match run {
        [] => {}
        [(at, low, high)] => {
            let (across, down) = wheel.place(*at, 3.0);
            let (across, down) = (across - wheel.x, down - wheel.y);
            let ((from_x, from_y), (to_x, to_y)) = (wheel.share(*at, *low), wheel.share(*at, *high));
            trace.corners([
                (from_x - down, from_y + across),
                (to_x - down, to_y + across),
                (to_x + down, to_y - across),
                (from_x + down, from_y - across),
            ]);
        }
        run => {
            let outer = run.iter().map(|(at, _, high)| wheel.share(*at, *high));
            trace.corners(outer.chain(run.iter().rev().map(|(at, low, _)| wheel.share(*at, *low))));
        }
    }
}

fn scale(canvas: &mut Canvas, wheel: &Wheel, scale: &[String]) {
    for (label, ring) in scale.iter().zip(QUARTERS).skip(1) {
        let y = wheel.y - ring * wheel.radius;
        let lines = wrap(label, 60.0, SMALL, 1);
        let room = lines.wide(SMALL) + 4.0;
        canvas.rect(GROUND, wheel.x - 6.0 - room, y - 7.0, room, 14.0);
        canvas.lines(SMALL, Anchor::End, wheel.x - 8.0, y + 4.5, &lines);
    }
}

type Style = (super::palette::Look, super::palette::Look, fn(&mut Trace, f64, f64, f64), f64);

/// A line from spoke to spoke, with a mark on each; it stops where there is no point.
fn points(
    canvas: &mut Canvas,
    wheel: &Wheel,
    spokes: &[Spoke],
    of: impl Fn(&Spoke) -> Option<f64>,
    style: Style,
) {
    let (line, look, mark, radius) = style;
    let (mut lines, mut marks) = (canvas.trace(), canvas.trace());
    let values: Vec<Option<f64>> = spokes.iter().map(of).collect();
    let last = values.len().saturating_sub(1);
    let mut before = if values.len() < 3 { None } else { values.last().copied().flatten() };
    for (at, value) in values.iter().enumerate() {
        if let Some(value) = *value {
            let (x, y) = wheel.share(at, value);
            if let Some(before) = before {
                let (from_x, from_y) = wheel.share(at.checked_sub(1).unwrap_or(last), before);
                lines.start(from_x, from_y);
                lines.line(x, y);
            }
            mark(&mut marks, x, y, radius);
        }
        before = if values.len() < 3 { None } else { *value };
    }
    canvas.draw(line, &lines);
    canvas.draw(look, &marks);
}

fn numbers(wheel: &Wheel, spokes: usize) -> Vec<Label> {
    let far = wheel.radius + 14.0;
    // Where there are too many, only some find room.
    let room = 2.0 * PI * far / count(spokes.max(1));
    let step = (1..spokes).find(|step| count(*step) * room >= 20.0).unwrap_or(1);
    let label = |at: usize| {
        let (x, y) = wheel.place(at, far);
        let lines = Lines { lines: vec![(at + 1).to_string()], whole: None };
        let top = y - wheel.y - 8.0;
        Label { at, x: x - wheel.x, wish: top, top, high: 16.0, side: 0, lines }
    };
    (0..spokes).step_by(step).map(label).collect()
}

/// Names beside the rim; none covers another.
fn names(wheel: &Wheel, spokes: &[Spoke], inner: f64) -> Vec<Label> {
    let far = wheel.radius + 14.0;
    let mut labels: Vec<Label> = spokes
        .iter()
        .enumerate()
        .map(|(at, spoke)| {
            let (x, y) = wheel.place(at, far);
            let (x, y) = (x - wheel.x, y - wheel.y);
            let side = if x.abs() < 4.0 {
                0
            } else if x > 0.0 {
                1
            } else {
                -1
            };
            let room = if side == 0 { inner / 3.0 } else { inner / 2.0 - x.abs() };
            let lines = wrap(&spoke.name, room, PLAIN, 3);
            let high = count(lines.len()) * line_height(PLAIN);
            let top = match side {
                0 if y < 0.0 => y - high,
                0 => y,
                _ => y - high / 2.0,
            };
            Label { at, x, wish: top, top, high, side, lines }
        })
        .collect();
    for side in [-1, 1] {
        apart(labels.iter_mut().filter(|label| label.side == side).collect());
    }
    beyond(&mut labels);
    labels
}

/// Moves the labels of one side as little as can be, so that all are apart.
fn apart(mut labels: Vec<&mut Label>) {
    const GAP: f64 = 4.0;
    labels.sort_by(|a, b| (a.wish + a.high / 2.0).total_cmp(&(b.wish + b.high / 2.0)));
    // Blocks of labels that touch: where the block begins by the mean of its wishes, its height, and how
    // many it holds.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for label in &labels {
        let mut block = (label.wish, label.high + GAP, 1);
        while let Some((top, high, held)) = blocks.last().copied() {
            if top + high <= block.0 {
                break;
            }
            blocks.pop();
            let all = count(held) + count(block.2);
            let mean = (top * count(held) + (block.0 - high) * count(block.2)) / all;
            block = (mean, high + block.1, held + block.2);
        }
        blocks.push(block);
    }
    let mut labels = labels.into_iter();
    for (mut top, _, held) in blocks {
        for label in labels.by_ref().take(held) {
            label.top = top;
            top += label.high + GAP;
        }
    }
}

/// Moves the labels above and below the wheel away from those at its sides.
fn beyond(labels: &mut [Label]) {
    let sides: Vec<(f64, f64, f64)> = labels
        .iter()
        .filter(|label| label.side != 0)
        .map(|label| (label.x.abs(), label.top, label.top + label.high))
        .collect();
    for label in labels.iter_mut().filter(|label| label.side == 0) {
        let half = label.lines.wide(PLAIN) / 2.0 + 8.0;
        for (x, top, bottom) in sides.iter().copied().filter(|(x, ..)| *x < half) {
            debug_assert!(x >= 0.0);
            if label.wish < 0.0 && label.top + label.high > top - 4.0 && top < 0.0 {
                label.top = top - 4.0 - label.high;
            } else if label.wish >= 0.0 && label.top < bottom + 4.0 && bottom > 0.0 {
                label.top = bottom + 4.0;
            }
        }
    }
}

fn write(canvas: &mut Canvas, wheel: &Wheel, label: &Label, named: bool) {
    let moved = label.side != 0 && (label.top - label.wish).abs() > 8.0;
    let (x, middle) = (label.x, label.top + label.high / 2.0);
    if moved {
        canvas.line(
            LEADER,
            wheel.place(label.at, wheel.radius + 3.0),
            (x - f64::from(label.side) * 2.0, middle),
        );
    }
    let anchor = match label.side {
        0 => Anchor::Middle,
        1 => Anchor::Start,
        _ => Anchor::End,
    };
    let x = x + f64::from(label.side) * if moved { 2.0 } else { 0.0 };
    let (letters, y) = if named { (PLAIN, label.top + 13.5) } else { (STRONG, label.top + 13.0) };
    canvas.lines(letters, anchor, x, y, &label.lines);
}

fn signs(canvas: &mut Canvas, radar: &Radar, y: f64) -> f64 {
    let words = &radar.words;
    let now = marked_line(NOW, NOW_MARK, Trace::circle, 4.5);
    let open = swatch(OPEN);
    let earlier = marked_line(EARLIER, EARLIER_MARK, Trace::diamond, 5.0);
    let mut all: Vec<Sign<'_>> = vec![(&now, &words.now), (&open, &words.open)];
    all.extend(words.earlier.as_deref().map(|word| -> Sign<'_> { (&earlier, word) }));
    legend(canvas, &all, y)
}
