// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Pictures of scores and plans, as SVG. A chart is plain data, which knows no questionnaire: reports,
//! notebooks, the widget and the portal draw the same one.
//!
//! Every text in a chart comes with its data, in the language of the reader. Shares run from 0 to 1; what
//! lies outside is drawn at the edge.

mod axis;
mod bars;
mod canvas;
mod data;
mod draw;
mod heat_map;
mod legend;
mod palette;
mod radar;
mod ranks;
mod roadmap;
mod rows;
mod scatter;
mod text;
mod timeline;
mod waterfall;

pub use data::{
    Axis, BarRow, BarWords, Bars, Blank, Cell, CellValue, Chart, Cut, Drawing, HeatMap, HeatRow, HeatWords,
    Moment, Period, Radar, RadarWords, RankRow, RankWords, Ranks, Reach, Roadmap, Scatter, ScatterPoint,
    Spoke, Step, StepKind, Task, Tick, Timeline, TimelineWords, Waterfall, WaterfallWords,
};
