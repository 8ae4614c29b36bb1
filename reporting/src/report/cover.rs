// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What stands on the cover, and what a whole document is called.

use std::collections::BTreeSet;

use crate::document::{Document, Fact, Labels, Section, Text};
use crate::figure::day;
use crate::subject::Subject;

/// A document with the cover that all reports have.
pub(super) fn document(
    subject: &Subject<'_>,
    title: String,
    facts: Vec<Fact>,
    has_contents: bool,
    sections: Vec<Section>,
) -> Document {
    let words = subject.words;
    let date = subject.date().map(day);
    let subtitle = match date {
        Some(date) => words.say("cover.city_date", &[("city", &subject.city()), ("date", &date)]),
        None => subject.city(),
    };
    Document {
        language: words.language().to_owned(),
        rtl: words.is_rtl(),
        footer: words.say("cover.footer", &[("city", &subject.city()), ("title", words.title())]),
        title,
        subtitle,
        facts,
        contents: if has_contents { words.say("cover.contents", &[]) } else { String::new() },
        sections,
        page: words.say("cover.page", &[]),
        labels: Labels {
            figure: words.say("label.figure", &[]),
            table: words.say("label.table", &[]),
            data: words.say("label.data", &[]),
        },
    }
}

/// Scope, completeness, who answered.
pub(super) fn facts(subject: &Subject<'_>) -> Vec<Fact> {
    let words = subject.words;
    let mut facts = Vec::new();
    let mut add = |key: &str, value: String| {
        facts.push(Fact { name: words.say(key, &[]), value: Text::plain(value) });
    };
    add("cover.questionnaire", words.title().to_owned());
    let scope = subject.result.profile.as_ref().map(|profile| words.profile(profile.as_str()).to_owned());
    add("cover.scope", scope.unwrap_or_else(|| words.say("cover.scope.whole", &[])));
    add("cover.answered", answered(subject));
    add(
        "cover.evidence",
        words.say("cover.evidence.share", &[("share", &words.percent(subject.card.root().evidence()))]),
    );
    let roles = roles(subject);
    if !roles.is_empty() {
        add("cover.roles", roles.join(", "));
    }
    add("cover.status", words.say("cover.status.self", &[]));
    facts
}

/// `109 of 110 questions (99%)`.
pub(super) fn answered(subject: &Subject<'_>) -> String {
    let words = subject.words;
    let root = subject.card.root();
    let (answered, asked) = root.answered_of_asked();
    let share = words.percent(root.completeness());
    words.count("answered_of", asked, &[("answered", &words.whole(answered)), ("share", &share)])
}

/// Who answered: roles, each once, in the order of their names.
fn roles(subject: &Subject<'_>) -> Vec<String> {
    let given = subject.card.answers().document();
    let of_answers = given.answers.values().flat_map(|answer| {
        answer.role.iter().chain(answer.also.iter().filter_map(|other| other.role.as_ref()))
    });
    let roles: BTreeSet<&str> =
        given.role.iter().chain(of_answers).map(|role| subject.words.role(role)).collect();
    roles.into_iter().map(str::to_owned).collect()
}
