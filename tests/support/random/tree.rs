// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Random nodes and questions.

use serde_json::{Value, json};

use super::{Wishes, is_scored, weight};
use crate::tape::Tape;

const WEIGHTS: [f64; 8] = [1.0, 1.0, 2.0, 3.0, 0.5, 0.1, 1.7, 0.0];
const MAXIMA: [f64; 5] = [2.0, 5.0, 10.0, 100.0, 0.5];

/// Builds one questionnaire.
pub(super) struct Builder<'a> {
    pub(super) tape: &'a mut Tape,
    pub(super) wishes: &'a Wishes,
    pub(super) uses_scale: bool,
    pub(super) uses_levels: bool,
    /// Questions and nodes that are complete: what conditions may look at without a circle.
    pub(super) questions: Vec<Value>,
    pub(super) nodes: Vec<String>,
    count: usize,
    has_profile: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(tape: &'a mut Tape, wishes: &'a Wishes) -> Self {
        let (uses_levels, has_profile) = (tape.chance(60), tape.chance(15));
        let (questions, nodes) = (Vec::new(), Vec::new());
        Self { tape, wishes, uses_scale: false, uses_levels, questions, nodes, count: 0, has_profile }
    }

    fn id(&mut self, letter: char) -> String {
        self.count += 1;
        format!("{letter}{}", self.count)
    }

    pub(super) fn root(&mut self) -> Value {
        let mut root = self.node(self.wishes.depth, true);
        if self.uses_levels {
            root["levels"] = "ladder".into();
        }
        root
    }

    /// A node with at least one scored question of weight above 0 below it. `sums`: all nodes above
    /// are sums, so that points below zero are allowed.
    fn node(&mut self, depth: usize, sums: bool) -> Value {
        let mut node = json!({"id": self.id('n')});
        let rule = self.tape.of(self.wishes.rules);
        let show = self.condition_sometimes(10);
        let sums = sums && rule == "sum";
        let mut children: Vec<Value> = Vec::new();
        for index in 0..=self.tape.pick(4) {
            let child = if depth > 0 && self.tape.chance(35) {
                self.node(depth - 1, sums)
            } else if index > 0 && self.wishes.unscored && self.tape.chance(6) {
                self.silent()
            } else {
                let scored = index == 0 || !(self.wishes.unscored && self.tape.chance(8));
                self.question(sums, scored)
            };
            children.push(child);
        }
        if !children.iter().any(|child| counts(child) && weight(child) > 0.0)
            && let Some(first) = children.first_mut()
        {
            first["weight"] = 1.into();
        }
        node["children"] = children.into();
        node["weight"] = self.tape.of(&WEIGHTS).into();
        if self.tape.chance(40) {
            node["kind"] = self.tape.of(&["dimension", "mechanism"]).into();
        }
        node["rule"] = rule.into();
        if rule == "power_mean" {
            node["exponent"] = self.tape.of(&[2.0, 0.5, -1.0, -2.0, 3.0]).into();
        }
        if self.wishes.over {
            self.over(&mut node);
        }
        if let Some(show) = show {
            node["show_when"] = show;
        }
        self.units(&mut node, rule);
        if self.wishes.policies && self.tape.chance(20) {
            node["policies"] = self.policies();
        }
        if self.wishes.availability && self.tape.chance(15) {
            node["minimum_availability"] = self.tape.of(&[0.5, 0.25, 0.75, 1.0]).into();
        }
        if self.tape.chance(15) {
            node["tags"] = json!({"tagged": ["t1"]});
        }
        if let Some(id) = node["id"].as_str() {
            self.nodes.push(id.to_owned());
        }
        node
    }

    /// A node below which nothing scores.
    fn silent(&mut self) -> Value {
        let mut node = json!({"id": self.id('n'), "children": [self.question(false, false)]});
        node["weight"] = self.tape.of(&WEIGHTS).into();
        if self.tape.chance(40) {
            node["kind"] = self.tape.of(&["dimension", "mechanism"]).into();
        }
        node["rule"] = self.tape.of(&["weighted_mean", "minimum", "geometric_mean"]).into();
        self.nodes.extend(node["id"].as_str().map(str::to_owned));
        node
    }

    fn over(&mut self, node: &mut Value) {
        let over = self.tape.of(&["children", "children", "children", "leaves", "dimension", "mechanism"]);
        node["over"] = over.into();
        if !inputs(node).iter().any(|input| counts(input) && weight(input) > 0.0) {
            node["over"] = "children".into();
        }
    }

    /// Maximum and adjustments.
    fn units(&mut self, node: &mut Value, rule: &str) {
        let mut adjustments = Vec::new();
        if rule == "sum" {
            let greatest: f64 = inputs(node)
                .iter()
                .filter(|input| counts(input))
                .map(|input| weight(input) * maximum(input))
                .sum();
            let greatest = greatest * (1.0 + 1e-13);
            match self.tape.pick(4) {
                1 => node["maximum"] = (greatest + 1.0).into(),
                2 if self.wishes.adjustments => {
                    node["maximum"] = (greatest * 0.5).into();
                    adjustments.push(json!({"cap": greatest * 0.5}));
                }
                _ => node["maximum"] = greatest.into(),
            }
        } else if self.tape.chance(25) {
            node["maximum"] = self.tape.of(&MAXIMA).into();
        }
        if self.wishes.adjustments && self.tape.chance(15) {
            let most = maximum(node);
            adjustments.extend(self.adjustments(most));
        }
        if !adjustments.is_empty() {
            node["adjustments"] = adjustments.into();
        }
    }

    fn adjustments(&mut self, most: f64) -> Vec<Value> {
        let count = 1 + self.tape.pick(2);
        (0..count)
            .map(|_| {
                let mut adjustment = match self.tape.pick(5) {
                    0 => json!({"multiply": self.tape.of(&[0.5, 0.9, 2.0, 0.0])}),
                    1 => json!({"add": most * self.tape.of(&[0.1, -0.1, 0.5, -0.25])}),
                    2 => json!({"cap": most * self.tape.of(&[0.5, 0.9])}),
                    3 => json!({"floor": most * self.tape.of(&[0.1, 0.5])}),
                    _ => {
                        json!({"round": {"rule": self.tape.of(&["half_up", "half_even", "half_away", "down"]),
                        "digits": self.tape.pick(3)}})
                    }
                };
                if let Some(when) = self.condition_sometimes(50) {
                    adjustment["when"] = when;
                }
                adjustment
            })
            .collect()
    }

    pub(super) fn policies(&mut self) -> Value {
        let mut policies = json!({});
        for (name, values) in [
            ("not_applicable", ["leave_out", "zero", "leave_out", "zero"]),
            ("dont_know", ["leave_out", "zero", "as_unanswered", "as_unanswered"]),
            ("unanswered", ["leave_out", "zero", "zero_unless_all", "no_score"]),
        ] {
            if self.tape.chance(60) {
                policies[name] = self.tape.of(&values).into();
            }
        }
        policies
    }

    fn question(&mut self, below_zero: bool, scored: bool) -> Value {
        let mut question = json!({"id": self.id('q'), "answer": self.answer(below_zero, scored)});
        question["weight"] = self.tape.of(&WEIGHTS).into();
        if self.wishes.not_applicable {
            question["not_applicable"] = self.tape.of(&["forbidden", "allowed", "with_reason"]).into();
        }
        if let Some(show) = self.condition_sometimes(20) {
            question["show_when"] = show;
        }
        if self.has_profile && scored && self.tape.chance(60) {
            question["profiles"] = json!(["part"]);
        }
        if scored {
            if !uses_points(&question["answer"]) && self.tape.chance(20) {
                question["maximum"] = self.tape.of(&MAXIMA).into();
            }
            if self.tape.chance(15) {
                question["reversed"] = true.into();
            }
            if self.wishes.adjustments && self.tape.chance(8) {
                let most = maximum(&question);
                question["adjustments"] = self.adjustments(most).into();
            }
            if question.get("show_when").is_none() && self.tape.chance(30) {
                question["essential"] = true.into();
            }
            if self.tape.chance(20) {
                question["tags"] = json!({"tagged": ["t2"]});
            }
        }
        self.questions.push(question.clone());
        question
    }

    pub(super) fn lenses(&mut self, root: &Value) -> Value {
        let mut lenses = Vec::new();
        let mut tags = Vec::new();
        tagged(root, &mut tags);
        if !tags.is_empty() {
            tags.sort();
            tags.dedup();
            let members: Vec<Value> = ["t1", "t2"]
                .iter()
                .filter(|tag| tagged_any(root, tag))
                .map(|tag| json!({"id": tag}))
                .collect();
            lenses.push(json!({"id": "tagged", "members": members}));
        }
        let mut items: Vec<String> = self.nodes.clone();
        items.extend(
            self.questions.iter().filter(|q| is_scored(q)).filter_map(|q| Some(q["id"].as_str()?.to_owned())),
        );
        let mut weights = json!({});
        for _ in 0..self.tape.pick(4) {
            weights[self.tape.of(&items)] = self.tape.of(&[1.0, 2.0, 0.5]).into();
        }
        if weights.as_object().is_some_and(|weights| !weights.is_empty()) {
            lenses.push(json!({"id": "weighted", "members": [{"id": "m1", "weights": weights}]}));
        }
        lenses.into()
    }

    pub(super) fn profiles(&self) -> Value {
        let belongs = |question: &Value| question.get("profiles").is_some() && is_scored(question);
        if self.questions.iter().any(belongs) { json!([{"id": "part"}]) } else { json!([]) }
    }
}

/// Tags of every item.
fn tagged(item: &Value, found: &mut Vec<String>) {
    for members in item["tags"].as_object().into_iter().flat_map(|tags| tags.values()) {
        found.extend(
            members.as_array().into_iter().flatten().filter_map(|tag| Some(tag.as_str()?.to_owned())),
        );
    }
    for child in item["children"].as_array().into_iter().flatten() {
        tagged(child, found);
    }
}

fn tagged_any(root: &Value, tag: &str) -> bool {
    let mut found = Vec::new();
    tagged(root, &mut found);
    found.iter().any(|other| other == tag)
}

/// Whether an item can score.
fn counts(item: &Value) -> bool {
    if is_node(item) { inputs_over(item, "leaves").into_iter().any(is_scored) } else { is_scored(item) }
}

/// What a node's score is made from.
fn inputs(node: &Value) -> Vec<&Value> {
    let children = node["children"].as_array().into_iter().flatten();
    match node["over"].as_str() {
        None | Some("children") => children.collect(),
        Some("leaves") => {
            let below = |child| if is_node(child) { inputs_over(child, "leaves") } else { vec![child] };
            children.flat_map(below).collect()
        }
        Some(kind) => inputs_over(node, kind),
    }
}

fn is_node(item: &Value) -> bool {
    item.get("children").is_some()
}

fn inputs_over<'a>(node: &'a Value, over: &str) -> Vec<&'a Value> {
    let mut found = Vec::new();
    for child in node["children"].as_array().into_iter().flatten() {
        match (over, is_node(child)) {
            ("leaves", true) => found.extend(inputs_over(child, over)),
            ("leaves", false) => found.push(child),
            (kind, true) if child["kind"] == kind => found.push(child),
            (_, true) => found.extend(inputs_over(child, over)),
            (_, false) => {}
        }
    }
    found
}

fn uses_points(answer: &Value) -> bool {
    let lists = [&answer["options"], &answer["bands"]];
    let listed =
        lists.into_iter().filter_map(Value::as_array).flatten().any(|item| item.get("points").is_some());
    listed || answer.get("points").is_some()
}

/// The maximum of a node or question, not below what the engine works out (points are not below
/// zero at the top of any scale made here).
pub(super) fn maximum(item: &Value) -> f64 {
    if let Some(maximum) = item["maximum"].as_f64() {
        return maximum;
    }
    let answer = &item["answer"];
    if is_node(item) || !uses_points(answer) {
        return 1.0;
    }
    let points = |item: &Value| item["points"].as_f64().unwrap_or(0.0);
    if answer["kind"] == "yes_no" {
        return 11.0;
    }
    let listed: Vec<f64> = [&answer["options"], &answer["bands"]]
        .into_iter()
        .filter_map(Value::as_array)
        .flatten()
        .map(points)
        .collect();
    let (sum, most) = listed.iter().fold((0.0, 0.0_f64), |(sum, most), p| (sum + p.max(0.0), most.max(*p)));
    let greatest = if answer["kind"] == "several" && answer["combine"] == "sum" { sum } else { most };
    // Where the highest points are not above 0, the maximum is 1.
    answer["cap"].as_f64().map_or(greatest, |cap| greatest.min(cap)).max(if greatest > 0.0 {
        0.0
    } else {
        1.0
    })
}
