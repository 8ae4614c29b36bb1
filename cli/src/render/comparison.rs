// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A comparison as text.

use anstyle::Style;
use digirights::{
    AnswerChange, ComparedSide, Comparison, Direction, NodeScore, Score, ScoreChange, Scorecard,
};
use digirights_reporting::Words;

use super::numbers::{Unit, change, percent, range, short};
use super::page::{BAD, GOOD, OPEN, Page, QUIET, STRONG};
use super::table::{Cell, Column, Table};
use super::words::question_with_id;

/// Puts a comparison on a page. `new` is the later scorecard.
pub fn draw(page: &mut Page, compared: &Comparison, new: &Scorecard, words: &Words<'_>) {
    page.paragraph("", words.title(), STRONG);
    page.rule();
    page.field("Before", &side(&compared.old));
    page.field("After", &side(&compared.new));
    if let Some(profile) = &compared.profile {
        page.field("Profile", words.profile(profile.as_str()));
    }
    if !compared.same_city {
        page.paragraph(
            "  ",
            "The two name different cities: this compares them, and says nothing of one over time.",
            OPEN,
        );
    }
    if compared.is_reversed() {
        page.paragraph("  ", "The one that is called “before” has the later date.", OPEN);
    }
    nodes(page, compared, new, words);
    answers(page, compared, new, words);
}

fn side(side: &ComparedSide) -> String {
    let mut facts: Vec<String> = side.city.iter().cloned().collect();
    facts.extend(side.date.as_ref().map(ToString::to_string));
    facts.push(format!("{} answered", percent(side.completeness)));
    facts.join(", ")
}

fn nodes(page: &mut Page, compared: &Comparison, new: &Scorecard, words: &Words<'_>) {
    page.heading("Changes by part");
    let mut columns = vec![Column::words(""), Column::words("Before"), Column::words("After")];
    columns.extend([Column::numbers("Change"), Column::fixed("")]);
    let levels = compared.nodes.values().any(|node| node.new_level.is_some() || node.old_level.is_some());
    let has_levels = levels && page.width >= 60;
    columns.extend(has_levels.then(|| Column::words("Level")));
    let mut table = Table::new(columns);
    for node in new.nodes() {
        let id = node.id().as_str();
        let Some(changed) = compared.nodes.get(id) else { continue };
        let depth = std::iter::successors(node.parent(), NodeScore::parent).count();
        let style = if depth == 0 { STRONG } else { Style::new() };
        let mut row = vec![Cell::styled(words.node(id), style).indented(depth * 2)];
        row.extend(score_cells(&changed.score, page));
        if has_levels {
            let name = |level: Option<&digirights::LevelId>| {
                level.map_or(page.marks.dash.to_owned(), |level| words.level(id, level.as_str()).to_owned())
            };
            let (old, new) = (name(changed.old_level.as_ref()), name(changed.new_level.as_ref()));
            let level = if old == new { new } else { format!("{old} {} {new}", page.marks.arrow) };
            row.push(Cell::new(level));
        }
        table.row(row);
    }
    table.draw(page, 2);
    let open = compared.nodes.values().any(|node| is_open(&node.score));
    if open {
        page.paragraph("  ", "? The ranges meet: answers that are missing can still turn this round.", QUIET);
    }
}

fn is_open(score: &ScoreChange) -> bool {
    !score.certain && matches!(score.direction, Direction::Up | Direction::Down)
}

fn score_cells(score: &ScoreChange, page: &Page) -> [Cell; 4] {
    let shown = |score: Option<Score>| match score {
        None => page.marks.dash.to_owned(),
        Some(score) => {
            let unit = Unit::from(score);
            let range = range(score.low(), score.high(), unit, page.marks.dash);
            let range = range.map_or(String::new(), |range| format!(" ({range})"));
            format!("{}{range}", short(score.point(), unit))
        }
    };
    let style = match score.direction {
        Direction::Up => GOOD,
        Direction::Down => BAD,
        Direction::Same | Direction::Unknown => QUIET,
    };
    let by = score.new.zip(score.change).map_or(String::new(), |(new, by)| change(Unit::from(new).scale(by)));
    let open = if is_open(score) { "?" } else { "" };
    [
        Cell::new(shown(score.old)),
        Cell::new(shown(score.new)),
        Cell::styled(by, style),
        Cell::styled(open, QUIET),
    ]
}

fn answers(page: &mut Page, compared: &Comparison, new: &Scorecard, words: &Words<'_>) {
    if compared.answers.is_empty() {
        page.gap();
        page.paragraph("", "No answer changed.", Style::new());
        return;
    }
    page.heading(&format!("Answers that changed ({})", compared.answers.len()));
    let unit = new.root().score().map(Unit::from);
    for answer in &compared.answers {
        let id = answer.question.as_str();
        page.item(&question_with_id(words, id));
        let (old, now) = said(answer, words);
        page.below(
            &format!("{} {} {}", page.quoted(&old), page.marks.arrow, page.quoted(&now)),
            Style::new(),
        );
        if let Some(unit) = unit.filter(|_| answer.contribution.abs() > digirights::TOLERANCE) {
            let text = format!("its part of the whole: {}", change(unit.scale(answer.contribution)));
            page.below(&text, QUIET);
        }
    }
}

fn said(answer: &AnswerChange, words: &Words<'_>) -> (String, String) {
    let id = answer.question.as_str();
    let one = |of: digirights::QuestionState, value: Option<&serde_json::Value>| match value {
        Some(value) if of == digirights::QuestionState::NotShown => {
            format!("{} (not counted)", words.value(id, value))
        }
        Some(value) => words.value(id, value),
        None => words.state(of),
    };
    (one(answer.old_state, answer.old.as_ref()), one(answer.new_state, answer.new.as_ref()))
}
