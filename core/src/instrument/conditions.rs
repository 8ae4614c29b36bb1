// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Compiles conditions: one subject, tests that fit it, every name resolved.

use super::answer_tests::{answer_test, context_test};
use super::condition_shape::{Place, compare, one_or_all, refuse_tests};
use super::program::{AnswerTest, Item, Scoring, Test};
use super::table::{N, Q, Table};
use super::tree::Tree;
use crate::id::{ActionId, ItemId, LevelId};
use crate::map::Map;
use crate::problem::{Code, Problem};
use crate::questionnaire::{Condition, Definition, Every};

/// What conditions can name.
pub(crate) struct Names<'a> {
    pub(crate) definition: &'a Definition,
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) scorings: &'a Table<Q, Scoring>,
    pub(crate) actions: &'a Map<ActionId, usize>,
}

impl Names<'_> {
    /// Compiles a condition; `None` means that a problem was noted.
    pub(crate) fn compile(
        &self,
        condition: &Condition,
        place: Place,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Test> {
        let subjects = [
            condition.all.is_some(),
            condition.any.is_some(),
            condition.not.is_some(),
            condition.at_least_of.is_some(),
            condition.question.is_some(),
            condition.node.is_some(),
            condition.every.is_some(),
            condition.context.is_some(),
            condition.action.is_some(),
        ];
        let number = subjects.into_iter().filter(|given| *given).count();
        if number != 1 {
            let expected =
                "exactly one of all, any, not, at_least_of, question, node, every, context, action";
            problems.push(
                Problem::new(Code::ConditionShape, path)
                    .finding(format!("{number} of them"))
                    .expecting(expected),
            );
            return None;
        }
        if condition.is.is_some() && condition.is_one_of.is_some() {
            // Two tests, and both must hold.
            let one = Condition { is_one_of: None, ..condition.clone() };
            let other = Condition { is: None, ..condition.clone() };
            let both = [one, other].map(|condition| self.compile(&condition, place, path, problems));
            return both.into_iter().collect::<Option<Vec<Test>>>().map(Test::All);
        }
        if let Some(parts) = &condition.all {
            refuse_tests(condition, &[], path, problems)?;
            return self.parts(parts, place, &format!("{path}/all"), problems).map(Test::All);
        }
        if let Some(parts) = &condition.any {
            refuse_tests(condition, &[], path, problems)?;
            return self.parts(parts, place, &format!("{path}/any"), problems).map(Test::Any);
        }
        if let Some(part) = &condition.not {
            refuse_tests(condition, &[], path, problems)?;
            return Some(Test::Not(Box::new(self.compile(part, place, &format!("{path}/not"), problems)?)));
        }
        if let Some(some) = &condition.at_least_of {
            refuse_tests(condition, &[], path, problems)?;
            let parts = self.parts(&some.of, place, &format!("{path}/at_least_of/of"), problems)?;
            let needed = some.count as usize;
            if needed == 0 || needed > parts.len() {
                let problem = Problem::new(Code::ConditionShape, format!("{path}/at_least_of/count"));
                problems.push(problem.finding(needed.to_string()).expecting(format!("1 to {}", parts.len())));
                return None;
            }
            return Some(Test::AtLeastOf(needed, parts));
        }
        if let Some(id) = &condition.question {
            return self.question(id, condition, place, path, problems);
        }
        if let Some(id) = &condition.node {
            return self.node(id, condition, place, path, problems);
        }
        if let Some(every) = condition.every {
            return self.every(every, condition, place, path, problems);
        }
        if let Some(field) = condition.context {
            return context_test(field, condition, place, path, problems);
        }
        self.action(condition, place, path, problems)
    }

    fn parts(
        &self,
        parts: &[Condition],
        place: Place,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Vec<Test>> {
        if parts.is_empty() {
            problems.push(
                Problem::new(Code::ConditionShape, path).finding("no conditions").expecting("at least one"),
            );
            return None;
        }
        let compiled: Vec<Option<Test>> = parts
            .iter()
            .enumerate()
            .map(|(index, part)| self.compile(part, place, &format!("{path}/{index}"), problems))
            .collect();
        compiled.into_iter().collect()
    }

    fn question(
        &self,
        id: &ItemId,
        condition: &Condition,
        place: Place,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Test> {
        let Some(Item::Question(question)) = self.tree.items.get(id).copied() else {
            let questions = self.tree.questions.iter().map(|(_, site)| site.question.id.as_str());
            problems.push(unknown(place, id.as_str(), "question", &format!("{path}/question"), questions));
            return None;
        };
        let mut tests = Vec::new();
        if let Some(state) = condition.state {
            tests.push(Test::Answer(question, AnswerTest::State(state)));
        }
        if let Some(comparison) = &condition.share {
            compare(comparison, &format!("{path}/share"), problems)?;
            tests.push(Test::Score { item: Item::Question(question), share: true, comparison: *comparison });
        }
        let scoring = &self.scorings[question];
        let fitting: &[&str] = match scoring {
            Scoring::Choice { ordinal: true, .. } | Scoring::Number { .. } | Scoring::Date { .. } => {
                &["is", "is_one_of", "at_least", "above", "at_most", "below", "state", "share"]
            }
            Scoring::Choice { .. } => &["is", "is_one_of", "state", "share"],
            Scoring::Several { .. } => &["includes", "state", "share"],
            Scoring::Text => &["state"],
        };
        refuse_tests(condition, fitting, path, problems)?;
        let reversed = self.tree.questions[question].question.reversed;
        if let Some(test) = answer_test(scoring, reversed, condition, path, problems)? {
            tests.push(Test::Answer(question, test));
        }
        one_or_all(tests, path, problems)
    }

    fn node(
        &self,
        id: &ItemId,
        condition: &Condition,
        place: Place,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Test> {
        let Some(Item::Node(node)) = self.tree.items.get(id).copied() else {
            let nodes = self.tree.nodes.iter().map(|(_, site)| site.node.id.as_str());
            problems.push(unknown(place, id.as_str(), "node", &format!("{path}/node"), nodes));
            return None;
        };
        refuse_tests(condition, &["score", "share", "reaches"], path, problems)?;
        let mut tests = Vec::new();
        for (comparison, share, name) in
            [(&condition.score, false, "score"), (&condition.share, true, "share")]
        {
            if let Some(comparison) = comparison {
                compare(comparison, &format!("{path}/{name}"), problems)?;
                tests.push(Test::Score { item: Item::Node(node), share, comparison: *comparison });
            }
        }
        if let Some(level) = &condition.reaches {
            tests.push(self.reaches(node, level, place, &format!("{path}/reaches"), problems)?);
        }
        one_or_all(tests, path, problems)
    }

    fn reaches(
        &self,
        node: N,
        level: &LevelId,
        place: Place,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Test> {
        let set = self.tree.nodes[node].levels.and_then(|set| self.definition.level_sets.get(set));
        let levels = set.map(|set| set.levels.as_slice()).unwrap_or_default();
        if let Some(position) = levels.iter().position(|other| other.id == *level) {
            return Some(Test::Reaches { node, level: position });
        }
        let names = levels.iter().map(|level| level.id.as_str());
        problems.push(unknown(place, level.as_str(), "level of that node", path, names));
        None
    }

    fn every(
        &self,
        every: Every,
        condition: &Condition,
        place: Place,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Test> {
        let Place::Gate(node) = place else {
            let problem = Problem::new(Code::ConditionShape, format!("{path}/every"));
            problems.push(
                problem.finding("`every` outside a gate").expecting("`every` in `requires` of a level"),
            );
            return None;
        };
        let (fitting, items): (&[&str], Vec<Item>) = match every {
            Every::Child => (
                &["share", "reaches"],
                self.tree.nodes[node]
                    .children
                    .iter()
                    .copied()
                    .filter(|child| matches!(child, Item::Node(_)))
                    .collect(),
            ),
            Every::Essential => (
                &["share"],
                self.tree
                    .leaves(node)
                    .into_iter()
                    .filter(|leaf| self.tree.questions[*leaf].question.essential)
                    .map(Item::Question)
                    .collect(),
            ),
        };
        refuse_tests(condition, fitting, path, problems)?;
        let mut tests = Vec::new();
        if let Some(level) = &condition.reaches {
            let mut levels = Vec::new();
            for item in &items {
                if let Item::Node(child) = item
                    && let Test::Reaches { node, level } =
                        self.reaches(*child, level, place, &format!("{path}/reaches"), problems)?
                {
                    levels.push((node, level));
                }
            }
            tests.push(Test::EachReaches(levels));
        }
        if let Some(share) = &condition.share {
            compare(share, &format!("{path}/share"), problems)?;
            tests.push(Test::Each { items, share: *share });
        }
        one_or_all(tests, path, problems)
    }

    fn action(
        &self,
        condition: &Condition,
        place: Place,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<Test> {
        if !matches!(place, Place::Action) {
            let problem = Problem::new(Code::ConditionShape, format!("{path}/action"));
            problems.push(problem.finding("`action` outside an action").expecting("a question or a node"));
            return None;
        }
        refuse_tests(condition, &["fires"], path, problems)?;
        let id = condition.action.as_ref()?;
        let Some(&action) = self.actions.get(id) else {
            let known = self.actions.keys().map(ActionId::as_str);
            let problem = Problem::new(Code::UnknownReference, format!("{path}/action"));
            problems.push(problem.unknown(id.as_str(), "the id of an action", known));
            return None;
        };
        let Some(fires) = condition.fires else {
            let problem = Problem::new(Code::ConditionShape, path);
            problems.push(problem.finding("no test").expecting("`fires`"));
            return None;
        };
        Some(Test::Fires { action, fires })
    }
}

fn unknown<'a>(
    place: Place,
    given: &str,
    what: &str,
    path: &str,
    known: impl Iterator<Item = &'a str>,
) -> Problem {
    let code = if matches!(place, Place::Gate(_)) { Code::GateNamesNothing } else { Code::UnknownReference };
    Problem::new(code, path).unknown(given, &format!("the id of a {what}"), known)
}
