// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a result and a plan to charts, each with its caption, what it says in words, and its data.

mod change;
mod lens;
mod levels;
mod plan;
mod scores;

use std::fmt;
use std::str::FromStr;

use digirights::{NodeScore, Score};

use crate::chart::{Chart, Drawing, Reach};
use crate::document::{Column, Picture, Table};
use crate::error::Error;
use crate::subject::Subject;
use crate::words::Words;

pub(crate) use change::day;
pub(crate) use levels::cuts;
pub(crate) use plan::{Then, days, horizon, months, within};
pub(crate) use scores::{highest_and_lowest, table};

/// The charts that can be made of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FigureKind {
    /// Every part of the questionnaire around a middle, with bounds and an earlier result.
    Radar,
    /// Scores, bounds and levels of all nodes.
    Bars,
    /// The score of every answer.
    HeatMap,
    /// Where the points that are missing to the full score lie.
    Gaps,
    /// What each recommendation gains against what it takes.
    EffortGain,
    /// What is done when.
    Roadmap,
    /// The score of the whole over time.
    Change,
}

impl FigureKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Radar, Self::Bars, Self::HeatMap, Self::Gaps, Self::EffortGain, Self::Roadmap, Self::Change];

    /// Its name, such as `heat_map`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Radar => "radar",
            Self::Bars => "bars",
            Self::HeatMap => "heat_map",
            Self::Gaps => "gaps",
            Self::EffortGain => "effort_gain",
            Self::Roadmap => "roadmap",
            Self::Change => "change",
        }
    }
}

impl fmt::Display for FigureKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for FigureKind {
    type Err = Error;

    /// # Errors
    /// `D0002` for a name that no chart has.
    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| Error::unknown("chart", name, Self::ALL.into_iter().map(Self::as_str)))
    }
}

impl Subject<'_> {
    /// A chart with its caption and its data, so many pixels wide (at least 240).
    ///
    /// # Errors
    /// `D0003` where it needs a plan or an earlier result that was not given, or there is too little to draw.
    pub fn figure(&self, kind: FigureKind, width: u32) -> Result<Picture, Error> {
        let missing = |missing| Error::Missing { what: kind.as_str(), missing };
        let mut picture = match kind {
            FigureKind::Radar => scores::radar(self).ok_or(missing("three parts with scores"))?,
            FigureKind::Bars => scores::bars(self),
            FigureKind::HeatMap => scores::heat_map(self),
            FigureKind::Gaps => scores::gaps(self).ok_or(missing("score"))?,
            FigureKind::EffortGain => plan::effort_gain(self, self.plan.ok_or(missing("plan"))?),
            FigureKind::Roadmap => plan::roadmap(self, self.plan.ok_or(missing("plan"))?),
            FigureKind::Change => change::timeline(self).ok_or(missing("earlier result or plan"))?,
        };
        picture.chart.width = width.max(240);
        Ok(picture)
    }

    /// The charts that can be made of it.
    #[must_use]
    pub fn figures(&self) -> Vec<FigureKind> {
        FigureKind::ALL.into_iter().filter(|kind| self.figure(*kind, 720).is_ok()).collect()
    }
}

/// The width that charts have on a page.
pub(crate) const PAGE: u32 = 720;

pub(crate) fn picture(
    subject: &Subject<'_>,
    kind: FigureKind,
    description: String,
    drawing: Drawing,
    data: Option<Table>,
) -> Picture {
    let title = subject.words.say(&format!("figure.{kind}"), &[]);
    let chart = Chart {
        id: format!("chart-{}", kind.as_str().replace('_', "-")),
        title: title.clone(),
        description,
        width: PAGE,
        rtl: subject.words.is_rtl(),
        drawing,
    };
    Picture { chart, caption: subject.words.say(&format!("figure.{kind}.caption"), &[]), data }
}

/// A score as shares of its maximum.
pub(crate) fn reach(score: Score) -> Reach {
    let share = |amount: f64| amount / score.maximum();
    Reach { low: share(score.low()), point: Some(share(score.point())), high: share(score.high()) }
}

/// How far a node may get: its score with bounds, or the bounds alone.
pub(crate) fn reach_of(node: &NodeScore<'_>) -> Option<Reach> {
    if let Some(score) = node.score() {
        return Some(reach(score));
    }
    let (low, high) = node.bounds()?;
    Some(Reach { low: low / node.maximum(), point: None, high: high / node.maximum() })
}

/// What stands at the ends and quarters of a scale.
pub(crate) fn scale(words: &Words<'_>, full: f64) -> Vec<String> {
    [0.0, 0.25, 0.5, 0.75, 1.0].iter().map(|share| words.number(share * full)).collect()
}

/// Columns of a table: headings, whether they hold numbers, and their widths.
pub(crate) fn columns(words: &Words<'_>, of: &[(&str, bool, u32)]) -> Vec<Column> {
    let column = |(key, number, width): &(&str, bool, u32)| Column {
        heading: words.say(key, &[]),
        number: *number,
        width: *width,
    };
    of.iter().map(column).collect()
}
