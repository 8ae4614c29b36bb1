// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a form asks about the city itself.

use std::collections::BTreeSet;

use super::lists::Lists;
use super::sheets::Row;
use super::tongues::{Tongue, each};
use crate::forms::holds::About;
use crate::forms::names::{Named, Names};
use crate::forms::words::{Words, first};
use crate::questionnaire::{Condition, ContextField, Definition};

/// A group with the questions about the city: its name, the day, its country and inhabitants, and what
/// the conditions of actions look at.
pub(super) fn rows(
    definition: &Definition,
    names: &Names,
    tongues: &[Tongue<'_>],
    lists: &mut Lists,
    rows: &mut Vec<Row>,
) {
    let wanted = wanted(definition);
    let label = |word: fn(&'static Words) -> &'static str| {
        each(tongues, "", |tongue| Some(word(tongue.words).to_owned()))
    };
    rows.push(Row {
        kind: "begin_group".to_owned(),
        name: names.get(&Named::City).to_owned(),
        labels: label(|words| words.about),
        ..Row::default()
    });
    for about in About::ALL {
        let always = matches!(about, About::City | About::Date | About::Country | About::Population);
        if !always && !wanted.contains(about) {
            continue;
        }
        let mut row = Row {
            kind: "text".to_owned(),
            name: names.get(&Named::About(*about)).to_owned(),
            required: "no",
            ..Row::default()
        };
        match about {
            About::City => row.labels = label(|words| first(words.city)),
            About::Date => {
                "date".clone_into(&mut row.kind);
                row.labels = label(|words| first(words.date));
            }
            About::Population => {
                "integer".clone_into(&mut row.kind);
                row.labels = label(|words| first(words.population));
                ". >= 0".clone_into(&mut row.constraint);
                row.messages = each(tongues, "", |tongue| Some(tongue.words.at_least.replace("{}", "0")));
            }
            About::Country => {
                row.labels = label(|words| first(words.country));
                row.hints = label(|words| words.two_letters);
                "regex(., '^[A-Za-z][A-Za-z]$')".clone_into(&mut row.constraint);
                row.messages = label(|words| words.two_letters);
            }
            About::IncomeClass => {
                row.kind = format!("select_one {}", lists.of_incomes(tongues));
                row.labels = label(|words| first(words.income_class));
            }
            About::Region => row.labels = label(|words| first(words.region)),
            About::Languages => row.labels = label(|words| first(words.languages)),
            About::Membership => row.labels = label(|words| first(words.membership)),
            About::Role => continue,
        }
        rows.push(row);
    }
    rows.push(Row { kind: "end_group".to_owned(), ..Row::default() });
}

/// What the conditions of actions look at.
fn wanted(definition: &Definition) -> BTreeSet<About> {
    let mut wanted = BTreeSet::new();
    for condition in definition.actions.iter().filter_map(|action| action.when.as_ref()) {
        fields(condition, &mut wanted);
    }
    wanted
}

fn fields(condition: &Condition, wanted: &mut BTreeSet<About>) {
    wanted.extend(condition.context.map(|field| match field {
        ContextField::Population => About::Population,
        ContextField::Country => About::Country,
        ContextField::Region => About::Region,
        ContextField::IncomeClass => About::IncomeClass,
        ContextField::Languages => About::Languages,
        ContextField::Membership => About::Membership,
    }));
    let parts = condition.all.iter().chain(&condition.any).flatten();
    let parts = parts.chain(condition.at_least_of.iter().flat_map(|some| &some.of));
    for part in parts.chain(condition.not.as_deref()) {
        fields(part, wanted);
    }
}
