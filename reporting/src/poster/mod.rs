// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Pages of text and charts, as SVG: a result on one page of A4, and cards for the channels of a campaign.
//! A page is plain data, as a chart is, and keeps to the same rules.
//!
//! ```
//! use digirights_reporting::poster::Poster;
//!
//! let card = Poster::from_json(r#"{
//!     "id": "card", "title": "Digital rights in Marenpoort",
//!     "description": "Marenpoort scores 53 of 100 for digital rights, between 48 and 60.",
//!     "page": {"card": {
//!         "size": "square", "city": "Marenpoort", "headline": "We measured digital rights",
//!         "sentences": ["53 of 100 points. Now we act."],
//!         "figure": {"name": "Score", "value": "53", "bounds": "between 48 and 60",
//!                    "reach": {"low": 0.48, "point": 0.53, "high": 0.6}}
//!     }}
//! }"#)?;
//! assert!(card.svg().contains("viewBox=\"0 0 1080 1080\""));
//! # Ok::<(), digirights_reporting::Error>(())
//! ```
//!
//! Beside the classes of charts, `dr-figure` marks what stands out in the colour of the scores.

mod card;
mod data;
mod infographic;
#[cfg(test)]
mod tests;
mod write;

pub use data::{Card, CardSize, Figure, Infographic, Page, Parts, Points, Poster};

use crate::chart::{Canvas, checked_id};
use crate::error::Error;
use crate::read::read;

impl Poster {
    /// Reads a page. The id has letters, digits and hyphens, and begins with a letter.
    ///
    /// # Errors
    /// Where the text is no JSON (`D0101`), a value is not what stands in its place (`D0102`), or cannot
    /// be used there (`D0103`).
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let poster: Self = read(text)?;
        checked_id(&poster.id)?;
        Ok(poster)
    }

    /// The page as SVG, of a size of its own. What finds no room is left out, with a sign that it is.
    #[must_use]
    pub fn svg(&self) -> String {
        let (width, height) = match &self.page {
            Page::Infographic(_) => infographic::SIZE,
            Page::Card(card) => card::size(card.size),
        };
        let mut canvas = Canvas::new(&self.id, width, self.rtl);
        let height = f64::from(height);
        match &self.page {
            Page::Infographic(page) => infographic::draw(&mut canvas, page, height),
            Page::Card(card) => card::draw(&mut canvas, card, height),
        }
        canvas.finish(&self.title, &self.description, height)
    }
}
