// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Scores across the tree: the members of a lens.

use digirights::Score;

use crate::chart::{BarRow, Chart, Drawing, Reach};
use crate::document::{Picture, Row, Table, Text};
use crate::error::Error;
use crate::subject::Subject;
use crate::words::Unit;

use super::{columns, reach, scores};

impl Subject<'_> {
    /// The members of a lens as bars, with their data, so many pixels wide (at least 240).
    ///
    /// # Errors
    /// `D0002` where the questionnaire has no such lens.
    pub fn lens(&self, lens: &str, width: u32) -> Result<Picture, Error> {
        let words = self.words;
        let known = words.definition().lenses.iter();
        let found = known.clone().find(|known| known.id.as_str() == lens);
        let found =
            found.ok_or_else(|| Error::unknown("lens", lens, known.map(|known| known.id.as_str())))?;
        let (mut rows, mut data) = (Vec::new(), Vec::new());
        for member in &found.members {
            let id = member.id.as_str();
            let score = self.card.lens(lens, id);
            let name = words.member(lens, id).to_owned();
            let point = |score: Score| words.score(score.point(), Unit::from(score));
            let value = score.map_or_else(|| words.say("score.none", &[]), point);
            let range = |score: Score| words.range(score.low(), score.high(), Unit::from(score));
            let bounds = score.map(range).unwrap_or_default();
            data.push(Row { cells: [&name, &value, &bounds].map(Text::plain).into(), ..Row::default() });
            rows.push(BarRow {
                name,
                depth: 1,
                reach: score.map(reach),
                earlier: earlier(self, lens, id),
                value,
                note: String::new(),
                cuts: Vec::new(),
            });
        }
        let description = ends(self, &rows);
        let heads = [("column.part", false, 5), ("column.score", true, 2), ("column.bounds", true, 2)];
        let chart = Chart {
            id: format!("chart-lens-{lens}"),
            title: words.lens(lens).to_owned(),
            description,
            width: width.max(240),
            rtl: words.is_rtl(),
            drawing: Drawing::Bars(scores::with_words(self, rows)),
        };
        let data = Table { caption: String::new(), columns: columns(words, &heads), rows: data };
        Ok(Picture { chart, caption: words.say("figure.lens.caption", &[]), data: Some(data) })
    }
}

fn earlier(subject: &Subject<'_>, lens: &str, member: &str) -> Option<f64> {
    subject.earlier.as_ref()?.card.lens(lens, member).map(Score::share)
}

/// Which is highest and which is lowest.
fn ends(subject: &Subject<'_>, rows: &[BarRow]) -> String {
    let point = |row: &BarRow| row.reach.and_then(|Reach { point, .. }| point);
    let scored = || rows.iter().filter_map(|row| Some((point(row)?, row)));
    let best = scored().reduce(|best, other| if other.0 > best.0 { other } else { best });
    let worst = scored().reduce(|worst, other| if other.0 < worst.0 { other } else { worst });
    let (Some((_, best)), Some((_, worst))) = (best, worst) else { return String::new() };
    subject.words.say(
        "figure.ends",
        &[("best", &best.name), ("high", &best.value), ("worst", &worst.name), ("low", &worst.value)],
    )
}
