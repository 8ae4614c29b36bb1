// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What stands on a page.

use serde::{Deserialize, Serialize};

use crate::chart::{Bars, Cut, Radar, Reach};

/// A page with what is said about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poster {
    /// Tells it from other pictures on the same page: letters, digits and hyphens, the first a letter.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// What can be read and seen on it, for those who cannot: the alternative text.
    pub description: String,
    /// Whether the language runs from right to left.
    #[serde(default)]
    pub rtl: bool,
    /// What stands on it.
    pub page: Page,
}

/// The kinds of pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// A result on one page of A4, upright.
    Infographic(Box<Infographic>),
    /// A message for the channels of a campaign.
    Card(Box<Card>),
}

/// A result on one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Infographic {
    /// What the page is about.
    pub heading: String,
    /// Whose result it is.
    pub city: String,
    /// Of which day.
    pub date: String,
    /// The score of the whole.
    pub score: Figure,
    /// The scores of its parts; null where there are none to compare.
    #[serde(default)]
    pub parts: Option<Parts>,
    /// What is done well; three find room.
    pub strengths: Points,
    /// What is missing; three find room.
    pub gaps: Points,
    /// What the city can do next; three find room.
    pub next: Points,
    /// How to read it.
    pub reading: Points,
    /// What is said in small letters at the end, such as digests.
    pub footer: Vec<String>,
}

/// The scores of parts, in one of two ways.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parts {
    /// Around a middle: three parts or more, and not too many.
    Radar(Radar),
    /// One below the other.
    Bars(Bars),
}

/// A number with what is known about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What it measures.
    pub name: String,
    /// The number, as it is written.
    pub value: String,
    /// Its bounds, in words.
    #[serde(default)]
    pub bounds: String,
    /// Its level, in words.
    #[serde(default)]
    pub level: String,
    /// The same as shares, drawn as a bar; null where there is no bar.
    #[serde(default)]
    pub reach: Option<Reach>,
    /// Where levels begin on the bar.
    #[serde(default)]
    pub cuts: Vec<Cut>,
}

/// A heading with what stands below it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// The heading.
    pub title: String,
    /// What stands below it, each with a line of its own.
    pub items: Vec<String>,
}

/// A message: a headline, few words, one number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// For which channel.
    pub size: CardSize,
    /// Whose it is.
    pub city: String,
    /// The headline.
    pub headline: String,
    /// One or two short sentences.
    pub sentences: Vec<String>,
    /// The number.
    pub figure: Figure,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
}

/// The sizes of cards, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardSize {
    /// 1200 × 630, shown with links.
    Wide,
    /// 1080 × 1080, for feeds.
    Square,
    /// 1080 × 1920, for phones held upright.
    Tall,
}
