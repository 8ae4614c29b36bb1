// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Random questionnaires and answers, valid by `FORMAT.md`, decided by a [`Tape`].
#![expect(
    clippy::indexing_slicing,
    reason = "a key of a JSON object is set by its index, and none is missing"
)]

mod answers;
mod conditions;
mod kinds;
mod tree;

use serde_json::{Value, json};

pub use answers::{Mix, answer, answers, document, fill, is_open};
use tree::Builder;

use crate::tape::Tape;

/// Every rule.
pub const RULES: &[&str] =
    &["weighted_mean", "sum", "minimum", "maximum", "harmonic_mean", "geometric_mean", "power_mean"];
/// The rules that give back what all inputs have in common.
pub const MEANS: &[&str] =
    &["weighted_mean", "minimum", "maximum", "harmonic_mean", "geometric_mean", "power_mean"];
/// Every kind of answer that can score.
pub const KINDS: &[&str] = &["choice", "yes_no", "share", "several", "number", "date"];

/// What a random questionnaire may hold.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent wish")]
pub struct Wishes {
    /// Rules of nodes.
    pub rules: &'static [&'static str],
    /// Kinds of answer.
    pub kinds: &'static [&'static str],
    /// Depth of nodes below the root.
    pub depth: usize,
    /// Conditions and gates.
    pub conditions: bool,
    /// Adjustments of nodes and questions.
    pub adjustments: bool,
    /// Minimum availability.
    pub availability: bool,
    /// Policies other than the defaults.
    pub policies: bool,
    /// Points, below zero where that is allowed.
    pub points: bool,
    /// Options and bands that count as a state.
    pub counts_as: bool,
    /// Questions that are not scored.
    pub unscored: bool,
    /// Whether questions may allow not-applicable.
    pub not_applicable: bool,
    /// Nodes over leaves or over a kind.
    pub over: bool,
}

impl Wishes {
    /// All that the format has.
    pub const EVERYTHING: Self = Self {
        rules: RULES,
        kinds: KINDS,
        depth: 3,
        conditions: true,
        adjustments: true,
        availability: true,
        policies: true,
        points: true,
        counts_as: true,
        unscored: true,
        not_applicable: true,
        over: true,
    };
    /// Rules, kinds and policies; every score follows from the answers below alone.
    pub const UNCONDITIONAL: Self =
        Self { conditions: false, adjustments: false, availability: false, ..Self::EVERYTHING };
}

/// A random bundled questionnaire without texts.
#[must_use]
pub fn questionnaire(tape: &mut Tape, wishes: &Wishes) -> Value {
    let mut builder = Builder::new(tape, wishes);
    let root = builder.root();
    let (lenses, profiles) = (builder.lenses(&root), builder.profiles());
    let mut whole = json!({"format": "1.0", "id": "random", "version": "1.0.0", "root": root});
    let mut set = |key: &str, value: Value| {
        if let Some(members) = whole.as_object_mut() {
            members.insert(key.to_owned(), value);
        }
    };
    if builder.uses_scale {
        set("scales", kinds::scales());
    }
    if builder.uses_levels {
        set("level_sets", builder.level_sets());
    }
    set("lenses", lenses);
    set("profiles", profiles);
    if wishes.policies && builder.tape.chance(50) {
        set("policies", builder.policies());
    }
    whole
}

/// Calls `visit` with every question of a questionnaire, in order.
pub fn each_question<'a>(questionnaire: &'a Value, visit: &mut impl FnMut(&'a Value)) {
    below(&questionnaire["root"], visit);
}

fn below<'a>(node: &'a Value, visit: &mut impl FnMut(&'a Value)) {
    for child in node["children"].as_array().into_iter().flatten() {
        if child.get("answer").is_some() { visit(child) } else { below(child, visit) }
    }
}

/// Calls `change` with every node, what is below it first.
pub fn each_node(node: &mut Value, change: &mut impl FnMut(&mut Value)) {
    for child in node["children"].as_array_mut().into_iter().flatten() {
        if child.get("children").is_some() {
            each_node(child, change);
        }
    }
    change(node);
}

/// Whether answers to a question can score.
#[must_use]
pub fn is_scored(question: &Value) -> bool {
    let answer = &question["answer"];
    match answer["kind"].as_str() {
        Some("text") => false,
        Some("number") => answer.get("bands").is_some() || answer.get("curve").is_some(),
        Some("date") => answer.get("bands").is_some(),
        _ => true,
    }
}

/// The weight of a node or question.
#[must_use]
pub fn weight(item: &Value) -> f64 {
    item["weight"].as_f64().unwrap_or(1.0)
}
