// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The score of the whole over time: an earlier result, now, and what the roadmap leads to.

use digirights::Score;

use crate::chart::{Drawing, Moment, Reach, Tick, Timeline, TimelineWords};
use crate::document::{Picture, Row, Table, Text};
use crate::subject::Subject;
use crate::words::Unit;

use super::plan::months;
use super::{FigureKind, columns, picture, reach, reach_of, scale};

/// Months that lie between the earlier result and now, where a date does not tell.
const USUAL_MONTHS: f64 = 12.0;

pub(super) fn timeline(subject: &Subject<'_>) -> Option<Picture> {
    let words = subject.words;
    let root = subject.card.root();
    let unit = subject.unit();
    let mut moments = Vec::new();
    let mut add = |name: String, months: f64, reach: Option<Reach>, value: String, planned: bool| {
        moments.push(Moment { name, at: months, reach, value, planned });
    };
    let said = |score: Option<Score>| {
        score.map_or(words.say("score.none", &[]), |score| words.score(score.point(), Unit::from(score)))
    };
    let now = subject.date().map_or_else(|| words.say("moment.now", &[]), day);
    if let Some(earlier) = &subject.earlier {
        let then = earlier.comparison.old.date.as_ref().map(digirights::Moment::as_str);
        let between = then.zip(subject.date()).and_then(|(then, now)| months_between(then, now));
        let name = then.map_or_else(|| words.say("moment.earlier", &[]), day);
        let score = earlier.card.root().score();
        add(name, -between.unwrap_or(USUAL_MONTHS), score.map(reach), said(score), false);
    }
    let whole = subject.whole();
    add(now, 0.0, reach_of(&root), said(whole), false);
    if let Some(plan) = subject.plan {
        for stretch in plan.roadmap.stretches.iter().filter(|stretch| !stretch.actions.is_empty()) {
            let Some(score) = stretch.score_after else { continue };
            let share = |score: f64| score / root.maximum();
            let end = |end: Option<f64>| share(end.unwrap_or(score));
            let reach = Reach {
                low: end(stretch.low_after),
                point: Some(share(score)),
                high: end(stretch.high_after),
            };
            let name = words
                .say("moment.planned", &[("months", &months(subject, stretch.from_month, stretch.to_month))]);
            add(name, f64::from(stretch.to_month), Some(reach), words.score(score, unit), true);
        }
    }
    if moments.len() < 2 {
        return None;
    }
    let first = moments.iter().map(|moment| moment.at).fold(0.0, f64::min);
    let last = moments.iter().map(|moment| moment.at).fold(0.0, f64::max);
    for moment in &mut moments {
        moment.at = (moment.at - first) / (last - first);
    }
    let row = |moment: &Moment| {
        let bounds = moment
            .reach
            .map(|reach| words.range(reach.low * root.maximum(), reach.high * root.maximum(), unit));
        Row {
            cells: vec![
                Text::plain(moment.name.clone()),
                Text::plain(moment.value.clone()),
                Text::plain(bounds.unwrap_or_default()),
            ],
            ..Row::default()
        }
    };
    let heads = [("column.moment", false, 4), ("column.score", true, 2), ("column.bounds", true, 2)];
    let data = Table {
        caption: String::new(),
        columns: columns(words, &heads),
        rows: moments.iter().map(row).collect(),
    };
    let has_planned = moments.iter().any(|moment| moment.planned);
    let levels = level_ticks(subject);
    let description = match (moments.first(), moments.last()) {
        (Some(first), Some(last)) => words.say(
            "figure.change.summary",
            &[("first", &first.name), ("before", &first.value), ("last", &last.name), ("after", &last.value)],
        ),
        _ => String::new(),
    };
    let timeline = Timeline {
        moments,
        levels,
        scale: scale(words, unit.full()),
        words: TimelineWords {
            point: words.say("sign.point", &[]),
            open: words.say("sign.open", &[]),
            planned: has_planned.then(|| words.say("sign.planned", &[])),
        },
    };
    Some(picture(subject, FigureKind::Change, description, Drawing::Timeline(timeline), Some(data)))
}

/// Where the levels of the whole begin.
fn level_ticks(subject: &Subject<'_>) -> Vec<Tick> {
    let root = subject.card.root();
    let id = root.id().as_str();
    let Some(set) = subject.words.level_set(id) else { return Vec::new() };
    let unit =
        if set.measure == digirights::questionnaire::LevelMeasure::Share { 1.0 } else { root.maximum() };
    let tick = |level: &digirights::questionnaire::Level| {
        let label = subject.words.level(id, level.id.as_str()).to_owned();
        Some(Tick { at: level.from?.get() / unit, label })
    };
    set.levels.iter().filter_map(tick).collect()
}

/// The day of a moment, without its time.
pub(crate) fn day(moment: &str) -> String {
    moment.get(..10).unwrap_or(moment).to_owned()
}

/// How many months lie between two moments that begin with a day; `None` where the first is not earlier.
fn months_between(then: &str, now: &str) -> Option<f64> {
    let months = |moment: &str| {
        let year: f64 = moment.get(..4)?.parse().ok()?;
        let month: f64 = moment.get(5..7)?.parse().ok()?;
        let day: f64 = moment.get(8..10)?.parse().ok()?;
        Some(year * 12.0 + month + day / 31.0)
    };
    let between = months(now)? - months(then)?;
    (between > 0.0).then_some(between)
}

#[cfg(test)]
mod tests {
    use super::{day, months_between};

    #[test]
    fn months_are_counted_from_days() {
        assert_eq!(months_between("2025-09-30", "2026-09-30T10:00:00Z"), Some(12.0));
        assert_eq!(months_between("2026-09-30", "2025-09-30"), None);
        assert_eq!(months_between("some day", "2025-09-30"), None);
        assert_eq!(day("2026-09-30T10:00:00Z"), "2026-09-30");
    }
}
