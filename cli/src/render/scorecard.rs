// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A scorecard as text.

use anstyle::Style;
use digirights::{NodeScore, NodeState, Score, Scorecard, ScorecardDocument};

use super::bar::{self, Reach, bar, colour};
use super::condition::describe;
use super::numbers::{Unit, number, percent};
use super::page::{BAD, GOOD, Page, QUIET, STRONG, paint};
use super::table::{Cell, Column, Table};
use super::words::{Words, state};
use crate::escape::clean;

/// How many missing answers, and how many questions behind one gate, are named.
const NAMED: usize = 5;
/// How many strengths and weaknesses are named.
const HIGHLIGHTS: usize = 8;
/// A lens with more members than this is for the other formats.
const MOST_MEMBERS: usize = 8;

/// Puts a scorecard on a page.
pub fn draw(page: &mut Page, card: &Scorecard, words: &Words<'_>) {
    let document = card.to_document();
    title(page, &document, words);
    whole(page, card, words);
    tree(page, card, words);
    lenses(page, &document, words);
    highlights(page, card, words);
    next_level(page, card, &document, words);
    narrowing(page, card, &document, words);
    left_aside(page, card, &document, words);
    digests(page, &document);
}

/// Title, city, date and profile: what the page is about.
pub fn title(page: &mut Page, document: &ScorecardDocument, words: &Words<'_>) {
    page.paragraph("", words.title(), STRONG);
    let mut facts: Vec<String> = document.city.iter().cloned().collect();
    facts.extend(document.date.as_ref().map(ToString::to_string));
    facts.extend(
        document
            .profile
            .as_ref()
            .map(|profile| format!("profile {}", page.quoted(words.profile(profile.as_str())))),
    );
    if !facts.is_empty() {
        let dot = format!(" {} ", page.marks.dot);
        page.paragraph("", &facts.join(&dot), Style::new());
    }
    page.rule();
}

fn whole(page: &mut Page, card: &Scorecard, words: &Words<'_>) {
    let root = card.root();
    let (answered, asked) = root.answered_of_asked();
    match root.score() {
        Some(score) => {
            let unit = Unit::from(score);
            page.field("Score", &format!("{}{}", unit.long(score.point()), between(score, unit)));
            if let Some(level) = root.level() {
                let level = words.level(root.id().as_str(), level.as_str());
                page.field("Level", &format!("{level}{}", level_range(root, words)));
            } else if words.level_set(root.id().as_str()).is_some() {
                page.field("Level", &format!("below the first{}", level_range(root, words)));
            }
        }
        None => page.field("Score", &no_score(root)),
    }
    let share = if asked > 0 { format!(" ({})", percent(root.completeness())) } else { String::new() };
    page.field("Answered", &format!("{answered} of {asked} questions{share}"));
    page.field("Evidence", &format!("given for {} of the answers", percent(root.evidence())));
}

/// The bounds in a sentence.
fn between(score: Score, unit: Unit) -> String {
    match unit.range(score.low(), score.high(), " and ") {
        Some(range) => format!(" as answered so far; between {range} whatever is answered later"),
        None => String::new(),
    }
}

fn level_range(node: NodeScore<'_>, words: &Words<'_>) -> String {
    let (low, high) = node.level_bounds();
    if low == high {
        return String::new();
    }
    let name = |level: Option<&digirights::LevelId>| {
        level.map_or("below the first".to_owned(), |level| {
            words.level(node.id().as_str(), level.as_str()).to_owned()
        })
    };
    format!(" (from {} to {}, whatever is answered later)", name(low), name(high))
}

/// Why a node has no score, and what it may still get.
pub fn no_score(node: NodeScore<'_>) -> String {
    match node.state() {
        NodeState::Scored => String::new(),
        NodeState::NotApplicable => "does not apply".to_owned(),
        NodeState::Unanswered => "not enough answers yet".to_owned(),
        NodeState::DontKnow => "not known".to_owned(),
    }
}

fn tree(page: &mut Page, card: &Scorecard, words: &Words<'_>) {
    let wide = page.width >= 100;
    let cells = cells(page);
    let has_levels = card.nodes().any(|node| node.level().is_some());
    page.heading("Scores by part");
    let mut columns =
        vec![Column::words(""), Column::fixed(""), Column::numbers("Score"), Column::numbers("Range")];
    if has_levels {
        columns.push(Column::words("Level"));
    }
    if wide {
        columns.push(Column::numbers("Answered"));
    }
    let mut table = Table::new(columns);
    for node in card.nodes() {
        let depth = depth(node);
        let style = if depth == 0 { STRONG } else { Style::new() };
        let name = Cell::styled(words.node(node.id().as_str()), style).indented(depth * 2);
        let mut row = vec![name];
        row.extend(score_cells(node, cells, page));
        if has_levels {
            let level = node.level().map_or("", |level| words.level(node.id().as_str(), level.as_str()));
            row.push(Cell::new(level));
        }
        if wide {
            let (answered, asked) = node.answered_of_asked();
            row.push(Cell::styled(format!("{answered}/{asked}"), QUIET));
        }
        table.row(row);
    }
    table.draw(page, 2);
    legend(page);
}

/// How long bars are: they go first where there is little room.
fn cells(page: &Page) -> usize {
    match page.width {
        ..60 => 0,
        60..76 => 10,
        _ => 20,
    }
}

fn depth(node: NodeScore<'_>) -> usize {
    std::iter::successors(node.parent(), NodeScore::parent).count()
}

/// Bar, score and range.
fn score_cells(node: NodeScore<'_>, cells: usize, page: &Page) -> [Cell; 3] {
    if let Some(score) = node.score() {
        return scored_cells(score, cells, page);
    }
    let empty = Reach { low: 0.0, point: None, high: 0.0 };
    let quiet = match node.state() {
        NodeState::NotApplicable => "n/a",
        _ => page.marks.dash,
    };
    [bar(empty, cells, page.unicode), Cell::styled(quiet, QUIET), Cell::default()]
}

fn scored_cells(score: Score, cells: usize, page: &Page) -> [Cell; 3] {
    let unit = Unit::from(score);
    let range = unit.range(score.low(), score.high(), page.marks.dash).unwrap_or_default();
    [
        bar(score.into(), cells, page.unicode),
        Cell::styled(unit.short(score.point()), colour(score.share())),
        Cell::styled(range, QUIET),
    ]
}

fn legend(page: &mut Page) {
    if cells(page) == 0 {
        return;
    }
    let [sure, point, reach, _] = bar::letters(page.unicode);
    let text = format!("{sure} certain, {point} as answered so far, {reach} can still be reached");
    page.paragraph("  ", &text, QUIET);
}

fn lenses(page: &mut Page, document: &ScorecardDocument, words: &Words<'_>) {
    let cells = cells(page);
    for lens in &words.definition.lenses {
        let Some(scores) = document.lenses.get(lens.id.as_str()) else { continue };
        if lens.members.len() > MOST_MEMBERS {
            continue;
        }
        page.heading(words.lens(lens.id.as_str()));
        let columns = ["", "", "Score", "Range"];
        let mut table = Table::new(vec![
            Column::words(columns[0]),
            Column::fixed(columns[1]),
            Column::numbers(columns[2]),
            Column::numbers(columns[3]),
        ]);
        for member in &lens.members {
            let mut row = vec![Cell::new(words.member(lens.id.as_str(), member.id.as_str()))];
            match scores.get(member.id.as_str()).copied().flatten() {
                Some(score) => row.extend(scored_cells(score, cells, page)),
                None => row.extend([Cell::default(), Cell::styled(page.marks.dash, QUIET), Cell::default()]),
            }
            table.row(row);
        }
        table.draw(page, 2);
    }
}

fn highlights(page: &mut Page, card: &Scorecard, words: &Words<'_>) {
    let strengths = card.strengths();
    if !strengths.is_empty() {
        page.heading("Strengths");
        let rest = strengths.len().saturating_sub(HIGHLIGHTS);
        for node in strengths.into_iter().take(HIGHLIGHTS) {
            let Some(score) = node.score() else { continue };
            let unit = Unit::from(score);
            let sure = unit.range(score.low(), score.high(), "").map_or(String::new(), |_| {
                format!(", at least {} whatever is answered later", number(unit.scale(score.low())))
            });
            let mark = format!("  {} ", paint("+", GOOD));
            hanging(
                page,
                &mark,
                &format!("{}: {}{sure}", words.node(node.id().as_str()), unit.short(score.point())),
            );
        }
        more(page, rest);
    }
    let weaknesses = card.weaknesses();
    if !weaknesses.is_empty() {
        page.heading("Weaknesses");
        let rest = weaknesses.len().saturating_sub(HIGHLIGHTS);
        for node in weaknesses.into_iter().take(HIGHLIGHTS) {
            let Some(score) = node.score() else { continue };
            let unit = Unit::from(score);
            let open = unit.range(score.low(), score.high(), "").map_or(String::new(), |_| {
                format!(", at most {} with the answers still missing", number(unit.scale(score.high())))
            });
            let mark = format!("  {} ", paint("-", BAD));
            hanging(
                page,
                &mark,
                &format!("{}: {}{open}", words.node(node.id().as_str()), unit.short(score.point())),
            );
        }
        more(page, rest);
    }
}

fn more(page: &mut Page, rest: usize) {
    if rest > 0 {
        page.below(&format!("and {rest} more"), QUIET);
    }
}

/// An item whose mark has a colour: it takes four columns.
fn hanging(page: &mut Page, mark: &str, text: &str) {
    let lines = super::layout::wrap(&clean(text), page.width.saturating_sub(4));
    for (index, line) in lines.iter().enumerate() {
        page.line(&format!("{}{line}", if index == 0 { mark } else { "    " }));
    }
}

fn next_level(page: &mut Page, card: &Scorecard, document: &ScorecardDocument, words: &Words<'_>) {
    let sentences = blocks(page, card, document, words);
    let Some((heading, items)) = sentences else { return };
    page.heading(&heading);
    for (text, below) in items {
        page.item(&text);
        for line in below {
            page.below(&line, QUIET);
        }
    }
}

/// A heading, and what is needed with the details of each.
pub type Blocks = (String, Vec<(String, Vec<String>)>);

/// What keeps the whole from its next level.
pub fn blocks(
    page: &Page,
    card: &Scorecard,
    document: &ScorecardDocument,
    words: &Words<'_>,
) -> Option<Blocks> {
    let root = card.root();
    let id = root.id().as_str();
    let next = document.nodes.get(id)?.next_level.as_ref()?;
    let set = words.definition.level_sets.get(words.level_set(id)?)?;
    let level = set.levels.iter().find(|level| level.id == next.level)?;
    let mut items = Vec::new();
    if let Some((from, missing)) = next.from.zip(next.missing) {
        let unit = Unit::of(if set.measure == digirights::questionnaire::LevelMeasure::Share {
            1.0
        } else {
            root.score()?.maximum()
        });
        let scale = |score: f64| number(unit.scale(score));
        items.push((
            format!("A score of {} is needed; {} more than now.", scale(from), scale(missing)),
            Vec::new(),
        ));
    }
    for gate in &next.gates {
        let Some(condition) = level.requires.get(gate.gate) else { continue };
        let mut below = Vec::new();
        for question in gate.questions.iter().take(NAMED) {
            let now = said(card, question.as_str(), words);
            if condition.question.as_ref() == Some(question) {
                below.push(format!("now: {now}"));
                continue;
            }
            below.push(format!(
                "{} {} now: {now}",
                page.quoted(words.question(question.as_str())),
                page.marks.arrow
            ));
        }
        for node in gate.nodes.iter().take(NAMED) {
            let Some(score) = card.node(node.as_str()) else { continue };
            let now =
                score.score().map_or_else(|| no_score(score), |score| Unit::from(score).long(score.point()));
            below.push(format!("{} {} now: {now}", words.node(node.as_str()), page.marks.arrow));
        }
        let rest = gate.questions.len().saturating_sub(NAMED) + gate.nodes.len().saturating_sub(NAMED);
        if rest > 0 {
            below.push(format!("and {rest} more"));
        }
        let text = format!("It is required that {}.", describe(condition, id, words, page));
        items.push((text, below));
    }
    Some((format!("What is missing for {}", words.level(id, next.level.as_str())), items))
}

/// What a city said to a question, in words.
pub fn said(card: &Scorecard, question: &str, words: &Words<'_>) -> String {
    let shown = card.question(question).map(|question| question.state());
    match (shown, card.answers().document().answers.get(question)) {
        (Some(digirights::QuestionState::Answered), Some(answer)) => words.answer(question, answer),
        (Some(shown), _) => state(shown).to_owned(),
        (None, _) => "not in this profile".to_owned(),
    }
}

fn narrowing(page: &mut Page, card: &Scorecard, document: &ScorecardDocument, words: &Words<'_>) {
    let Some(score) = card.root().score() else { return };
    let unit = Unit::from(score);
    let most: Vec<_> =
        document.narrowing.iter().take(NAMED).filter(|missing| missing.narrows > 0.0).collect();
    if most.is_empty() {
        return;
    }
    page.heading("Answers that would make the score most certain");
    for missing in most {
        let id = missing.question.as_str();
        let by = number(unit.scale(missing.narrows));
        page.item(&words.question_with_id(id));
        page.below(
            &format!("narrows the range of the whole by {by} or more; now {}", said(card, id, words)),
            QUIET,
        );
    }
}

fn left_aside(page: &mut Page, card: &Scorecard, document: &ScorecardDocument, words: &Words<'_>) {
    if !document.kept_not_counted.is_empty() {
        page.heading("Kept, not counted: the question is not asked as things stand");
        for question in &document.kept_not_counted {
            let id = question.as_str();
            let answer = card.answers().document().answers.get(id).map(|answer| words.answer(id, answer));
            page.item(&format!("{}: {}", words.question_with_id(id), answer.unwrap_or_default()));
        }
    }
    if !document.unused.is_empty() {
        page.heading("Answers that could not be used");
        for problem in &document.unused {
            page.item(&problem.to_string());
            page.below(problem.code().help(), QUIET);
        }
    }
}

fn digests(page: &mut Page, document: &ScorecardDocument) {
    page.gap();
    let short = |digest: &str| digest.chars().take("sha256:".len() + 8).collect::<String>();
    let dot = format!(" {} ", page.marks.dot);
    let facts = [
        format!(
            "{} {} {}",
            document.questionnaire.id,
            document.questionnaire.version,
            short(&document.questionnaire.digest)
        ),
        format!("answers {}", short(&document.answers.digest)),
        format!("engine {}", document.engine),
    ];
    page.paragraph("", &facts.join(&dot), QUIET);
}
