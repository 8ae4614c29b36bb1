// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What reports say, apart from any file format.

mod answers;
mod comparison;
mod cover;
mod findings;
mod kit;
mod method;
mod next_level;
mod overview;
mod parts;
mod plan;
mod political;
mod public;
mod summary;
mod technical;

pub use public::Message;

use std::fmt;
use std::str::FromStr;

use crate::document::{Block, Document, Section, Text};
use crate::error::Error;
use crate::poster::Poster;
use crate::subject::Subject;

/// Who a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Audience {
    /// The people who do the work: everything, down to each answer.
    #[default]
    Technical,
    /// Those who decide: two pages.
    Political,
}

impl Audience {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Technical, Self::Political];

    /// Its name, such as `technical`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Technical => "technical",
            Self::Political => "political",
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Audience {
    type Err = Error;

    /// # Errors
    /// `D0002` for another name.
    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|audience| audience.as_str() == name)
            .ok_or_else(|| Error::unknown("audience", name, Self::ALL.into_iter().map(Self::as_str)))
    }
}

impl Subject<'_> {
    /// A report for an audience.
    #[must_use]
    pub fn report(&self, audience: Audience) -> Document {
        match audience {
            Audience::Technical => technical::document(self),
            Audience::Political => political::document(self),
        }
    }

    /// The result alone, in short: scores, strengths, weaknesses, what is to be found out.
    #[must_use]
    pub fn summary(&self) -> Document {
        summary::document(self)
    }

    /// The result on one page, for everybody.
    ///
    /// # Errors
    /// `D0003` where fewer than three parts have scores.
    pub fn infographic(&self) -> Result<Poster, Error> {
        public::infographic(self)
    }

    /// Messages for local stakeholders, each with cards in three sizes: the score, each strength, and what the
    /// city does first.
    #[must_use]
    pub fn campaign(&self) -> Vec<Message> {
        public::campaign(self)
    }

    /// The messages and cards of [`Subject::campaign`] in one ZIP archive: a page to read, and every card as SVG
    /// and as the PNG that `png` makes of it.
    #[must_use]
    pub fn campaign_kit(&self, png: impl Fn(&str) -> Option<Vec<u8>>) -> Vec<u8> {
        kit::packed(self, png)
    }

    /// A report on what changed since the earlier result.
    ///
    /// # Errors
    /// `D0003` where there is no earlier result.
    pub fn comparison_report(&self) -> Result<Document, Error> {
        let missing = Error::Missing { what: "comparison", missing: "earlier result" };
        Ok(comparison::document(self, self.earlier.as_ref().ok_or(missing)?))
    }
}

/// A section without parts.
fn section(id: &str, heading: String, blocks: Vec<Block>) -> Section {
    Section { id: id.to_owned(), heading, new_page: false, blocks, sections: Vec::new() }
}

fn paragraph(text: impl Into<Text>) -> Block {
    Block::Paragraph(text.into())
}

/// Charts that can be drawn; those that cannot are left out.
fn chart(subject: &Subject<'_>, kind: crate::figure::FigureKind) -> Option<Block> {
    subject.figure(kind, crate::figure::PAGE).ok().map(Box::new).map(Block::Chart)
}
