// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Charts of a plan.

use digirights::questionnaire::Horizon;
use digirights::{LevelId, PlanDocument, Recommendation, RoadmapStretch};

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
    // A point has the number that its recommendation has in the text.
    let with_gain = || plan.recommendations.iter().enumerate().filter(|(_, one)| !one.only_prerequisite);
    let shown: Vec<(usize, &Recommendation)> = with_gain().take(MOST_POINTS).collect();
    let point = |(index, one): &(usize, &Recommendation)| ScatterPoint {
        number: Some(index + 1),
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
    let rows = shown.iter().map(|(index, one)| Row {
        cells: vec![
            Text::plain(words.whole(*index + 1)),
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
    let all = with_gain().count();
    let description = if points.len() < all {
        words.count("figure.effort_gain.first", all, &[("shown", &words.whole(points.len()))])
    } else {
        words.count("figure.effort_gain.summary", all, &[])
    };
    let groups = Horizon::ALL.iter().map(|horizon_of| horizon(subject, *horizon_of)).collect();
    let drawing = Drawing::Scatter(Scatter { across, up, points, groups });
    picture(subject, FigureKind::EffortGain, description, drawing, Some(data))
}

/// Person-days, at least and at most.
pub(crate) fn days(subject: &Subject<'_>, low: f64, high: f64) -> String {
    let words = subject.words;
    if high - low > digirights::TOLERANCE {
        let (low, high) = (words.number(low), words.number(high));
        return words.say("days.range", &[("low", &low), ("high", &high)]);
    }
    let is_one = (low - 1.0).abs() <= digirights::TOLERANCE;
    if is_one { words.count("days", 1, &[]) } else { words.say("days", &[("count", &words.number(low))]) }
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

/// The end of a horizon: `within 6 months`.
pub(crate) fn within(subject: &Subject<'_>, to: u32) -> String {
    subject.words.count("within", usize::try_from(to).unwrap_or(usize::MAX), &[])
}

pub(crate) fn months(subject: &Subject<'_>, from: u32, to: u32) -> String {
    let number = |month: u32| subject.words.number(f64::from(month));
    subject.words.say("months", &[("from", &number(from)), ("to", &number(to))])
}

/// What the whole becomes: its score with its bounds, and its level where the whole has levels.
pub(crate) struct Then<'a> {
    pub(crate) score: Option<f64>,
    pub(crate) bounds: Option<(f64, f64)>,
    pub(crate) level: Option<&'a LevelId>,
}

impl<'a> Then<'a> {
    pub(crate) fn after(stretch: &'a RoadmapStretch) -> Self {
        let bounds = stretch.low_after.zip(stretch.high_after);
        Self { score: stretch.score_after, bounds, level: stretch.level_after.as_ref() }
    }

    /// In a sentence.
    pub(crate) fn said(&self, subject: &Subject<'_>) -> String {
        self.with(subject, "roadmap.after", "roadmap.after_level")
    }

    /// In a few words.
    fn in_short(&self, subject: &Subject<'_>) -> String {
        self.with(subject, "roadmap.then", "roadmap.then_level")
    }

    fn with(&self, subject: &Subject<'_>, score_alone: &str, with_level: &str) -> String {
        let words = subject.words;
        let root = subject.card.root();
        let id = root.id().as_str();
        let Some((score, bounds)) = self.score.zip(self.bounds) else { return String::new() };
        let score = words.within(score, bounds, subject.unit());
        if words.level_set(id).is_none() {
            return words.say(score_alone, &[("score", &score)]);
        }
        let level = subject.level_name(id, self.level.map(AsRef::as_ref));
        words.say(with_level, &[("score", &score), ("level", &level)])
    }
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
                Then::after(stretch).in_short(subject)
            },
            months: f64::from(stretch.to_month - stretch.from_month),
        }
    };
    let periods: Vec<Period> = plan.roadmap.stretches.iter().map(period).collect();
    let count = plan.roadmap.stretches.iter().map(|stretch| stretch.actions.len()).sum();
    let periods_with_actions = plan.roadmap.stretches.iter().filter(|stretch| !stretch.actions.is_empty());
    let periods_said = words.count("periods", periods_with_actions.count(), &[]);
    let description = words.count("figure.roadmap.summary", count, &[("periods", &periods_said)]);
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
