// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Compiles level sets, and their gates for each node that has levels.

use super::compile::Compiler;
use super::condition_shape::Place;
use super::program::{LadderPlan, LevelPlan, LevelSetPlan};
use super::table::N;
use crate::id::LevelSetId;
use crate::json::plain;
use crate::map::repeated;
use crate::number::above;
use crate::problem::{Code, Problem};
use crate::questionnaire::LevelMeasure;

impl Compiler<'_, '_> {
    pub(super) fn level_sets(&mut self) -> Vec<LevelSetPlan> {
        let mut plans = Vec::new();
        for (id, set) in &self.definition.level_sets {
            let path = format!("/level_sets/{id}/levels");
            let ids: Vec<&str> = set.levels.iter().map(|level| level.id.as_str()).collect();
            let again = repeated(&ids);
            let mut last: Option<f64> = None;
            if set.levels.is_empty() {
                self.note(Code::FieldNeeded, path.clone(), "no levels", "at least one level");
            }
            for (index, level) in set.levels.iter().enumerate() {
                let path = format!("{path}/{index}");
                if again.binary_search(&index).is_ok() {
                    self.note(
                        Code::DuplicateId,
                        format!("{path}/id"),
                        format!("`{}`", level.id),
                        "each level once",
                    );
                }
                if let Some(from) = level.from {
                    if last.is_some_and(|last| from.get() <= last) {
                        let expected = format!("more than {}", plain(last.unwrap_or_default()));
                        self.note(Code::CutPointsOrder, format!("{path}/from"), plain(from.get()), expected);
                    }
                    last = Some(from.get());
                }
            }
            let levels = set.levels.iter();
            plans.push(LevelSetPlan {
                measure: set.measure,
                edge: set.edge,
                levels: levels
                    .map(|level| LevelPlan {
                        id: level.id.clone(),
                        from: level.from.map(super::super::number::Number::get),
                    })
                    .collect(),
            });
        }
        plans
    }

    /// The gates of every level as they read for one node.
    pub(super) fn ladder(&mut self, node: N) -> Option<LadderPlan> {
        let id = self.tree.nodes[node].levels?;
        let position = self.definition.level_sets.keys().position(|key| key == id);
        let Some((set, levels)) = position.zip(self.definition.level_sets.get(id)) else {
            if self.tree.nodes[node].node.levels.is_some() {
                let known = self.definition.level_sets.keys().map(LevelSetId::as_str);
                let path = format!("{}/levels", self.tree.nodes[node].path);
                self.problems.push(Problem::new(Code::UnknownReference, path).unknown(
                    id.as_str(),
                    "the id of a level set",
                    known,
                ));
            }
            return None;
        };
        let maximum = self.tree.nodes[node].node.maximum.map_or(1.0, super::super::number::Positive::get);
        let greatest = if levels.measure == LevelMeasure::Share { 1.0 } else { maximum };
        // Said of the node that names the set; nodes below that inherit it may be smaller.
        let names_it = self.tree.nodes[node].node.levels.is_some();
        for (index, level) in levels.levels.iter().enumerate().filter(|_| names_it) {
            if let Some(from) = level.from.filter(|from| above(from.get(), greatest)) {
                let found = format!("{} for `{}`", plain(from.get()), self.tree.nodes[node].node.id);
                let path = format!("/level_sets/{id}/levels/{index}/from");
                self.note(Code::BeyondReach, path, found, format!("at most {}", plain(greatest)));
            }
        }
        let mut gates = Vec::with_capacity(levels.levels.len());
        for (index, level) in levels.levels.iter().enumerate() {
            let mut of_level = Vec::with_capacity(level.requires.len());
            for (gate, condition) in level.requires.iter().enumerate() {
                let path = format!("/level_sets/{id}/levels/{index}/requires/{gate}");
                of_level.extend(self.test(condition, Place::Gate(node), &path));
            }
            gates.push(of_level);
        }
        Some(LadderPlan { set, gates })
    }

    /// A gate is compiled for every node it guards; what is wrong with it is said once.
    pub(super) fn forget_repeated_gates(&mut self) {
        let said: Vec<(&str, Code)> =
            self.problems.iter().map(|problem| (problem.path(), problem.code())).collect();
        let again = repeated(&said);
        let mut position = 0..;
        self.problems.retain(|problem| {
            let is_again = position.next().is_some_and(|position| again.binary_search(&position).is_ok());
            !(is_again && problem.path().starts_with("/level_sets/"))
        });
    }
}
