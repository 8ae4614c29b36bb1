// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The looks of everything drawn. A look is a class, by which a page can theme it, and presentation
//! attributes, which hold where no page does. What differs in meaning differs in lightness, pattern or
//! shape as well as in colour.

/// What fills a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Nothing.
    None,
    /// A colour.
    Colour(&'static str),
    /// The stripes of what is open.
    Stripes,
    /// The dots of what is missing.
    Dots,
}

/// What runs along the edge of a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) colour: &'static str,
    pub(crate) width: f64,
    /// Lengths of dashes and gaps; empty where it is unbroken.
    pub(crate) dashes: &'static str,
}

/// How a shape looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    pub(crate) class: &'static str,
    pub(crate) fill: Fill,
    pub(crate) stroke: Option<Stroke>,
}

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    /// Empty for plain text.
    pub(crate) class: &'static str,
    pub(crate) size: f64,
    pub(crate) strong: bool,
    pub(crate) colour: &'static str,
}

pub(crate) const INK: &str = "#1a1f25";
pub(crate) const MUTED: &str = "#4b5560";
pub(crate) const PAPER: &str = "#ffffff";
pub(crate) const SURFACE: &str = "#f1f4f7";
pub(crate) const LINE: &str = "#d3dae0";
pub(crate) const EDGE: &str = "#6b7783";
pub(crate) const ACCENT: &str = "#14659b";
pub(crate) const SOFT: &str = "#e3eff7";
pub(crate) const AMBER: &str = "#f6d9a6";
pub(crate) const RUST: &str = "#8f4e00";

const fn solid(class: &'static str, colour: &'static str) -> Look {
    Look { class, fill: Fill::Colour(colour), stroke: None }
}

const fn line(class: &'static str, colour: &'static str, width: f64, dashes: &'static str) -> Look {
    Look { class, fill: Fill::None, stroke: Some(Stroke { colour, width, dashes }) }
}

const fn edged(class: &'static str, fill: Fill, colour: &'static str, width: f64) -> Look {
    Look { class, fill, stroke: Some(Stroke { colour, width, dashes: "" }) }
}

const fn letters(class: &'static str, size: f64, strong: bool, colour: &'static str) -> Type {
    Type { class, size, strong, colour }
}

/// Behind everything.
pub(crate) const GROUND: Look = solid("dr-paper", PAPER);
/// Behind what is set apart.
pub(crate) const BAND: Look = solid("dr-band", SURFACE);
/// Lines that help the eye.
pub(crate) const GRID: Look = line("dr-grid", LINE, 1.0, "");
/// The same, where there is nothing to show.
pub(crate) const NOTHING: Look = line("dr-nothing", EDGE, 1.0, "2 4");
/// Where a scale begins.
pub(crate) const AXIS: Look = line("dr-axis", EDGE, 1.0, "");
/// The room of a bar.
pub(crate) const TRACK: Look = edged("dr-track", Fill::Colour(SURFACE), LINE, 1.0);
/// What is sure.
pub(crate) const SURE: Look = solid("dr-sure", ACCENT);
/// What is open.
pub(crate) const OPEN: Look = edged("dr-open", Fill::Stripes, ACCENT, 1.0);
/// The ground of the stripes, and the stripes.
pub(crate) const STRIPE_GROUND: Look = solid("dr-soft", SOFT);
pub(crate) const STRIPE: Look = solid("dr-stripe", ACCENT);
/// The ground of the dots, and the dots.
pub(crate) const DOT_GROUND: Look = solid("dr-missing-ground", AMBER);
pub(crate) const DOT: Look = solid("dr-missing-dot", RUST);
/// What is missing.
pub(crate) const MISSING: Look = edged("dr-missing", Fill::Dots, RUST, 1.0);
/// A sum.
pub(crate) const TOTAL: Look = solid("dr-total", INK);
/// The point, on a bar.
pub(crate) const POINT: Look = edged("dr-point", Fill::Colour(INK), PAPER, 1.5);
/// The line of the points.
pub(crate) const NOW: Look = line("dr-now", ACCENT, 2.5, "");
/// The points on it.
pub(crate) const NOW_MARK: Look = edged("dr-now-mark", Fill::Colour(ACCENT), PAPER, 1.0);
/// The line of earlier points.
pub(crate) const EARLIER: Look = line("dr-earlier", EDGE, 1.5, "5 4");
/// The points on it.
pub(crate) const EARLIER_MARK: Look = edged("dr-earlier-mark", Fill::Colour(PAPER), EDGE, 1.5);
/// The line towards what is planned.
pub(crate) const PLANNED: Look = line("dr-planned", ACCENT, 2.0, "2 4");
/// The points on it.
pub(crate) const PLANNED_MARK: Look = edged("dr-planned-mark", Fill::Colour(PAPER), ACCENT, 2.0);
/// Where a level begins.
pub(crate) const CUT: Look = edged("dr-cut", Fill::Colour(INK), PAPER, 1.0);
/// The same, across a plot.
pub(crate) const CUT_LINE: Look = line("dr-cut-line", EDGE, 1.0, "6 3");
/// A level that is blocked.
pub(crate) const BLOCKED: Look = line("dr-blocked", RUST, 2.0, "");
/// From a name to what it names.
pub(crate) const LEADER: Look = line("dr-leader", EDGE, 0.75, "");
/// An interval of ranks.
pub(crate) const INTERVAL: Look = line("dr-interval", EDGE, 2.0, "");
/// A rank.
pub(crate) const RANK: Look = edged("dr-rank", Fill::Colour(PAPER), EDGE, 2.0);
/// The same, of a row that stands out.
pub(crate) const INTERVAL_MARKED: Look = line("dr-interval-marked", ACCENT, 3.0, "");
pub(crate) const RANK_MARKED: Look = edged("dr-rank-marked", Fill::Colour(ACCENT), PAPER, 1.0);

/// Shades of scores, from low to high.
pub(crate) const SHADES: [Look; 5] = [
    edged("dr-shade-0", Fill::Colour("#f2f7fb"), LINE, 1.0),
    edged("dr-shade-1", Fill::Colour("#c9dfee"), LINE, 1.0),
    edged("dr-shade-2", Fill::Colour("#93bedd"), LINE, 1.0),
    edged("dr-shade-3", Fill::Colour("#14659b"), LINE, 1.0),
    edged("dr-shade-4", Fill::Colour("#0a3555"), LINE, 1.0),
];
/// From this shade on letters are light.
pub(crate) const DARK_SHADE: usize = 3;
/// A cell in which something is missing.
pub(crate) const BLANK_OPEN: Look = line("dr-blank-open", EDGE, 1.0, "3 3");
/// A cell without a score for a reason.
pub(crate) const BLANK: Look = edged("dr-blank", Fill::Colour(SURFACE), LINE, 1.0);
/// The sign in it.
pub(crate) const BLANK_SIGN: Look = line("dr-blank-sign", MUTED, 1.5, "");

/// Groups of points, each with a shape of its own.
pub(crate) const GROUPS: [Look; 4] = [
    edged("dr-group-0", Fill::Colour(ACCENT), PAPER, 1.0),
    edged("dr-group-1", Fill::Colour("#f0b23e"), "#6b3a00", 1.25),
    edged("dr-group-2", Fill::Colour(INK), PAPER, 1.0),
    edged("dr-group-3", Fill::Colour(PAPER), ACCENT, 1.75),
];

/// Plain text.
pub(crate) const PLAIN: Type = letters("", 14.0, false, INK);
/// Names of what is above others, and numbers that matter.
pub(crate) const STRONG: Type = letters("dr-strong", 14.0, true, INK);
/// Marks on axes, legends.
pub(crate) const SMALL: Type = letters("dr-small", 12.0, false, INK);
/// What matters less.
pub(crate) const QUIET: Type = letters("dr-quiet", 12.0, false, MUTED);
/// Numbers of points.
pub(crate) const STRONG_SMALL: Type = letters("dr-strong", 12.0, true, INK);
/// In a light cell.
pub(crate) const IN_LIGHT: Type = letters("dr-small", 12.0, false, INK);
/// In a dark cell.
pub(crate) const IN_DARK: Type = letters("dr-on", 12.0, false, PAPER);
