// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Random conditions on what comes before, and level sets with gates.

use serde_json::{Value, json};

use super::is_scored;
use super::tree::Builder;

impl Builder<'_> {
    pub(super) fn condition_sometimes(&mut self, percent: usize) -> Option<Value> {
        let wanted = self.wishes.conditions && self.tape.chance(percent);
        (wanted && !self.questions.is_empty()).then(|| self.condition(2))
    }

    fn condition(&mut self, depth: usize) -> Value {
        if depth > 0 && self.tape.chance(35) {
            let parts: Vec<Value> = (0..=self.tape.pick(3)).map(|_| self.condition(depth - 1)).collect();
            return match self.tape.pick(4) {
                0 => json!({"not": parts.first()}),
                1 => json!({"all": parts}),
                2 => json!({"any": parts}),
                _ => json!({"at_least_of": {"count": 1 + self.tape.pick(parts.len()), "of": parts}}),
            };
        }
        if !self.nodes.is_empty() && self.tape.chance(25) {
            return self.of_node();
        }
        let questions = self.questions.clone();
        let question = self.tape.of(&questions);
        self.of_question(&question)
    }

    fn comparison(&mut self) -> Value {
        let key = self.tape.of(&["at_least", "above", "at_most", "below"]);
        json!({key: self.tape.of(&[0.5, 0.25, 0.7, 0.0, 1.0])})
    }

    fn of_node(&mut self) -> Value {
        let nodes = self.nodes.clone();
        let node = self.tape.of(&nodes);
        match self.tape.pick(3) {
            1 => json!({"node": node, "score": self.comparison()}),
            2 if self.uses_levels => json!({"node": node, "reaches": self.tape.of(&["mid", "low", "top"])}),
            _ => json!({"node": node, "share": self.comparison()}),
        }
    }

    fn of_question(&mut self, question: &Value) -> Value {
        let (id, answer) = (&question["id"], &question["answer"]);
        if self.tape.chance(30) {
            let states = ["answered", "unanswered", "dont_know", "not_applicable", "not_shown"];
            return json!({"question": id, "state": self.tape.of(&states)});
        }
        if is_scored(question) && self.tape.chance(30) {
            return json!({"question": id, "share": self.comparison()});
        }
        let ordered = self.tape.of(&["is", "at_least", "above", "at_most", "below"]);
        let list = |items: &Value| items.as_array().cloned().unwrap_or_default();
        match answer["kind"].as_str() {
            Some("choice") => {
                let ids: Vec<Value> = match list(&answer["options"]) {
                    own if own.is_empty() => ["a", "b", "c", "d"].map(Value::from).to_vec(),
                    own => own.iter().map(|option| option["id"].clone()).collect(),
                };
                if self.tape.chance(25) {
                    return json!({"question": id, "is_one_of": [self.tape.of(&ids), self.tape.of(&ids)]});
                }
                let test = if answer["order"] == "nominal" { "is" } else { ordered };
                json!({"question": id, test: self.tape.of(&ids)})
            }
            Some("yes_no") => json!({"question": id, ordered: self.tape.of(&["yes", "no"])}),
            Some("several") => {
                let ids: Vec<Value> =
                    list(&answer["options"]).iter().map(|option| option["id"].clone()).collect();
                json!({"question": id, "includes": self.tape.of(&ids)})
            }
            Some("number") => json!({"question": id, ordered: self.tape.of(&[10.0, 50.0, 0.0, 100.0])}),
            Some("share") => json!({"question": id, ordered: self.tape.of(&[0.5, 0.1, 1.0])}),
            Some("date") => json!({"question": id, ordered: self.tape.of(&["2024-02-29", "2020-01-01"])}),
            _ => json!({"question": id, "state": "answered"}),
        }
    }

    pub(super) fn level_sets(&mut self) -> Value {
        let levels: Vec<Value> = [("low", None), ("mid", Some(0.4)), ("top", Some(0.8))]
            .into_iter()
            .map(|(id, from)| {
                let mut level = json!({"id": id});
                if let Some(from) = from {
                    level["from"] = from.into();
                }
                if self.wishes.conditions && id != "low" && self.tape.chance(50) {
                    level["requires"] = json!([self.gate()]);
                }
                level
            })
            .collect();
        let (measure, edge) = (self.tape.of(&["share", "score"]), self.tape.of(&["included", "excluded"]));
        json!({"ladder": {"measure": measure, "edge": edge, "levels": levels}})
    }

    fn gate(&mut self) -> Value {
        match self.tape.pick(5) {
            0 => json!({"every": "child", "share": self.comparison()}),
            1 => json!({"every": "essential", "share": self.comparison()}),
            2 => json!({"every": "child", "reaches": self.tape.of(&["low", "mid"])}),
            _ => self.condition(1),
        }
    }
}
