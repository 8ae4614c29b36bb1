// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A scorecard as a Markdown document.

use std::fmt::Write as _;

use digirights::{Score, Scorecard, ScorecardDocument};

use super::next_level::{blocks, said};
use super::numbers::{Unit, number, percent};
use super::page::Page;
use super::scorecard::no_score;
use super::words::Words;
use crate::escape::clean;
use crate::terminal::Terminal;

/// Words of others as Markdown shows them, not obeys them.
pub fn plain(text: &str) -> String {
    let mut safe = String::new();
    for letter in clean(text).chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '!') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

/// The document.
pub fn document(card: &Scorecard, words: &Words<'_>) -> String {
    let result = card.to_document();
    let mut text = String::new();
    head(&mut text, card, &result, words);
    tree(&mut text, card, words);
    lenses(&mut text, &result, words);
    highlights(&mut text, card, words);
    next_level(&mut text, card, &result, words);
    narrowing(&mut text, card, &result, words);
    left_aside(&mut text, card, &result, words);
    let _ = writeln!(
        text,
        "## How to verify\n\n| | |\n|---|---|\n| Questionnaire | {} {} |\n| Digest of the questionnaire | `{}` |\n\
         | Digest of the answers | `{}` |\n| Engine | {} |",
        result.questionnaire.id,
        result.questionnaire.version,
        result.questionnaire.digest,
        result.answers.digest,
        result.engine
    );
    text
}

fn head(text: &mut String, card: &Scorecard, result: &ScorecardDocument, words: &Words<'_>) {
    let root = card.root();
    let _ = writeln!(text, "# {}\n", plain(words.title()));
    let mut rows: Vec<(&str, String)> = Vec::new();
    rows.extend(result.city.as_ref().map(|city| ("City", plain(city))));
    rows.extend(result.date.as_ref().map(|date| ("Date", plain(date.as_str()))));
    rows.extend(result.profile.as_ref().map(|profile| ("Profile", plain(words.profile(profile.as_str())))));
    match root.score() {
        Some(score) => {
            let unit = Unit::from(score);
            rows.push(("Score", format!("**{}**", unit.long(score.point()))));
            rows.extend(
                unit.range(score.low(), score.high(), " to ")
                    .map(|range| ("Whatever is answered later", range)),
            );
        }
        None => rows.push(("Score", no_score(root))),
    }
    let level = |level: Option<&digirights::LevelId>| {
        level.map_or("below the first".to_owned(), |level| {
            plain(words.level(root.id().as_str(), level.as_str()))
        })
    };
    if words.level_set(root.id().as_str()).is_some() && root.score().is_some() {
        let (low, high) = root.level_bounds();
        let range =
            if low == high { String::new() } else { format!(" (from {} to {})", level(low), level(high)) };
        rows.push(("Level", format!("**{}**{range}", level(root.level()))));
    }
    let (answered, asked) = root.answered_of_asked();
    rows.push(("Answered", format!("{answered} of {asked} questions ({})", percent(root.completeness()))));
    rows.push(("Evidence", format!("given for {} of the answers", percent(root.evidence()))));
    text.push_str("| | |\n|---|---|\n");
    for (name, value) in rows {
        let _ = writeln!(text, "| {name} | {value} |");
    }
}

fn scores(score: Score) -> String {
    let unit = Unit::from(score);
    let range = unit.range(score.low(), score.high(), "–").unwrap_or_default();
    format!("{} | {range}", unit.short(score.point()))
}

fn tree(text: &mut String, card: &Scorecard, words: &Words<'_>) {
    text.push_str("\n## Scores by part\n\n| Part | Score | Range | Level | Answered | Evidence |\n");
    text.push_str("|---|--:|--:|---|--:|--:|\n");
    for node in card.nodes() {
        let depth = std::iter::successors(node.parent(), digirights::NodeScore::parent).count();
        let id = node.id().as_str();
        let name = plain(words.node(id));
        let name =
            if depth == 0 { format!("**{name}**") } else { format!("{}{name}", "&emsp;".repeat(depth)) };
        let score = node.score().map_or_else(|| format!("{} | ", no_score(node)), scores);
        let level = node.level().map_or(String::new(), |level| plain(words.level(id, level.as_str())));
        let (answered, asked) = node.answered_of_asked();
        let evidence = percent(node.evidence());
        let _ = writeln!(text, "| {name} | {score} | {level} | {answered}/{asked} | {evidence} |");
    }
}

fn lenses(text: &mut String, result: &ScorecardDocument, words: &Words<'_>) {
    for lens in &words.definition.lenses {
        let Some(members) = result.lenses.get(lens.id.as_str()) else { continue };
        let id = lens.id.as_str();
        let _ = writeln!(text, "\n## {}\n\n| | Score | Range |\n|---|--:|--:|", plain(words.lens(id)));
        for member in &lens.members {
            let score =
                members.get(member.id.as_str()).copied().flatten().map_or("no score | ".to_owned(), scores);
            let _ = writeln!(text, "| {} | {score} |", plain(words.member(id, member.id.as_str())));
        }
    }
}

fn highlights(text: &mut String, card: &Scorecard, words: &Words<'_>) {
    for (heading, nodes) in [("Strengths", card.strengths()), ("Weaknesses", card.weaknesses())] {
        if nodes.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n## {heading}\n\n| | Score | Range |\n|---|--:|--:|");
        for node in nodes {
            if let Some(score) = node.score() {
                let _ = writeln!(text, "| {} | {} |", plain(words.node(node.id().as_str())), scores(score));
            }
        }
    }
}

fn next_level(text: &mut String, card: &Scorecard, result: &ScorecardDocument, words: &Words<'_>) {
    let page = Page::new(Terminal { width: 80, unicode: true });
    let Some((heading, items)) = blocks(&page, card, result, words) else { return };
    let _ = writeln!(text, "\n## {}\n", plain(&heading));
    for (item, below) in items {
        let _ = writeln!(text, "- {}", plain(&item));
        for line in below {
            let _ = writeln!(text, "  - {}", plain(&line));
        }
    }
}

fn narrowing(text: &mut String, card: &Scorecard, result: &ScorecardDocument, words: &Words<'_>) {
    let Some(score) = card.root().score() else { return };
    let unit = Unit::from(score);
    let most: Vec<_> = result.narrowing.iter().filter(|missing| missing.narrows > 0.0).collect();
    if most.is_empty() {
        return;
    }
    text.push_str("\n## Answers that would make the score most certain\n\n");
    text.push_str("| Question | Id | Narrows the range by |\n|---|---|--:|\n");
    for missing in most {
        let id = missing.question.as_str();
        let by = number(unit.scale(missing.narrows));
        let _ = writeln!(text, "| {} | {} | {by} |", plain(words.question(id)), plain(id));
    }
}

fn left_aside(text: &mut String, card: &Scorecard, result: &ScorecardDocument, words: &Words<'_>) {
    if !result.kept_not_counted.is_empty() {
        text.push_str(
            "\n## Kept, not counted\n\nAnswers to questions that are not asked as things stand.\n\n",
        );
        for question in &result.kept_not_counted {
            let id = question.as_str();
            let answer = card.answers().document().answers.get(id).map(|answer| words.answer(id, answer));
            let answer = answer.unwrap_or_else(|| said(card, id, words));
            let _ = writeln!(text, "- {} ({}): {}", plain(words.question(id)), plain(id), plain(&answer));
        }
    }
    if !result.unused.is_empty() {
        text.push_str("\n## Answers that could not be used\n\n");
        for problem in &result.unused {
            let _ = writeln!(text, "- {}", plain(&problem.to_string()));
        }
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_of_others_are_no_markup() {
        assert_eq!(plain("a|b <script> [x](y)\n# z"), "a\\|b \\<script\\> \\[x\\](y) \\# z");
    }
}
