// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How the numbers are made, what formulas do and do not do, and how anyone can verify the result.

use crate::subject::Subject;

use super::sheet::{Cell, Sheet};

pub(super) fn sheet(subject: &Subject<'_>, name: String) -> Sheet {
    let words = subject.words;
    let said = |key: &str| words.say(key, &[]);
    let result = &subject.result;
    let row = |key: &str, value: String| vec![Cell::Strong(said(key)), Cell::Text(value)];
    let mut rows = vec![
        row("xlsx.sheet.about", words.description().to_owned()),
        row("xlsx.formulas", said("xlsx.formulas.said")),
    ];
    let texts = ["score", "bounds", "levels", "gain", "effort", "rounding"];
    for (position, key) in texts.iter().enumerate() {
        let head = if position == 0 { said("method") } else { String::new() };
        rows.push(vec![Cell::Strong(head), Cell::text(said(&format!("method.{key}")))]);
    }
    rows.extend([
        row("verify", said("verify.said")),
        row("verify.questionnaire", format!("{} {}", result.questionnaire.id, result.questionnaire.version)),
        row("verify.questionnaire.digest", result.questionnaire.digest.clone()),
        row("verify.answers.digest", result.answers.digest.clone()),
        row("verify.engine", format!("digirights {}", result.engine)),
        row("verify.formats", format!("{} · {}", result.questionnaire.format, result.format)),
    ]);
    let unused = result.unused.iter().map(ToString::to_string);
    rows.extend(unused.map(|problem| vec![Cell::Strong(said("aside.unused")), Cell::Text(problem)]));
    Sheet { name, columns: vec![(said("xlsx.what"), 30), (said("xlsx.value"), 110)], rows, filters: false }
}
