// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a chart to its picture.

use super::canvas::Canvas;
use super::{Chart, Drawing, bars, heat_map, radar, ranks, roadmap, scatter, timeline, waterfall};
use crate::error::Error;
use crate::read::read;

impl Chart {
    /// Reads a chart. The id has letters, digits and hyphens, and begins with a letter; the width is
    /// between 240 and 4000.
    ///
    /// # Errors
    /// Where the text is no JSON (`D0101`), a value is not what stands in its place (`D0102`), or cannot
    /// be used there (`D0103`).
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let chart: Self = read(text)?;
        checked_id(&chart.id)?;
        if !(240..=4000).contains(&chart.width) {
            return Err(refused("/width", chart.width.to_string(), "a width from 240 to 4000"));
        }
        Ok(chart)
    }

    /// The JSON Schema (draft 2020-12) of the data of a chart.
    ///
    /// ```
    /// assert_eq!(digirights_reporting::chart::Chart::json_schema()["type"], "object");
    /// ```
    #[cfg(feature = "schema")]
    #[must_use]
    pub fn json_schema() -> serde_json::Value {
        schemars::generate::SchemaSettings::draft2020_12()
            .into_generator()
            .into_root_schema_for::<Self>()
            .to_value()
    }

    /// The chart as SVG: one element with its name and description, text as text, and neither styles,
    /// scripts nor references to anything outside. The same chart gives the same bytes everywhere.
    ///
    /// What cannot be drawn as it is, is drawn as near to it as can be: shares at the edge of their scale,
    /// a width between 240 and 4000, an id of letters, digits and hyphens.
    #[must_use]
    pub fn svg(&self) -> String {
        let mut canvas = Canvas::new(&self.id, self.width, self.rtl);
        let height = match &self.drawing {
            Drawing::Radar(radar) => radar::draw(&mut canvas, radar),
            Drawing::Bars(bars) => bars::draw(&mut canvas, bars),
            Drawing::HeatMap(heat_map) => heat_map::draw(&mut canvas, heat_map),
            Drawing::Waterfall(waterfall) => waterfall::draw(&mut canvas, waterfall),
            Drawing::Scatter(scatter) => scatter::draw(&mut canvas, scatter),
            Drawing::Roadmap(roadmap) => roadmap::draw(&mut canvas, roadmap),
            Drawing::Ranks(ranks) => ranks::draw(&mut canvas, ranks),
            Drawing::Timeline(timeline) => timeline::draw(&mut canvas, timeline),
        };
        canvas.finish(&self.title, &self.description, height)
    }
}

fn refused(path: &str, found: String, expected: &str) -> Error {
    Error::Value { path: path.to_owned(), found, expected: expected.to_owned() }
}

/// Refuses an id that cannot be one in a page.
pub(crate) fn checked_id(id: &str) -> Result<(), Error> {
    let known = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    if id.len() <= 64 && id.chars().all(known) && id.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Ok(());
    }
    Err(refused("/id", format!("`{id}`"), "up to 64 letters, digits and hyphens, the first a letter"))
}

#[cfg(test)]
mod tests {
    use crate::chart::Chart;

    #[test]
    fn an_id_or_width_that_cannot_be_is_refused() {
        let read = |id: &str, width: u32| {
            Chart::from_json(&format!(
                r#"{{"id": "{id}", "title": "", "description": "", "width": {width}, "drawing": {{"roadmap": {{"periods": []}}}}}}"#
            ))
        };
        assert!(read("plan-1", 320).is_ok());
        for (id, width, path) in
            [("1", 320, "/id"), ("a b", 320, "/id"), ("", 320, "/id"), ("a", 3, "/width")]
        {
            let error = read(id, width).unwrap_err();
            assert_eq!((error.code(), error.path()), ("D0103", path));
        }
    }
}
