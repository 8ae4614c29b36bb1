// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Which missing answers would narrow the bounds of the whole most.

use crate::instrument::given::{Content, Given, State};
use crate::instrument::program::{Item, Program, Scoring, Step};
use crate::instrument::table::{Q, Table};
use crate::map::order;

use super::bounds::Bounds;

/// How many questions are tried; they are the ones with the greatest weight in the whole.
const TRIED: usize = 24;

/// Open questions with how much each narrows the root's bounds (high − low) at least, over the
/// answers that are tried, in the root's units. The greatest first, then in the order of the questionnaire;
/// questions that narrow nothing are left out.
pub(crate) fn most(
    program: &Program,
    given: &Table<Q, Given>,
    bounds: &Bounds<'_>,
    number: usize,
) -> Vec<(Q, f64)> {
    let width = |bounds: &Bounds<'_>| {
        let root = bounds.nodes[program.root];
        if root.value { root.high - root.low } else { 0.0 }
    };
    let now = width(bounds);
    let importance = importance(program);
    let candidates: Vec<(Q, f64)> = given
        .iter()
        .filter(|(question, given)| {
            let open = matches!(given.state, State::Unanswered | State::DontKnow);
            open && bounds.questions[*question].value
        })
        .map(|(question, _)| (question, importance[question]))
        .collect();
    let candidates = greatest(&candidates, TRIED.max(number));
    let mut trial = given.clone();
    let mut narrowing: Vec<(Q, f64)> = Vec::new();
    for (question, _) in candidates {
        let widest = answers(program, question)
            .into_iter()
            .map(|answer| {
                trial[question] = answer;
                width(&Bounds::of(program, &trial))
            })
            .fold(f64::NEG_INFINITY, f64::max);
        trial[question] = given[question].clone();
        let gain = now - widest;
        if gain > 1e-12 && gain.is_finite() {
            narrowing.push((question, gain));
        }
    }
    greatest(&narrowing, number)
}

/// The greatest first, equal ones in the order of the questionnaire; at most `number`.
fn greatest(found: &[(Q, f64)], number: usize) -> Vec<(Q, f64)> {
    let order = order(found.len(), &|a, b| {
        let ((a, of_a), (b, of_b)) = (found[a], found[b]);
        of_b.total_cmp(&of_a).then(a.cmp(&b))
    });
    order.into_iter().take(number).map(|at| found[at]).collect()
}

/// The part of the whole that each question makes up, by weights alone, times the reach of its scale.
fn importance(program: &Program) -> Table<Q, f64> {
    let mut questions = Table::filled(0.0, program.questions.len());
    let mut nodes = Table::filled(0.0, program.nodes.len());
    nodes[program.root] = 1.0;
    for step in program.steps.iter().rev() {
        let Step::Score(node) = *step else { continue };
        let inputs = &program.nodes[node].inputs;
        let weights: f64 = inputs.iter().map(|input| input.weight).sum();
        for input in inputs {
            let part = nodes[node] * input.weight / weights;
            match input.item {
                Item::Question(question) => questions[question] += part,
                Item::Node(below) => nodes[below] += part,
            }
        }
    }
    for (question, plan) in program.questions.iter() {
        questions[question] *= (plan.reach.1 - plan.reach.0) / plan.maximum.max(f64::MIN_POSITIVE);
    }
    questions
}

/// The answers that are tried: every option of a choice, a number in every band, else the ends of the
/// scale.
fn answers(program: &Program, question: Q) -> Vec<Given> {
    let plan = &program.questions[question];
    let with = |score: f64, content: Content| Given {
        state: State::Answered,
        score: Some(score),
        content,
        evidence: false,
    };
    match &plan.scoring {
        Scoring::Choice { options, .. } => options
            .iter()
            .enumerate()
            .filter_map(|(index, option)| Some(with(option.worth.score()?, Content::Option(index))))
            .collect(),
        Scoring::Number { range, map: Some(map) } => map
            .samples(range)
            .into_iter()
            .filter_map(|number| Some(with(map.worth(number)?.score()?, Content::Number(number))))
            .collect(),
        _ => [plan.reach.0, plan.reach.1].into_iter().map(|score| with(score, Content::Nothing)).collect(),
    }
}
