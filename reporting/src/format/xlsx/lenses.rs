// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Every member of every lens.

use crate::subject::Subject;

use super::sheet::{Cell, Sheet, Show};

/// None where the questionnaire has no lenses.
pub(super) fn sheet(subject: &Subject<'_>, name: String) -> Option<Sheet> {
    let words = subject.words;
    let heading = |key: &str, width| (words.say(key, &[]), width);
    let mut rows = Vec::new();
    for lens in &words.definition().lenses {
        let id = lens.id.as_str();
        let Some(scores) = subject.result.lenses.get(id) else { continue };
        for member in &lens.members {
            let member = member.id.as_str();
            let score = scores.get(member).copied().flatten();
            let of = |amount: f64, maximum: f64| amount / maximum * 100.0;
            rows.push(vec![
                Cell::text(words.lens(id)),
                Cell::text(member),
                Cell::text(words.member(id, member)),
                Cell::number(score.map(|score| of(score.point(), score.maximum())), Show::Tenths),
                Cell::number(score.map(|score| of(score.low(), score.maximum())), Show::Tenths),
                Cell::number(score.map(|score| of(score.high(), score.maximum())), Show::Tenths),
            ]);
        }
    }
    let columns = vec![
        heading("column.view", 40),
        heading("xlsx.id", 14),
        heading("xlsx.member", 60),
        heading("xlsx.score", 11),
        heading("xlsx.low", 11),
        heading("xlsx.high", 11),
    ];
    (!rows.is_empty()).then_some(Sheet { name, columns, rows, filters: true })
}
