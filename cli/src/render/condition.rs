// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a condition asks for, in words.

use digirights::questionnaire::{Condition, Every, Interval, Scalar, TestedState};
use digirights_reporting::Words;

use super::numbers::number;
use super::page::Page;

/// Says what must hold. `node` is the node whose level the condition guards.
pub fn describe(condition: &Condition, node: &str, words: &Words<'_>, page: &Page) -> String {
    let mut parts = Vec::new();
    let say = |conditions: &[Condition], between: &str| {
        let parts: Vec<String> =
            conditions.iter().map(|condition| describe(condition, node, words, page)).collect();
        parts.join(between)
    };
    parts.extend(condition.all.as_ref().map(|all| say(all, ", and ")));
    parts.extend(condition.any.as_ref().map(|any| say(any, ", or ")));
    parts.extend(
        condition.not.as_ref().map(|not| format!("it is not so that {}", describe(not, node, words, page))),
    );
    if let Some(some) = &condition.at_least_of {
        parts.push(format!("at least {} of these hold: {}", some.count, say(&some.of, "; ")));
    }
    if let Some(question) = &condition.question {
        let subject = page.quoted(words.question(question.as_str()));
        parts.extend(
            of_question(condition, question.as_str(), words, page).map(|says| format!("{subject} {says}")),
        );
    }
    if let Some(other) = &condition.node {
        let subject = words.node(other.as_str());
        parts.extend(
            of_scores(condition, other.as_str(), words, page).map(|says| format!("{subject} {says}")),
        );
    }
    if let Some(every) = condition.every {
        let subject = match every {
            Every::Child => "each of its parts",
            Every::Essential => "each essential question",
        };
        parts.extend(of_scores(condition, node, words, page).map(|says| format!("{subject} {says}")));
    }
    if let Some(field) = condition.context {
        let says = of_values(condition, scalar).join(" and ");
        parts.push(format!("the city's {} {says}", field.as_str().replace('_', " ")));
    }
    if let (Some(action), Some(fires)) = (&condition.action, condition.fires) {
        let says = if fires { "is recommended" } else { "is not recommended" };
        parts.push(format!("{} {says}", page.quoted(words.action(action.as_str()))));
    }
    parts.join(", and ")
}

fn of_question(condition: &Condition, question: &str, words: &Words<'_>, page: &Page) -> Option<String> {
    let value = |value: &Scalar| match value {
        Scalar::Text(text) => page.quoted(&words.option(question, text)),
        Scalar::Truth(truth) => page.quoted(&words.option(question, if *truth { "yes" } else { "no" })),
        Scalar::Number(number) => number.to_string(),
    };
    let mut says = of_values(condition, value);
    says.extend(condition.state.map(|state| {
        let state = match state {
            TestedState::Answered => "answered",
            TestedState::NotApplicable => "not applicable",
            TestedState::DontKnow => "not known",
            TestedState::Unanswered => "not answered",
            TestedState::NotShown => "not asked",
        };
        format!("is {state}")
    }));
    says.extend(of_scores(condition, question, words, page));
    (!says.is_empty()).then(|| says.join(" and "))
}

fn of_values(condition: &Condition, value: impl Fn(&Scalar) -> String) -> Vec<String> {
    let mut says = Vec::new();
    let mut add = |verb: &str, given: &Option<Scalar>| {
        says.extend(given.as_ref().map(|given| format!("{verb} {}", value(given))));
    };
    add("is", &condition.is);
    add("includes", &condition.includes);
    add("is at least", &condition.at_least);
    add("is above", &condition.above);
    add("is at most", &condition.at_most);
    add("is below", &condition.below);
    if let Some(some) = &condition.is_one_of {
        let some: Vec<String> = some.iter().map(value).collect();
        says.push(format!("is {}", some.join(" or ")));
    }
    says
}

fn of_scores(condition: &Condition, node: &str, words: &Words<'_>, page: &Page) -> Option<String> {
    let mut says = Vec::new();
    says.extend(condition.share.and_then(|share| compare(share, 100.0, " of 100")));
    says.extend(condition.score.and_then(|score| compare(score, 1.0, "")));
    says.extend(
        condition
            .reaches
            .as_ref()
            .map(|level| format!("reaches {}", page.quoted(words.level(node, level.as_str())))),
    );
    (!says.is_empty()).then(|| says.join(" and "))
}

fn compare(comparison: Interval, scale: f64, unit: &str) -> Option<String> {
    let bounds = [
        ("at least", comparison.at_least),
        ("more than", comparison.above),
        ("at most", comparison.at_most),
        ("less than", comparison.below),
    ];
    let says: Vec<String> = bounds
        .into_iter()
        .filter_map(|(verb, bound)| Some(format!("{verb} {}{unit}", number(bound?.get() * scale))))
        .collect();
    (!says.is_empty()).then(|| format!("scores {}", says.join(" and ")))
}

fn scalar(value: &Scalar) -> String {
    match value {
        Scalar::Text(text) => text.clone(),
        Scalar::Truth(truth) => truth.to_string(),
        Scalar::Number(number) => number.to_string(),
    }
}
