// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Two scorecards of one city, held against each other.

use serde::Serialize;
use serde_json::Value;

use crate::id::{ItemId, LensId, LevelId, MemberId, ProfileId, QuestionnaireId};
use crate::json::decode::names;
use crate::json::write::indented;
use crate::map::Map;
use crate::number::above;
use crate::problem::{Code, Problem, Problems};
use crate::score::{NodeScore, QuestionState, Score, Scorecard};
use crate::version::{ENGINE, FORMAT, FormatVersion, Moment, Version};

names! {
    /// Where a score went.
    pub enum Direction {
        /// The point rose.
        Up = "up",
        /// The point fell.
        Down = "down",
        /// The point is the same.
        Same = "same",
        /// One of the two has no score.
        Unknown = "unknown",
    }
}

/// What changed between two assessments of one city.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// Version of this result format.
    pub format: FormatVersion,
    /// Version of the engine.
    pub engine: String,
    /// The questionnaire of both.
    pub questionnaire: QuestionnaireId,
    /// The profile of both; without it, the whole questionnaire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileId>,
    /// The earlier one.
    pub old: ComparedSide,
    /// The later one.
    pub new: ComparedSide,
    /// Whether both name the same city, or one of them names none.
    pub same_city: bool,
    /// Every node.
    pub nodes: Map<ItemId, NodeChange>,
    /// Every member of every lens.
    pub lenses: Map<LensId, Map<MemberId, ScoreChange>>,
    /// The answers that moved, in the order of the questionnaire.
    pub answers: Vec<AnswerChange>,
}

/// One of two assessments.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedSide {
    /// Version of the questionnaire.
    pub version: Version,
    /// Digest of the answers.
    pub answers: String,
    /// The city, as the answers give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The date, as the answers give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Moment>,
    /// Completeness of the whole, from 0 to 1.
    pub completeness: f64,
}

/// How a score changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScoreChange {
    /// The earlier score.
    pub old: Option<Score>,
    /// The later score.
    pub new: Option<Score>,
    /// Later point − earlier point, in the units of the node.
    pub change: Option<f64>,
    /// Where it went.
    pub direction: Direction,
    /// Whether the bounds do not meet, so that no missing answer can turn it round.
    pub certain: bool,
}

/// How a node changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NodeChange {
    /// Its score.
    #[serde(flatten)]
    pub score: ScoreChange,
    /// The earlier level.
    pub old_level: Option<LevelId>,
    /// The later level.
    pub new_level: Option<LevelId>,
}

/// An answer that moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerChange {
    /// The question.
    pub question: ItemId,
    /// Its earlier state.
    pub old_state: QuestionState,
    /// Its later state.
    pub new_state: QuestionState,
    /// Its earlier answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Value>,
    /// Its later answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Value>,
    /// Later − earlier contribution to the score of the whole.
    pub contribution: f64,
}

impl Comparison {
    /// Compares an earlier scorecard with a later one. Both must be of the same questionnaire, edition
    /// and profile; answers to an earlier version are brought over first with
    /// [`Instrument::bridge`](crate::Instrument::bridge).
    ///
    /// # Errors
    /// `A0503`, `A0504`, `A0509` where they are not of the same questionnaire, version or profile.
    pub fn between(old: &Scorecard, new: &Scorecard) -> Result<Self, Problems> {
        let (was, is) = (old.instrument(), new.instrument());
        let (before, after) = (old.answers().document(), new.answers().document());
        let mut problems = Vec::new();
        let mut differ = |code, found: String, expected: String| {
            problems.push(Problem::new(code, "").finding(found).expecting(expected));
        };
        if was.id() != is.id() {
            differ(Code::WrongQuestionnaire, format!("`{}`", was.id()), format!("`{}`", is.id()));
        } else if !was.version().is_same_edition(is.version()) {
            differ(Code::WrongVersion, was.version().to_string(), is.version().to_string());
        } else if old.profile() != new.profile() {
            let say = |profile: Option<&ProfileId>| {
                profile
                    .as_ref()
                    .map_or("the whole questionnaire".to_owned(), |id| format!("the profile `{id}`"))
            };
            differ(Code::UnknownProfile, say(old.profile()), say(new.profile()));
        }
        Problems::check(problems)?;
        let same_city = before.city.is_none() || after.city.is_none() || before.city == after.city;
        Ok(Self {
            format: FORMAT,
            engine: ENGINE.to_owned(),
            questionnaire: is.id().clone(),
            profile: new.profile().cloned(),
            old: side(old),
            new: side(new),
            same_city,
            nodes: new
                .nodes()
                .map(|node| (node.id().clone(), node_change(old.node(node.id().as_str()), node)))
                .collect(),
            lenses: new
                .lens_ids()
                .map(|(lens, members)| (lens.clone(), of_members(old, new, lens, members)))
                .collect(),
            answers: answers(old, new),
        })
    }

    /// Whether the result that is taken for the old one has the later day.
    #[must_use]
    pub fn is_reversed(&self) -> bool {
        let days = self.old.date.as_ref().zip(self.new.date.as_ref());
        days.is_some_and(|(old, new)| old.day() > new.day())
    }

    /// As JSON text, indented, with a line feed at the end.
    #[must_use]
    pub fn to_json(&self) -> String {
        indented(self)
    }
}

fn side(card: &Scorecard) -> ComparedSide {
    let given = card.answers().document();
    ComparedSide {
        version: given.questionnaire.version,
        answers: card.answers().digest(),
        city: given.city.clone(),
        date: given.date.clone(),
        completeness: card.root().completeness(),
    }
}

fn change(old: Option<Score>, new: Option<Score>) -> ScoreChange {
    let both = old.zip(new);
    let direction = match both {
        None => Direction::Unknown,
        Some((old, new)) if above(new.point(), old.point()) => Direction::Up,
        Some((old, new)) if above(old.point(), new.point()) => Direction::Down,
        Some(_) => Direction::Same,
    };
    let certain = both.is_some_and(|(old, new)| above(new.low(), old.high()) || above(old.low(), new.high()));
    ScoreChange { old, new, change: both.map(|(old, new)| new.point() - old.point()), direction, certain }
}

fn node_change(old: Option<NodeScore<'_>>, new: NodeScore<'_>) -> NodeChange {
    NodeChange {
        score: change(old.and_then(|old| old.score()), new.score()),
        old_level: old.and_then(|old| old.level()).cloned(),
        new_level: new.level().cloned(),
    }
}

fn of_members<'a>(
    old: &Scorecard,
    new: &Scorecard,
    lens: &LensId,
    members: impl Iterator<Item = &'a MemberId>,
) -> Map<MemberId, ScoreChange> {
    let of = |card: &Scorecard, member: &MemberId| card.lens(lens.as_str(), member.as_str());
    members.map(|member| (member.clone(), change(of(old, member), of(new, member)))).collect()
}

fn answers(old: &Scorecard, new: &Scorecard) -> Vec<AnswerChange> {
    let value = |card: &Scorecard, id: &ItemId| {
        let answer = card.answers().document().answers.get(id.as_str());
        answer.and_then(|answer| answer.value.clone())
    };
    new.questions()
        .filter_map(|now| {
            let before = old.question(now.id().as_str())?;
            let (old_value, new_value) = (value(old, now.id()), value(new, now.id()));
            (before.state() != now.state() || old_value != new_value).then(|| AnswerChange {
                question: now.id().clone(),
                old_state: before.state(),
                new_state: now.state(),
                old: old_value,
                new: new_value,
                contribution: now.contribution() - before.contribution(),
            })
        })
        .collect()
}
