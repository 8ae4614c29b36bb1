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
    /// `D0003` where the whole has no score: there is nothing to tell yet.
    pub fn infographic(&self) -> Result<Poster, Error> {
        public::infographic(self)
    }

    /// Messages for local stakeholders, each with cards in three sizes: the score, each strength, and the steps
    /// that come first.
    ///
    /// # Errors
    /// `D0003` where the whole has no score: there is nothing to tell yet.
    pub fn campaign(&self) -> Result<Vec<Message>, Error> {
        public::campaign(self)
    }

    /// The messages and cards of [`Subject::campaign`] in one ZIP archive: a page to read, and every card as SVG
    /// and as the PNG that `png` makes of it.
    ///
    /// # Errors
    /// `D0003` where the whole has no score: there is nothing to tell yet.
    pub fn campaign_kit(&self, png: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Vec<u8>, Error> {
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

/// The sentences that hold, one after the other.
fn sentences(subject: &Subject<'_>, of: &[(&str, bool)]) -> String {
    let held = of.iter().filter(|(_, holds)| *holds);
    held.map(|(key, _)| subject.words.say(key, &[])).collect::<Vec<String>>().join(" ")
}

/// A question with its id, which is told once where it has no other words.
fn question(subject: &Subject<'_>, id: &str) -> Text {
    let prompt = subject.words.question(id);
    let text = Text::plain(prompt);
    if prompt == id { text } else { text.and_quiet(format!(" {id}")) }
}

/// The same before what is said of it: `Is it so? (M01.1) `.
fn question_and(subject: &Subject<'_>, id: &str, said: String) -> Text {
    let prompt = subject.words.question(id);
    let text = Text::plain(prompt);
    let text = if prompt == id { text } else { text.and_quiet(format!(" ({id})")) };
    text.and(" ").and(said)
}

/// Charts that can be drawn; those that cannot are left out.
fn chart(subject: &Subject<'_>, kind: crate::figure::FigureKind) -> Option<Block> {
    subject.figure(kind, crate::figure::PAGE).ok().map(Box::new).map(Block::Chart)
}
