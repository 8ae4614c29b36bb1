// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A plan as text.

use anstyle::Style;
use digirights::questionnaire::Horizon;
use digirights::{Plan, PlanDocument, QuestionState, Reason, Recommendation, Scorecard};
use digirights_reporting::Words;

use super::numbers::{Unit, change, long, number, range};
use super::page::{ACCENT, GOOD, Page, QUIET, STRONG};
use super::scorecard::no_score;
use super::words::action_with_id;

/// How many recommendations are told in full, and how many of those that reach a target.
const IN_FULL: usize = 5;
const CHOSEN_IN_FULL: usize = 12;
/// How many of the others have a line each.
const IN_BRIEF: usize = 15;
/// How many answers and practices are named with a recommendation.
const NAMED: usize = 2;

/// Puts a plan on a page; with `all` every recommendation in full.
pub fn draw(page: &mut Page, plan: &Plan, card: &Scorecard, words: &Words<'_>, all: bool) {
    let document = plan.document();
    let root = card.root();
    let (answered, asked) = root.answered_of_asked();
    let incomplete = answered < asked;
    let sheet = Sheet {
        unit: Unit::of(words.maximum(root.id().as_str())),
        root: root.id().as_str(),
        document,
        words,
        all,
        incomplete,
    };
    super::scorecard::title(page, &card.to_document(), words);
    match document.score {
        Some(score) => page.field("Now", &sheet.standing(Some(score), None, document.level.as_ref(), page)),
        None => page.field("Now", &no_score(root)),
    }
    if document.recommendations.is_empty() {
        page.gap();
        page.paragraph("", &words.nothing_recommended(card), Style::new());
        return;
    }
    if let Some(target) = &document.target {
        sheet.target(page, target);
    }
    sheet.recommendations(page);
    sheet.roadmap(page);
}

/// What every part of the page looks at.
pub struct Sheet<'a> {
    /// The unit of scores of the whole.
    pub unit: Unit,
    /// The whole, whose levels are named.
    pub root: &'a str,
    document: &'a PlanDocument,
    /// The questionnaire's words.
    pub words: &'a Words<'a>,
    all: bool,
    /// Whether questions are not answered.
    pub incomplete: bool,
}

impl Sheet<'_> {
    /// `62.5 of 100 (50–75), Progressing`; the bounds are left out where they leave no doubt.
    pub fn standing(
        &self,
        score: Option<f64>,
        bounds: Option<(f64, f64)>,
        level: Option<&digirights::LevelId>,
        page: &Page,
    ) -> String {
        let bounds = bounds.and_then(|(low, high)| range(low, high, self.unit, page.marks.dash));
        let score = score.map(|score| match &bounds {
            Some(bounds) => format!("{} ({bounds})", long(score, self.unit)),
            None => long(score, self.unit),
        });
        let mut facts: Vec<String> = score.into_iter().collect();
        facts.extend(level.map(|level| self.words.level(self.root, level.as_str()).to_owned()));
        facts.join(", ")
    }

    fn recommendations(&self, page: &mut Page) {
        let all = &self.document.recommendations;
        let chosen =
            self.document.target.as_ref().map(|target| target.actions.as_slice()).unwrap_or_default();
        let named = |action: &digirights::ActionId| {
            all.iter().find(|recommendation| recommendation.action == *action)
        };
        let rank = |recommendation: &Recommendation| {
            all.iter()
                .position(|other| other.action == recommendation.action)
                .map_or(0, |position| position + 1)
        };
        let (heading, first, rest): (_, Vec<&Recommendation>, Vec<&Recommendation>) = if chosen.is_empty() {
            ("Recommendations, the most gain for its effort first", all.iter().collect(), Vec::new())
        } else {
            let others =
                all.iter().filter(|recommendation| !chosen.contains(&recommendation.action)).collect();
            ("What to do, in this order", chosen.iter().filter_map(named).collect(), others)
        };
        page.heading(heading);
        let in_full = if self.all {
            usize::MAX
        } else if chosen.is_empty() {
            IN_FULL
        } else {
            CHOSEN_IN_FULL
        };
        for (index, recommendation) in first.iter().take(in_full).enumerate() {
            if index > 0 {
                page.gap();
            }
            let number = if chosen.is_empty() { rank(recommendation) } else { index + 1 };
            self.recommendation(page, number, recommendation);
        }
        let briefly: Vec<&Recommendation> = first.into_iter().skip(in_full).chain(rest).collect();
        if briefly.is_empty() {
            return;
        }
        page.heading("Also recommended");
        let lines = if self.all { usize::MAX } else { IN_BRIEF };
        for recommendation in briefly.iter().take(lines) {
            let id = recommendation.action.as_str();
            let effort = effort(recommendation.effort_low, recommendation.effort_high, page);
            page.item(&format!("{} ({}, {effort})", self.words.action(id), self.gain(recommendation)));
        }
        if let Some(more) = briefly.len().checked_sub(lines).filter(|more| *more > 0) {
            page.below(&format!("and {more} more: --all shows every one"), QUIET);
        }
    }

    fn gain(&self, recommendation: &Recommendation) -> String {
        if recommendation.gain.abs() <= digirights::TOLERANCE {
            return "no gain by itself".to_owned();
        }
        format!("{} for the whole", change(self.unit.scale(recommendation.gain)))
    }

    fn recommendation(&self, page: &mut Page, rank: usize, recommendation: &Recommendation) {
        let action = recommendation.action.as_str();
        page.paragraph(&format!("{rank:>4}. "), &action_with_id(self.words, action), STRONG);
        let mut facts = vec![
            self.gain(recommendation),
            effort(recommendation.effort_low, recommendation.effort_high, page),
        ];
        facts.extend(recommendation.owner.as_ref().map(|owner| self.words.role(owner.as_str()).to_owned()));
        facts.push(horizon(recommendation.horizon));
        let below = |page: &mut Page, text: &str, style: Style| page.paragraph("      ", text, style);
        below(page, &facts.join(&format!(" {} ", page.marks.dot)), ACCENT);
        if let Some(level) =
            recommendation.level_after.as_ref().filter(|level| self.document.level.as_ref() != Some(*level))
        {
            below(
                page,
                &format!("Leads by itself to {}.", self.words.level(self.root, level.as_str())),
                GOOD,
            );
        }
        let text = self.words.action_text(action);
        if let Some(what) = text.and_then(|text| text.what.as_ref()) {
            below(page, what, Style::new());
        }
        if let Some(why) = text.and_then(|text| text.why.as_ref()) {
            below(page, &format!("Why: {why}"), Style::new());
        }
        if let Some(first) = text.and_then(|text| text.first_step.as_ref()) {
            below(page, &format!("First step: {first}"), Style::new());
        }
        if recommendation.only_prerequisite {
            below(page, "Needed by others; whether it is done is not known.", QUIET);
        }
        let named = if self.all { usize::MAX } else { NAMED };
        for reason in recommendation.reasons.iter().take(named) {
            below(page, &format!("Because: {}", self.words.question(reason.question.as_str())), QUIET);
            page.paragraph("        ", &self.reason(reason, page), QUIET);
        }
        match recommendation.reasons.len().saturating_sub(named) {
            0 => {}
            1 => below(page, "and 1 more answer", QUIET),
            more => below(page, &format!("and {more} more answers"), QUIET),
        }
        if !recommendation.requires.is_empty() {
            let before: Vec<&str> =
                recommendation.requires.iter().map(|id| self.words.action(id.as_str())).collect();
            below(page, &format!("After: {}", before.join("; ")), QUIET);
        }
        for practice in recommendation.practices.iter().take(NAMED) {
            below(page, &format!("Seen in {}: {}", practice.city, practice.source), QUIET);
        }
    }

    fn reason(&self, reason: &Reason, page: &Page) -> String {
        let id = reason.question.as_str();
        let now = match &reason.answer {
            Some(answer) if reason.state == QuestionState::Answered => {
                page.quoted(&self.words.value(id, answer))
            }
            _ => self.words.state(reason.state),
        };
        let becomes = page.quoted(&self.words.value(id, &reason.becomes));
        format!("{now} {} {becomes}", page.marks.arrow)
    }

    fn roadmap(&self, page: &mut Page) {
        page.heading("Roadmap");
        for stretch in &self.document.roadmap.stretches {
            let months = format!("{} to {} months", stretch.from_month, stretch.to_month);
            if stretch.actions.is_empty() {
                page.paragraph("  ", &format!("{months}: nothing"), QUIET);
                continue;
            }
            let after = self.standing(
                stretch.score_after,
                stretch.low_after.zip(stretch.high_after),
                stretch.level_after.as_ref(),
                page,
            );
            let work = effort(stretch.effort_low, stretch.effort_high, page);
            page.paragraph("  ", &format!("{months}: {work}, then {after}"), STRONG);
            for action in &stretch.actions {
                page.item(self.words.action(action.as_str()));
            }
        }
        if !self.document.roadmap.later.is_empty() {
            page.paragraph("  ", "Later, as there is no room before", STRONG);
            for action in &self.document.roadmap.later {
                page.item(self.words.action(action.as_str()));
            }
        }
    }
}

fn effort(low: f64, high: f64, page: &Page) -> String {
    let (low, high) = (number(low), number(high));
    if low == high {
        format!("{low} person-days")
    } else {
        format!("{low}{}{high} person-days", page.marks.dash)
    }
}

fn horizon(horizon: Horizon) -> String {
    let (from, to) = horizon.months();
    if from == 0 { "can start now".to_owned() } else { format!("earliest in months {from} to {to}") }
}

/// `1 action`, `2 actions`.
pub fn plural(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
