// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Charts of a plan.

use digirights::questionnaire::Horizon;
use digirights::{PlanDocument, Recommendation, RoadmapStretch};

use crate::chart::{Axis, Drawing, Period, Roadmap, Scatter, ScatterPoint, Task, Tick};
use crate::document::{Picture, Row, Table, Text};
use crate::subject::Subject;

use super::{FigureKind, columns, picture};

/// With more points than this nobody finds a number.
const MOST_POINTS: usize = 25;
/// How many tasks of a period have a line of their own.
const MOST_TASKS: usize = 12;

pub(super) fn effort_gain(subject: &Subject<'_>, plan: &PlanDocument) -> Picture {
    let words = subject.words;
    let unit = subject.unit();
    let shown: Vec<&Recommendation> =
        plan.recommendations.iter().filter(|one| !one.only_prerequisite).take(MOST_POINTS).collect();
    let point = |one: &&Recommendation| ScatterPoint {
        name: words.action(one.action.as_str()).to_owned(),
        across: effort(one),
        up: unit.scale(one.gain),
        group: Horizon::ALL.iter().position(|horizon| *horizon == one.horizon).unwrap_or_default(),
    };
    let points: Vec<ScatterPoint> = shown.iter().map(point).collect();
    let axis = |key: &str, amounts: &mut dyn Iterator<Item = f64>| {
        let (end, step) = round_axis(amounts.fold(0.0, f64::max));
        let ticks =
            std::iter::successors(Some(0.0), |at| Some(at + step)).take_while(|at| *at <= end + step / 2.0);
        let tick = |at: f64| Tick { at, label: words.number(at) };
        Axis { title: words.say(key, &[]), end, ticks: ticks.map(tick).collect() }
    };
    let across = axis("axis.effort", &mut points.iter().map(|point| point.across));
    let up = axis("axis.gain", &mut points.iter().map(|point| point.up));
    let rows = shown.iter().enumerate().map(|(index, one)| Row {
        cells: vec![
            Text::plain(words.whole(index + 1)),
            Text::plain(words.action(one.action.as_str())),
            Text::plain(words.number(effort(one))),
            Text::plain(words.change(unit.scale(one.gain))),
            Text::plain(horizon(subject, one.horizon)),
        ],
        ..Row::default()
    });
    let heads = [
        ("column.number", true, 1),
        ("column.action", false, 6),
        ("column.effort", true, 2),
        ("column.gain", true, 2),
        ("column.when", false, 2),
    ];
    let data = Table { caption: String::new(), columns: columns(words, &heads), rows: rows.collect() };
    let description = words.count("figure.effort_gain.summary", points.len(), &[]);
    let groups = Horizon::ALL.iter().map(|horizon_of| horizon(subject, *horizon_of)).collect();
    let drawing = Drawing::Scatter(Scatter { across, up, points, groups });
    picture(subject, FigureKind::EffortGain, description, drawing, Some(data))
}

/// Middle person-days.
pub(crate) fn effort(one: &Recommendation) -> f64 {
    f64::midpoint(one.effort_low, one.effort_high)
}

/// Where an axis ends that must hold `most`, and the step of its ticks: 1, 2 or 5 times a power of ten, in
/// four to eight steps.
fn round_axis(most: f64) -> (f64, f64) {
    if most.is_nan() || most <= 0.0 {
        return (1.0, 0.25);
    }
    let mut step = 1.0_f64;
    while step * 10.0 <= most / 4.0 {
        step *= 10.0;
    }
    while step > most / 4.0 {
        step /= 10.0;
    }
    for factor in [5.0, 2.0] {
        if step * factor <= most / 4.0 {
            step *= factor;
            break;
        }
    }
    ((most / step).ceil() * step, step)
}

/// The months of a horizon.
pub(crate) fn horizon(subject: &Subject<'_>, horizon: Horizon) -> String {
    let (from, to) = horizon.months();
    months(subject, from, to)
}

pub(crate) fn months(subject: &Subject<'_>, from: u32, to: u32) -> String {
    let number = |month: u32| subject.words.number(f64::from(month));
    subject.words.say("months", &[("from", &number(from)), ("to", &number(to))])
}

/// What a stretch of the roadmap leads to, in a sentence.
pub(crate) fn standing(subject: &Subject<'_>, stretch: &RoadmapStretch) -> String {
    led_to(subject, stretch, "roadmap.after", "roadmap.after_level")
}

/// With the level where the whole has levels.
fn led_to(subject: &Subject<'_>, stretch: &RoadmapStretch, score_alone: &str, with_level: &str) -> String {
    let words = subject.words;
    let root = subject.card.root();
    let id = root.id().as_str();
    let Some(score) = stretch.score_after else { return String::new() };
    let score = words.score(score, subject.unit());
    if words.level_set(id).is_none() {
        return words.say(score_alone, &[("score", &score)]);
    }
    let level = subject.level_name(id, stretch.level_after.as_ref().map(AsRef::as_ref));
    words.say(with_level, &[("score", &score), ("level", &level)])
}

pub(super) fn roadmap(subject: &Subject<'_>, plan: &PlanDocument) -> Picture {
    let words = subject.words;
    let period = |stretch: &RoadmapStretch| {
        let found: Vec<&Recommendation> =
            stretch.actions.iter().filter_map(|action| subject.recommendation(action.as_str())).collect();
        let total: f64 = found.iter().map(|one| effort(one)).sum();
        let mut done = 0.0;
        let named = if found.len() > MOST_TASKS + 1 { MOST_TASKS } else { found.len() };
        let tasks = found.iter().take(named).map(|one| {
            let from = done;
            done += effort(one) / total;
            let owner =
                one.owner.as_ref().map_or(String::new(), |owner| words.role(owner.as_str()).to_owned());
            Task { name: words.action(one.action.as_str()).to_owned(), from, to: done, note: owner }
        });
        let mut tasks: Vec<Task> = tasks.collect();
        if found.len() > named {
            let name = words.count("and_more", found.len() - named, &[]);
            tasks.push(Task { name, from: done, to: 1.0, note: String::new() });
        }
        Period {
            title: months(subject, stretch.from_month, stretch.to_month),
            tasks,
            note: if stretch.actions.is_empty() {
                String::new()
            } else {
                led_to(subject, stretch, "roadmap.then", "roadmap.then_level")
            },
            months: f64::from(stretch.to_month - stretch.from_month),
        }
    };
    let periods: Vec<Period> = plan.roadmap.stretches.iter().map(period).collect();
    let count = plan.roadmap.stretches.iter().map(|stretch| stretch.actions.len()).sum();
    let description = words.count("figure.roadmap.summary", count, &[]);
    picture(subject, FigureKind::Roadmap, description, Drawing::Roadmap(Roadmap { periods }), None)
}

#[cfg(test)]
mod tests {
    use super::round_axis;

    #[test]
    fn axes_end_at_round_numbers() {
        for (most, end, step) in [(7.3, 8.0, 1.0), (38.0, 40.0, 5.0), (95.0, 100.0, 20.0), (0.9, 1.0, 0.2)] {
            let found = round_axis(most);
            assert!((found.0 - end).abs() < 1e-9 && (found.1 - step).abs() < 1e-9, "{most}: {found:?}");
        }
        assert_eq!(round_axis(0.0), (1.0, 0.25));
        assert_eq!(round_axis(f64::NAN), (1.0, 0.25));
    }
}
