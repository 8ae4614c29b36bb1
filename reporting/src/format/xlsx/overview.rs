// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What matters most, and the effort of each period.

use rust_xlsxwriter::cell_range_absolute;
use rust_xlsxwriter::utility::quote_sheet_name;

use crate::figure::months;
use crate::subject::Subject;

use super::answers::ADDS;
use super::formula::{Places, SCORE};
use super::plan::{LEAST, MOST, PERIOD};
use super::point;
use super::scores::level;
use super::sheet::{Cell, Sheet, Show};

pub(super) fn sheet(subject: &Subject<'_>, name: String, places: &Places<'_>) -> Sheet {
    let words = subject.words;
    let said = |key: &str| words.say(key, &[]);
    let mut rows = Vec::new();
    let mut add = |key: &str, cell: Cell| rows.push(vec![Cell::Strong(said(key)), cell]);
    add("xlsx.city", Cell::text(subject.city()));
    if let Some(date) = subject.date() {
        add("xlsx.date", Cell::text(date));
    }
    add("cover.questionnaire", Cell::text(words.title()));
    let profile = subject.result.profile.as_ref().map(|profile| words.profile(profile.as_str()).to_owned());
    add("cover.scope", Cell::text(profile.unwrap_or_else(|| said("cover.scope.whole"))));
    add("cover.status", Cell::text(said("cover.status.self")));
    whole(subject, places, &mut add);
    let mut sheet = Sheet {
        name,
        columns: vec![(said("xlsx.what"), 38), (said("xlsx.value"), 30)],
        rows,
        filters: false,
    };
    efforts(subject, places, &mut sheet);
    sheet
}

fn whole(subject: &Subject<'_>, places: &Places<'_>, add: &mut impl FnMut(&str, Cell)) {
    let root = subject.card.root();
    let id = root.id().as_str();
    if let (Some(score), Some(cell)) = (point(&root), places.of_node(id, SCORE)) {
        add("xlsx.score", Cell::Formula(format!("={cell}"), Some(score), Show::Tenths));
        let adjustments = subject.card.adjustments() / root.maximum() * 100.0;
        let adds = format!("=SUM({})", places.of_answers(ADDS));
        add("xlsx.added_up", Cell::Formula(adds, Some(score - adjustments), Show::Tenths));
        if adjustments.abs() > digirights::TOLERANCE {
            add("xlsx.adjustments", Cell::Number(adjustments, Show::Tenths));
        }
        add("column.level", level(subject, &root, root.level().map(AsRef::as_ref)));
    } else {
        add("xlsx.score", Cell::text(subject.words.say("score.none", &[])));
    }
    if let Some((low, high)) = root.bounds() {
        add("xlsx.low", Cell::Number(low / root.maximum() * 100.0, Show::Tenths));
        add("xlsx.high", Cell::Number(high / root.maximum() * 100.0, Show::Tenths));
    }
    let (answered, asked) = root.answered_of_asked();
    add("key.answered", Cell::count(answered));
    add("xlsx.asked", Cell::count(asked));
    if let Some(cell) = places.of_node(id, 13) {
        add("xlsx.completeness", Cell::Formula(format!("={cell}"), Some(root.completeness()), Show::Percent));
    }
    add("xlsx.evidence_share", Cell::Number(root.evidence(), Show::Percent));
}

/// A second table below: what each period of the roadmap takes.
fn efforts(subject: &Subject<'_>, places: &Places<'_>, sheet: &mut Sheet) {
    let Some(plan) = subject.plan else { return };
    let words = subject.words;
    let root = subject.card.root();
    let stretches = &plan.roadmap.stretches;
    let planned: usize = stretches.iter().map(|stretch| stretch.actions.len()).sum();
    let planned = planned + plan.roadmap.later.len();
    if planned == 0 {
        return;
    }
    let last = u32::try_from(planned).unwrap_or(u32::MAX);
    let column = |column: u16| {
        format!("{}!{}", quote_sheet_name(&places.roadmap), cell_range_absolute(1, column, last, column))
    };
    let head = |key: &str| Cell::Strong(words.say(key, &[]));
    sheet.columns.extend([
        (String::new(), 16),
        (String::new(), 16),
        (String::new(), 16),
        (String::new(), 18),
    ]);
    sheet.rows.push(Vec::new());
    sheet.rows.push(vec![
        head("roadmap"),
        head("xlsx.actions"),
        head("xlsx.effort_low"),
        head("xlsx.effort_high"),
        head("xlsx.score_after"),
        head("xlsx.level_after"),
    ]);
    for stretch in stretches {
        // The heading row is the first, and rows of formulas count from 1.
        let name = format!("$A${}", sheet.rows.len() + 2);
        let sum = |of: u16| format!("=SUMIF({},{name},{})", column(PERIOD), column(of));
        let count = format!("=COUNTIF({},{name})", column(PERIOD));
        let actions = u32::try_from(stretch.actions.len()).map_or(f64::from(u32::MAX), f64::from);
        let after = stretch.score_after.map(|score| score / root.maximum() * 100.0);
        sheet.rows.push(vec![
            Cell::text(months(subject, stretch.from_month, stretch.to_month)),
            Cell::Formula(count, Some(actions), Show::Whole),
            Cell::Formula(sum(LEAST), Some(stretch.effort_low), Show::Tenths),
            Cell::Formula(sum(MOST), Some(stretch.effort_high), Show::Tenths),
            Cell::number(after, Show::Tenths),
            level(subject, &root, stretch.level_after.as_ref().map(AsRef::as_ref)),
        ]);
    }
}
