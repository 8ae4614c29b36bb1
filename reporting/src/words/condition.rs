// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the condition of a level asks for, in words. It looks at questions and nodes: the city's context and
//! other actions stand in the conditions of actions alone.

use digirights::questionnaire::{Condition, Every, Interval, Scalar};

use super::Words;

impl Words<'_> {
    /// What must hold, as the end of a sentence: `each of its parts scores at least 30 of 100`. `node` is the
    /// node whose level the condition guards.
    #[must_use]
    pub fn condition(&self, condition: &Condition, node: &str) -> String {
        let of = |conditions: &[Condition], between: &str| {
            self.joined(between, conditions.iter().map(|condition| self.condition(condition, node)).collect())
        };
        let mut parts = Vec::new();
        parts.extend(condition.all.as_ref().map(|all| of(all, "condition.all")));
        parts.extend(condition.any.as_ref().map(|any| of(any, "condition.any")));
        parts.extend(condition.not.as_ref().map(|not| {
            let condition = self.condition(not, node);
            self.say("condition.not", &[("condition", &condition)])
        }));
        if let Some(some) = &condition.at_least_of {
            let conditions = of(&some.of, "condition.list");
            let count = usize::try_from(some.count).unwrap_or(usize::MAX);
            parts.push(self.count("condition.some", count, &[("conditions", &conditions)]));
        }
        if let Some(question) = &condition.question {
            let id = question.as_str();
            let says = self.of_question(condition, id);
            parts.extend(self.about("condition.question", ("question", self.question(id)), says));
        }
        if let Some(other) = &condition.node {
            let id = other.as_str();
            parts.extend(self.about(
                "condition.node",
                ("node", self.node(id)),
                self.of_scores(condition, id),
            ));
        }
        if let Some(every) = condition.every {
            let key = match every {
                Every::Child => "condition.every_child",
                Every::Essential => "condition.every_essential",
            };
            parts.extend(self.about(key, ("node", self.node(node)), self.of_scores(condition, node)));
        }
        self.joined("condition.all", parts)
    }

    /// A subject with all that is said of it; nothing where nothing is.
    fn about(&self, key: &str, subject: (&str, &str), says: Vec<String>) -> Option<String> {
        if says.is_empty() {
            return None;
        }
        let says = self.joined("condition.both", says);
        Some(self.say(key, &[subject, ("says", &says)]))
    }

    /// Parts put together two by two, as the language does it.
    fn joined(&self, key: &str, parts: Vec<String>) -> String {
        let together =
            |first: String, second: String| self.say(key, &[("first", &first), ("second", &second)]);
        parts.into_iter().reduce(together).unwrap_or_default()
    }

    fn of_question(&self, condition: &Condition, question: &str) -> Vec<String> {
        let option = |id: &str| self.say("condition.option", &[("option", &self.option(question, id))]);
        let value = |value: &Scalar| match value {
            Scalar::Text(text) => option(text),
            Scalar::Truth(truth) => option(if *truth { "yes" } else { "no" }),
            Scalar::Number(_) => self.scalar(value),
        };
        let mut says = self.of_values(condition, value);
        says.extend(condition.state.map(|state| {
            let state = self.say(&format!("state.{state}"), &[]);
            self.say("condition.is", &[("value", &state)])
        }));
        says.extend(self.of_scores(condition, question));
        says
    }

    fn of_values(&self, condition: &Condition, value: impl Fn(&Scalar) -> String) -> Vec<String> {
        let compared = [
            ("condition.is", &condition.is),
            ("condition.includes", &condition.includes),
            ("condition.is_at_least", &condition.at_least),
            ("condition.is_above", &condition.above),
            ("condition.is_at_most", &condition.at_most),
            ("condition.is_below", &condition.below),
        ];
        let compared = compared.into_iter().filter_map(|(key, given)| {
            given.as_ref().map(|given| self.say(key, &[("value", &value(given))]))
        });
        let mut says: Vec<String> = compared.collect();
        if let Some(some) = &condition.is_one_of {
            let either = self.joined("condition.either", some.iter().map(value).collect());
            says.push(self.say("condition.is", &[("value", &either)]));
        }
        says
    }

    /// Of a question or a node: its score as a share or in its own units, and its level.
    fn of_scores(&self, condition: &Condition, item: &str) -> Vec<String> {
        let share = |number: f64| {
            let (number, full) = (self.number(number * 100.0), self.number(100.0));
            self.say("number.of", &[("number", &number), ("full", &full)])
        };
        let mut says: Vec<String> = Vec::new();
        says.extend(condition.share.into_iter().flat_map(|asked| self.scores(asked, share)));
        says.extend(
            condition.score.into_iter().flat_map(|asked| self.scores(asked, |score| self.number(score))),
        );
        says.extend(
            condition
                .reaches
                .as_ref()
                .map(|level| self.say("condition.reaches", &[("level", self.level(item, level.as_str()))])),
        );
        says
    }

    fn scores(&self, asked: Interval, number: impl Fn(f64) -> String) -> Vec<String> {
        let ends = [
            ("condition.scores_at_least", asked.at_least),
            ("condition.scores_above", asked.above),
            ("condition.scores_at_most", asked.at_most),
            ("condition.scores_below", asked.below),
        ];
        let said = |(key, end): (&str, Option<digirights::Number>)| {
            Some(self.say(key, &[("number", &number(end?.get()))]))
        };
        ends.into_iter().filter_map(said).collect()
    }

    fn scalar(&self, value: &Scalar) -> String {
        match value {
            Scalar::Text(text) => text.clone(),
            Scalar::Truth(truth) => self.say(if *truth { "option.yes" } else { "option.no" }, &[]),
            Scalar::Number(number) => self.numbers.exact(&number.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use digirights::Questionnaire;

    use super::Words;

    #[test]
    fn every_kind_of_condition_says_what_it_asks_for() {
        let text = r#"{"format": "1.0", "id": "gates", "version": "1.0.0",
            "level_sets": {"plain": {"levels": [{"id": "high", "from": 0.5}]}, "steps": {"levels": [{"id": "low"}, {"id": "high", "from": 0.5, "requires": [
                {"every": "child", "share": {"at_least": 0.3}},
                {"question": "a", "is_one_of": ["yes", "partly"]},
                {"not": {"question": "b", "below": 5}},
                {"at_least_of": {"count": 2, "of": [
                    {"question": "a", "is": "yes"}, {"node": "n", "reaches": "high"}, {"question": "b", "state": "dont_know"}
                ]}},
                {"any": [{"question": "b", "above": 10.25}, {"node": "n", "score": {"above": 0.25, "at_most": 0.5}}]}
            ]}]}},
            "root": {"id": "whole", "levels": "steps", "children": [
                {"id": "n", "levels": "plain", "children": [{"id": "a", "answer": {"kind": "yes_no", "partly": true}},
                    {"id": "b", "answer": {"kind": "number", "minimum": 0, "maximum": 10}}]}
            ]},
            "languages": ["en"],
            "text": {"en": {"title": "Gates", "nodes": {"n": {"title": "Part"}, "whole": {"title": "All"}},
                "level_sets": {"plain": {"high": {"title": "High"}}, "steps": {"low": {"title": "Low"}, "high": {"title": "High"}}},
                "questions": {"a": {"prompt": "A?"}, "b": {"prompt": "B?"}}}}}"#;
        let instrument = Questionnaire::from_json(text).and_then(Questionnaire::check);
        let Ok(instrument) = instrument else { return assert!(instrument.is_ok(), "{instrument:?}") };
        let words = Words::new(&instrument, None);
        let Ok(words) = words else { return assert!(words.is_ok()) };
        let levels = instrument.definition().level_sets.values().flat_map(|set| &set.levels);
        let said: Vec<String> =
            levels.flat_map(|level| &level.requires).map(|gate| words.condition(gate, "whole")).collect();
        assert_eq!(
            said,
            [
                "each of its parts scores at least 30 of 100",
                "“A?” is “yes” or “partly”",
                "it is not so that “B?” is below 5",
                "at least 2 of these hold: “A?” is “yes”; Part reaches “High”; “B?” is not known",
                "“B?” is above 10.25, or Part scores more than 0.3 and scores at most 0.5",
            ]
        );
    }
}
