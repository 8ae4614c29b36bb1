// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A document as what it says: headings, paragraphs, tables, charts. It knows no file format; every
//! format writes all of it. Every text is plain: markup in it shows as it was typed.

use serde::Serialize;

use crate::chart::Chart;

/// A document, ready to be written in any format.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Its language (BCP 47).
    pub language: String,
    /// Whether the language runs from right to left.
    pub rtl: bool,
    /// Its title.
    pub title: String,
    /// What stands below the title, such as the city.
    pub subtitle: String,
    /// What stands on the cover: scope, date, completeness.
    pub facts: Vec<Fact>,
    /// Heading of the table of contents; empty where there is none and the text begins on the cover.
    pub contents: String,
    /// What it says.
    pub sections: Vec<Section>,
    /// What stands at the foot of every page.
    pub footer: String,
    /// What a page number is called, such as `Page`.
    pub page: String,
    /// What a figure and a table are called, before their numbers.
    pub labels: Labels,
}

/// What the writers of formats call things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Labels {
    /// Before the number of a figure.
    pub figure: String,
    /// Before the number of a table.
    pub table: String,
    /// What the data of a figure is called, such as `The figure as a table`.
    pub data: String,
}

/// A heading with what stands below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Tells it from other sections: letters, digits, hyphens and dots.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// Whether it begins on a new page.
    pub new_page: bool,
    /// What it says first.
    pub blocks: Vec<Block>,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A paragraph that stands out.
    Note(Text),
    /// Items, one below the other.
    List(List),
    /// Names with what belongs to them.
    Facts(Vec<Fact>),
    /// A few great numbers side by side.
    Figures(Vec<KeyFigure>),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Box<Picture>),
}

/// A text in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Text(pub Vec<Run>);

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Whether it is important.
    pub strong: bool,
    /// Whether it steps back, such as an id or a remark.
    pub quiet: bool,
    /// Where it leads; an `http` or `https` address, or empty.
    pub link: String,
}

/// Items, one below the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    /// Whether they are numbered.
    pub numbered: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list, with items below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What it says.
    pub text: Text,
    /// What stands below it.
    pub below: Vec<Text>,
}

/// A name with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// What belongs to it.
    pub value: Text,
}

/// A great number with what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyFigure {
    /// The number, such as `55.4`.
    pub value: String,
    /// What it means.
    pub name: String,
    /// What must be said with it, such as its bounds.
    pub note: String,
}

/// A table with a heading row. The first column names the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows; empty where a figure says so.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether it holds numbers, which stand at the end.
    pub number: bool,
    /// How much of the width it takes, against the other columns.
    pub width: u32,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Row {
    /// How far below the first rows it stands: 0, 1, …
    pub depth: u32,
    /// Whether it is a sum or a head of others.
    pub strong: bool,
    /// Its cells.
    pub cells: Vec<Text>,
}

/// A chart with its caption and its data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// The chart.
    pub chart: Chart,
    /// What stands below it.
    pub caption: String,
    /// Its data; `None` where the text around it holds all of it.
    pub data: Option<Table>,
}

impl Text {
    /// One piece.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Run { text: text.into(), ..Run::default() }])
    }

    /// One important piece.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self::default().and_strong(text)
    }

    /// With one more piece.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run { text: text.into(), ..Run::default() });
        self
    }

    /// With one more important piece.
    #[must_use]
    pub fn and_strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run { text: text.into(), strong: true, ..Run::default() });
        self
    }

    /// With one more piece that steps back.
    #[must_use]
    pub fn and_quiet(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run { text: text.into(), quiet: true, ..Run::default() });
        self
    }

    /// With one more piece, a link where it is an address of the web.
    #[must_use]
    pub fn and_link(mut self, text: impl Into<String>, address: &str) -> Self {
        self.0.push(Run { text: text.into(), link: web_address(address), ..Run::default() });
        self
    }

    /// All its letters.
    #[must_use]
    pub fn letters(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| run.text.is_empty())
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(text: T) -> Self {
        Self::plain(text)
    }
}

/// The address, if it is one of the web: other schemes may run something when they are followed.
pub(crate) fn web_address(address: &str) -> String {
    let scheme = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let is_web = scheme.starts_with("http://") || scheme.starts_with("https://");
    let is_clean = !address.chars().any(|letter| letter.is_whitespace() || letter.is_control());
    if is_web && is_clean { address.to_owned() } else { String::new() }
}
