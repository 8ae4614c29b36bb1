// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Nodes, rules, policies and adjustments, as an author writes them.

use serde_json::Value;

use super::adjustment::Adjustment;
use super::condition::Condition;
use super::question::Question;
use crate::id::{ItemId, Kind, LensId, LevelSetId, MemberId};
use crate::json::decode::{names, record};
use crate::json::{Decode, Decoder};
use crate::map::Map;
use crate::number::{Number, Positive, Share, Weight};
use crate::problem::Code;

record! {
    /// A node: anything in the tree whose score is made from the scores below it.
    pub struct Node {
        /// Its id, unique among questions and nodes.
        pub id: ItemId,
        /// The author's word for its sort.
        pub kind: Option<Kind> = default,
        /// Nodes and questions, in order.
        pub children: Vec<Child>,
        /// Its weight in its parent.
        pub weight: Weight = default,
        /// How its score is made.
        pub rule: Rule = default,
        /// For `power_mean`.
        pub exponent: Option<Number> = default,
        /// What its score is made from: `children`, `leaves`, or a kind.
        pub over: Option<String> = default,
        /// The score runs from 0 to this. Needed with `sum`; otherwise 1 if left out.
        pub maximum: Option<Positive> = default,
        /// The level set for it and what is below.
        pub levels: Option<LevelSetId> = default,
        /// Policies for it and what is below.
        pub policies: Policies = default,
        /// The least share of inputs that must have a value.
        pub minimum_availability: Share = default,
        /// Shown only where this holds.
        pub show_when: Option<Condition> = default,
        /// What follows the rule.
        pub adjustments: Vec<Adjustment> = default,
        /// Members of lenses that everything below belongs to.
        pub tags: Map<LensId, Vec<MemberId>> = default,
    }
}

impl Node {
    /// Calls `visit` with every question below, in order, at any depth.
    pub fn each_question<'a>(&'a self, visit: &mut impl FnMut(&'a Question)) {
        for child in &self.children {
            match child {
                Child::Question(question) => visit(question),
                Child::Node(node) => node.each_question(visit),
            }
        }
    }

    /// Calls `visit` with this node and every node below, in order, at any depth.
    pub fn each_node<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        visit(self);
        for child in &self.children {
            if let Child::Node(node) = child {
                node.each_node(visit);
            }
        }
    }
}

/// A node or a question.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Child {
    /// It has `children`.
    Node(Box<Node>),
    /// It has an `answer`.
    Question(Box<Question>),
}

impl Decode for Child {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        let members = decoder.object(value);
        let has = |field: &str| members.is_some_and(|members| members.contains_key(field));
        let (is_node, is_question) = (has("children"), has("answer"));
        if is_node == is_question && members.is_some() {
            let found = if is_node { "both" } else { "neither" };
            let expected = "either `children` (a node) or `answer` (a question)";
            decoder.refuse(Code::MissingField, found, expected);
        }
        if is_question && !is_node {
            Self::Question(Decode::decode(value, decoder))
        } else {
            let value = value.filter(|_| is_node && !is_question);
            Self::Node(Decode::decode(value, decoder))
        }
    }
}

names! {
    /// How a node's score is made from its inputs.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum Rule {
        /// Σwx ÷ Σw.
        #[default]
        WeightedMean = "weighted_mean",
        /// Σwx, in points.
        Sum = "sum",
        /// exp(Σw ln x ÷ Σw).
        GeometricMean = "geometric_mean",
        /// Σw ÷ Σ(w/x).
        HarmonicMean = "harmonic_mean",
        /// (Σw xᵖ ÷ Σw)^(1/p).
        PowerMean = "power_mean",
        /// The least input.
        Minimum = "minimum",
        /// The greatest input.
        Maximum = "maximum",
    }
}

record! {
    /// What the states of a question do to the scores above it. What is left out is inherited.
    #[derive(Default, Copy, Eq)]
    pub struct Policies {
        /// Of a question that does not apply.
        pub not_applicable: Option<NotApplicablePolicy> = default,
        /// Of a question whose answer is not known.
        pub dont_know: Option<DontKnowPolicy> = default,
        /// Of a question without an answer.
        pub unanswered: Option<UnansweredPolicy> = default,
    }
}

names! {
    /// What not-applicable does.
    #[derive(Default)]
    pub enum NotApplicablePolicy {
        /// Dropped, as if it were not in the questionnaire.
        #[default]
        LeaveOut = "leave_out",
        /// Counts, with score 0.
        Zero = "zero",
    }
}

names! {
    /// What don't-know does.
    #[derive(Default)]
    pub enum DontKnowPolicy {
        /// Left out of the point.
        #[default]
        LeaveOut = "leave_out",
        /// Counts 0 in the point.
        Zero = "zero",
        /// What unanswered does.
        AsUnanswered = "as_unanswered",
    }
}

names! {
    /// What unanswered does to the node it is an input of.
    #[derive(Default)]
    pub enum UnansweredPolicy {
        /// Left out of the point.
        #[default]
        LeaveOut = "leave_out",
        /// Counts 0 in the point.
        Zero = "zero",
        /// Counts 0, but with no value at all the node has no score.
        ZeroUnlessAll = "zero_unless_all",
        /// The node has no score.
        NoScore = "no_score",
    }
}
