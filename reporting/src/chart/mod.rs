// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Pictures of scores and plans, as SVG. A chart is plain data, which knows no questionnaire: reports,
//! notebooks, the widget and the portal draw the same one.
//!
//! Every text in a chart comes with its data, in the language of the reader. Shares run from 0 to 1; what
//! lies outside is drawn at the edge.
//!
//! ```
//! use digirights_reporting::chart::Chart;
//!
//! let chart = Chart::from_json(r#"{
//!     "id": "scores", "title": "Scores of Marenpoort", "description": "Privacy has 52, between 48 and 57.",
//!     "drawing": {"bars": {
//!         "rows": [{
//!             "name": "Privacy", "reach": {"low": 0.48, "point": 0.52, "high": 0.57},
//!             "value": "52", "note": "Progressing", "cuts": [{"at": 0.3}, {"at": 0.55, "blocked": true}]
//!         }],
//!         "words": {"sure": "Sure", "open": "Open", "point": "Score", "cut": "Where a level begins"}
//!     }}
//! }"#)?;
//! let svg = chart.svg();
//! assert!(svg.starts_with("<svg xmlns") && svg.contains("role=\"img\""));
//! assert!(svg.contains(">Scores of Marenpoort</title>") && svg.contains(">Progressing</text>"));
//! # Ok::<(), digirights_reporting::Error>(())
//! ```
//!
//! # On a page
//! A picture adapts to [`Chart::width`]: below 540 pixels names stand above what they name, and a radar has
//! numbers with a list below. It shows its title and description to readers who cannot see it, and leaves
//! a visible caption to the page. It has a ground of its own, so it can be read wherever it is put.
//!
//! All colours are presentation attributes, which any style sheet overrides. [`STYLE`] is one for
//! pages that are light or dark by their `color-scheme`, and for forced colours; its custom properties are
//! named after what they colour. The classes:
//!
//! | class | what it marks |
//! |---|---|
//! | `dr-chart`, `dr-paper`, `dr-text` | the picture, its ground, everything on it |
//! | `dr-strong`, `dr-small`, `dr-quiet`, `dr-on` | text: names and values that matter, small, of less weight, on dark cells |
//! | `dr-grid`, `dr-axis`, `dr-leader`, `dr-band` | lines that help the eye, where scales begin, from names to what they name, grounds |
//! | `dr-track`, `dr-sure`, `dr-open`, `dr-nothing` | the room of a bar, what is sure, what is open (with `dr-soft` and `dr-stripe` in its stripes), no score |
//! | `dr-point`, `dr-cut`, `dr-blocked` | the point on a bar, where a level begins, a level that is blocked |
//! | `dr-now`, `dr-earlier`, `dr-planned` | lines of points; `…-mark` the points on them |
//! | `dr-cut-line` | where a level begins, across a plot |
//! | `dr-total`, `dr-missing` | a sum, what is missing (with `dr-missing-ground` and `dr-missing-dot` in its dots) |
//! | `dr-shade-0` … `dr-shade-4` | cells from low to high scores |
//! | `dr-blank`, `dr-blank-open`, `dr-blank-sign` | cells without a score for a reason, those still open, the sign in them |
//! | `dr-group-0` … `dr-group-3` | points by group |
//! | `dr-interval`, `dr-rank` | an interval of ranks, a rank; `…-marked` where a row stands out |
//!
//! # Told apart by everybody
//! What differs in meaning differs in lightness, pattern or shape too, also for eyes without one kind of
//! cones and in grey. Text has a contrast of at least 4.5 to its ground, shapes that carry meaning of 3.

mod axis;
pub(crate) mod bars;
mod canvas;
mod data;
mod draw;
mod heat_map;
mod legend;
pub(crate) mod palette;
pub(crate) mod radar;
mod ranks;
mod roadmap;
mod rows;
mod scatter;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod text;
mod timeline;
mod waterfall;

pub(crate) use canvas::{Anchor, Canvas, Trace, count};
pub use data::{
    Axis, BarRow, BarWords, Bars, Blank, Cell, CellValue, Chart, Cut, Drawing, HeatMap, HeatRow, HeatWords,
    Moment, Period, Radar, RadarWords, RankRow, RankWords, Ranks, Reach, Roadmap, Scatter, ScatterPoint,
    Spoke, Step, StepKind, Task, Tick, Timeline, TimelineWords, Waterfall, WaterfallWords,
};

pub(crate) use draw::checked_id;
pub(crate) use palette::{AXIS, BAND, NOW_MARK, SURE};

/// A style sheet for pages with charts: light or dark by the `color-scheme` of the page, and forced colours.
/// It has rules for the classes of charts alone.
pub const STYLE: &str = include_str!("style.css");
