// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is drawn.

use serde::{Deserialize, Serialize};

/// A chart with what is said about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// Tells it from other charts on the same page: letters, digits and hyphens.
    pub id: String,
    /// What it shows, in a few words.
    pub title: String,
    /// What can be seen in it, for those who cannot.
    pub description: String,
    /// Width in pixels; the height follows.
    #[serde(default = "usual_width")]
    pub width: u32,
    /// Whether the language runs from right to left.
    #[serde(default)]
    pub rtl: bool,
    /// What is drawn.
    pub drawing: Drawing,
}

fn usual_width() -> u32 {
    720
}

/// The kinds of charts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// A spoke per name.
    Radar(Radar),
    /// A bar per row, with its bounds and the levels.
    Bars(Bars),
    /// Cells, darker where the score is higher.
    HeatMap(HeatMap),
    /// How amounts add up to a total.
    Waterfall(Waterfall),
    /// Numbered points between two axes.
    Scatter(Scatter),
    /// Tasks over time.
    Roadmap(Roadmap),
    /// Ranks with their intervals.
    Ranks(Ranks),
    /// A score over time.
    Timeline(Timeline),
}

/// A score and how far missing answers may move it, as shares.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// No later answer makes it less.
    pub low: f64,
    /// From the answers as they are; null without a score.
    pub point: Option<f64>,
    /// No later answer makes it more.
    pub high: f64,
}

/// A spoke per name: the point, its bounds as a band, and an earlier point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Radar {
    /// The spokes, the first at the top.
    pub spokes: Vec<Spoke>,
    /// What stands at 0, ¼, ½, ¾ and 1.
    pub scale: Vec<String>,
    /// What the signs mean.
    pub words: RadarWords,
}

/// A spoke.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spoke {
    /// Its name.
    pub name: String,
    /// Null where there is no score and will be none.
    pub reach: Option<Reach>,
    /// The earlier point, as a share.
    #[serde(default)]
    pub earlier: Option<f64>,
}

/// What the signs of a radar mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RadarWords {
    /// The point.
    pub now: String,
    /// The band.
    pub open: String,
    /// The earlier point; null where there is no earlier result.
    #[serde(default)]
    pub earlier: Option<String>,
}

/// A bar per row: what is sure, what is open, the point between them, and where levels begin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bars {
    /// The rows.
    pub rows: Vec<BarRow>,
    /// What the signs mean.
    pub words: BarWords,
}

/// A row with a bar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BarRow {
    /// Its name.
    pub name: String,
    /// How far below the first rows it stands: 0, 1, …
    #[serde(default)]
    pub depth: u32,
    /// Null where there is no score and will be none.
    pub reach: Option<Reach>,
    /// The earlier point, as a share.
    #[serde(default)]
    pub earlier: Option<f64>,
    /// What stands at its end, such as the score.
    pub value: String,
    /// What stands beside that, such as the level.
    #[serde(default)]
    pub note: String,
    /// Where levels begin.
    #[serde(default)]
    pub cuts: Vec<Cut>,
}

/// Where a level begins.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// The share.
    pub at: f64,
    /// Whether a gate keeps the row from this level.
    #[serde(default)]
    pub blocked: bool,
}

/// What the signs of bars mean; null for those that do not occur.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BarWords {
    /// What is sure.
    pub sure: String,
    /// What is open.
    pub open: String,
    /// The point.
    pub point: String,
    /// Where a level begins.
    #[serde(default)]
    pub cut: Option<String>,
    /// A level that a gate blocks.
    #[serde(default)]
    pub blocked: Option<String>,
    /// The earlier point.
    #[serde(default)]
    pub earlier: Option<String>,
}

/// Rows of cells, darker where the score is higher. Cells without a score have signs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeatMap {
    /// Headings of the columns; empty where rows have cells of their own.
    #[serde(default)]
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<HeatRow>,
    /// What the signs mean.
    pub words: HeatWords,
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeatRow {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Its score, or why it has none.
    pub value: CellValue,
    /// What stands in it where it has a score.
    #[serde(default)]
    pub label: String,
    /// What is shown where it is pointed at.
    #[serde(default)]
    pub title: String,
}

/// A score, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    untagged,
    expecting = "a share, or one of `unanswered`, `dont_know`, `not_applicable`, `not_shown`, `not_scored`"
)]
pub enum CellValue {
    /// A share.
    Score(f64),
    /// No score.
    Blank(Blank),
}

/// Why there is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    /// Nothing was said.
    Unanswered,
    /// The answer is not known.
    DontKnow,
    /// It does not apply.
    NotApplicable,
    /// A condition hides it.
    NotShown,
    /// It is answered and has no score.
    NotScored,
}

/// What the signs of a heat map mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeatWords {
    /// The lightest shade.
    pub low: String,
    /// The darkest shade.
    pub high: String,
    /// Nothing was said.
    pub unanswered: String,
    /// The answer is not known.
    pub dont_know: String,
    /// It does not apply.
    pub not_applicable: String,
    /// A condition hides it.
    pub not_shown: String,
    /// It has no score.
    pub not_scored: String,
}

/// How amounts add up: each step goes on where the one before it ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waterfall {
    /// The steps, from top to bottom.
    pub steps: Vec<Step>,
    /// What stands at 0, ¼, ½, ¾ and 1.
    pub scale: Vec<String>,
    /// What the signs mean.
    pub words: WaterfallWords,
}

/// A step of a waterfall.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// Where it begins, as a share.
    pub from: f64,
    /// Where it ends, as a share.
    pub to: f64,
    /// What stands beside it.
    pub label: String,
    /// What it is.
    pub kind: StepKind,
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// A sum of what stands above it.
    Total,
    /// It is there.
    Reached,
    /// It is missing.
    Missing,
    /// It is not known yet.
    Open,
}

/// What the kinds of steps mean; null for those that do not occur.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WaterfallWords {
    /// A sum.
    #[serde(default)]
    pub total: Option<String>,
    /// It is there.
    #[serde(default)]
    pub reached: Option<String>,
    /// It is missing.
    #[serde(default)]
    pub missing: Option<String>,
    /// It is not known yet.
    #[serde(default)]
    pub open: Option<String>,
}

/// Numbered points between two axes, with their names below.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scatter {
    /// The axis along the bottom.
    pub across: Axis,
    /// The axis up the side.
    pub up: Axis,
    /// The points.
    pub points: Vec<ScatterPoint>,
    /// Names of the groups, at most four.
    pub groups: Vec<String>,
}

/// An axis from 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Axis {
    /// What it measures, with its unit.
    pub title: String,
    /// Where it ends; more than 0.
    pub end: f64,
    /// Its marks.
    pub ticks: Vec<Tick>,
}

/// A mark on an axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tick {
    /// Where, in the units of the axis.
    pub at: f64,
    /// What stands there.
    pub label: String,
}

/// A point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScatterPoint {
    /// Its number; without one, its place in the list, from 1.
    #[serde(default)]
    pub number: Option<usize>,
    /// Its name.
    pub name: String,
    /// Where along the bottom, in the units of that axis.
    pub across: f64,
    /// Where up the side.
    pub up: f64,
    /// Position of its group.
    #[serde(default)]
    pub group: usize,
}

/// Tasks over time, by period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RoadmapChart"))]
#[serde(deny_unknown_fields)]
pub struct Roadmap {
    /// The periods, each going on where the one before it ended.
    pub periods: Vec<Period>,
}

/// A period of a roadmap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Its name, such as its months.
    pub title: String,
    /// What is reached at its end, such as a score and level.
    #[serde(default)]
    pub note: String,
    /// How long it is, in months.
    pub months: f64,
    /// What is done in it.
    pub tasks: Vec<Task>,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Its name.
    pub name: String,
    /// When it begins, as a share of its period.
    pub from: f64,
    /// When it ends, as a share of its period.
    pub to: f64,
    /// What stands beside it, such as who does it.
    #[serde(default)]
    pub note: String,
}

/// Ranks with their intervals, the best first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ranks {
    /// The rows.
    pub rows: Vec<RankRow>,
    /// The last rank there is.
    pub last: u32,
    /// What the signs mean.
    pub words: RankWords,
}

/// A rank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RankRow {
    /// Whose.
    pub name: String,
    /// The best rank of its interval, from 1.
    pub best: f64,
    /// The rank, which may be between two.
    pub rank: f64,
    /// The worst rank of its interval.
    pub worst: f64,
    /// What stands at its end.
    #[serde(default)]
    pub value: String,
    /// Whether it stands out.
    #[serde(default)]
    pub marked: bool,
}

/// What the signs of ranks mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RankWords {
    /// The axis.
    pub axis: String,
    /// The rank.
    pub rank: String,
    /// The interval.
    pub interval: String,
}

/// A score over time, with its bounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// The moments, the earliest first.
    pub moments: Vec<Moment>,
    /// Where levels begin, with their names: `at` is a share.
    #[serde(default)]
    pub levels: Vec<Tick>,
    /// What stands at 0, ¼, ½, ¾ and 1.
    pub scale: Vec<String>,
    /// What the signs mean.
    pub words: TimelineWords,
}

/// A score at a moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TimelineMoment"))]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// When, such as a date.
    pub name: String,
    /// Where along the time, as a share.
    pub at: f64,
    /// Null where there is no score.
    pub reach: Option<Reach>,
    /// What stands beside the point.
    #[serde(default)]
    pub value: String,
    /// Whether it lies in the future.
    #[serde(default)]
    pub planned: bool,
}

/// What the signs of a timeline mean; null for those that do not occur.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TimelineWords {
    /// The points.
    pub point: String,
    /// The bounds.
    pub open: String,
    /// What lies in the future.
    #[serde(default)]
    pub planned: Option<String>,
}
