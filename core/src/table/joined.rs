// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A question that several columns answer: one for each of its options, one for its state.

use std::borrow::Cow;

use super::array::Reading;
use crate::answers::AnswerState;
use crate::batch::{Batch, Cell, Cells, Coding};
use crate::forms::{Choice, Said, Ticked, Words, is_blank, is_left_out};
use crate::instrument::given::{Content, Given, State};
use crate::instrument::program::{QuestionPlan, Scoring};
use crate::instrument::table::Q;
use crate::problem::{Code, Problem};

/// What stands in the columns of a question.
pub(super) struct Joined<'a> {
    pub(super) batch: &'a Batch,
    pub(super) question: Q,
    pub(super) coding: &'a Coding,
    pub(super) spoken: &'a [&'static Words],
    /// The column for the answer, and whether it is in percent.
    pub(super) whole: Option<(Reading<'a>, bool)>,
    /// Columns for one choice each.
    pub(super) chosen: Vec<(Choice, Reading<'a>)>,
    pub(super) state: Option<Reading<'a>>,
}

impl Cells for Joined<'_> {
    fn cell(&self, row: usize) -> Cell<'_> {
        self.said(row).unwrap_or_else(Cell::Wrong)
    }
}

impl<'a> Joined<'a> {
    fn plan(&self) -> &'a QuestionPlan {
        &self.batch.program().questions[self.question]
    }

    fn given(&self, cell: &Cell<'_>) -> Result<Given, Problem> {
        self.batch.given(self.question, cell, self.coding)
    }

    fn said(&self, row: usize) -> Result<Cell<'_>, Problem> {
        let cell = match (self.whole(row), self.chosen(row)?) {
            (whole, None) => whole,
            (Cell::Missing, Some(chosen)) => {
                let left_out = self.whole.is_some() || is_left_out(&chosen.ticks, &self.plan().scoring);
                chosen.cell(left_out)
            }
            (whole, Some(chosen)) => match self.given(&whole) {
                Ok(given) if chosen.agrees(&given, self.plan()) => whole,
                Ok(_) => {
                    let expected = "the same in its own column and in those of the single choices";
                    return Err(Problem::new(Code::AnsweredTwice, "")
                        .finding("two answers")
                        .expecting(expected));
                }
                Err(problem) if problem.code() != Code::OffScale => return Err(problem),
                // A list that cannot be told apart is said once more, column by column.
                Err(_) => match chosen.cell(true) {
                    Cell::Missing => whole,
                    cell => cell,
                },
            },
        };
        self.with_state(cell, row)
    }

    /// The column for the answer.
    fn whole(&self, row: usize) -> Cell<'_> {
        let Some((whole, percent)) = &self.whole else { return Cell::Missing };
        match whole.cell(row) {
            Cell::Text(text) if is_blank(&text) => Cell::Missing,
            cell if *percent => self.share(cell),
            cell => cell,
        }
    }

    /// A cell in percent as a share.
    fn share<'c>(&self, cell: Cell<'c>) -> Cell<'c> {
        let of = |text: &str| match self.batch.wording().percent(text) {
            Ok(Said::Value(value)) => value.as_f64().map(Cell::Number),
            Ok(Said::State(State::NotApplicable)) => Some(Cell::State(AnswerState::NotApplicable)),
            Ok(Said::State(State::DontKnow)) => Some(Cell::State(AnswerState::DontKnow)),
            Ok(Said::State(State::Unanswered | State::Answered)) => {
                Some(Cell::State(AnswerState::Unanswered))
            }
            Err(misread) => Some(Cell::Wrong(misread.at(""))),
        };
        // The point moves in the text: a division could miss the double nearest to the share.
        let written = match &cell {
            Cell::Text(text) => text.to_string(),
            Cell::Integer(number) => number.to_string(),
            Cell::Number(number) => number.to_string(),
            _ => return cell,
        };
        let share = of(&written).unwrap_or_else(|| cell.clone());
        // A code of a state is none of a share, and stands beside the numbers.
        let is_state = |cell: &Cell<'_>| {
            self.given(cell).is_ok_and(|given| matches!(given.state, State::NotApplicable | State::DontKnow))
        };
        if self.given(&share).is_err() && is_state(&cell) { cell } else { share }
    }

    /// The columns for single choices: none where nothing stands in all of them.
    fn chosen(&self, row: usize) -> Result<Option<Chosen>, Problem> {
        let mut chosen = Chosen { ticks: Vec::new(), ids: Vec::new(), alone: None };
        for (choice, column) in &self.chosen {
            let ticked = match column.cell(row) {
                Cell::Missing => continue,
                Cell::Truth(ticked) => Some(ticked),
                Cell::Integer(number @ 0..=1) => Some(number == 1),
                Cell::Number(number) if number.abs() <= 0.0 => Some(false),
                Cell::Number(number) if (number - 1.0).abs() <= 0.0 => Some(true),
                Cell::Text(text) if is_blank(&text) => continue,
                Cell::Text(text) => self.ticked(choice, &text),
                _ => None,
            };
            let Some(ticked) = ticked else {
                let problem = Problem::new(Code::OffScale, "").finding(said_of(choice, &column.cell(row)));
                return Err(problem.expecting("1 or 0, yes or no, the name of the choice, or nothing"));
            };
            chosen.ticks.push((choice.clone(), ticked));
            match choice {
                Choice::Option(id) if ticked => chosen.ids.push(id.as_str().to_owned()),
                other if ticked && chosen.alone.is_some() => return Err(with_others(other)),
                other if ticked => chosen.alone = Some(other.clone()),
                _ => {}
            }
        }
        match &chosen.alone {
            Some(alone) if !chosen.ids.is_empty() => Err(with_others(alone)),
            _ => Ok((!chosen.ticks.is_empty()).then_some(chosen)),
        }
    }

    fn ticked(&self, choice: &Choice, text: &str) -> Option<bool> {
        match text {
            "1" => return Some(true),
            "0" => return Some(false),
            _ => {}
        }
        let wording = self.batch.wording();
        let named = match wording.picks(self.question, text) {
            [one] => wording.choices(self.question).and_then(|choices| choices.choice(*one)),
            _ => None,
        };
        if named.as_ref() == Some(choice) {
            return Some(true);
        }
        match Ticked::of(text, self.spoken) {
            Ticked::Yes => Some(true),
            Ticked::No => Some(false),
            Ticked::Unclear => None,
        }
    }

    /// What was said, held against the column for the state.
    fn with_state<'c>(&self, cell: Cell<'c>, row: usize) -> Result<Cell<'c>, Problem> {
        let Some(column) = &self.state else { return Ok(cell) };
        let Cell::Text(text) = column.cell(row) else { return Ok(cell) };
        if is_blank(&text) {
            return Ok(cell);
        }
        let state = self.batch.wording().state(&text).map_err(|misread| misread.at(""))?;
        let told = |state| match state {
            State::Answered => AnswerState::Answered,
            State::NotApplicable => AnswerState::NotApplicable,
            State::DontKnow => AnswerState::DontKnow,
            State::Unanswered => AnswerState::Unanswered,
        };
        if matches!(cell, Cell::Missing | Cell::State(AnswerState::Unanswered)) {
            return Ok(Cell::State(told(state)));
        }
        let agrees = match self.given(&cell) {
            // What is wrong with the answer is said first.
            Err(_) => true,
            Ok(given) if given.state == State::Answered || given.content != Content::Nothing => {
                state == State::Answered
            }
            Ok(given) => given.state == state,
        };
        if agrees {
            return Ok(cell);
        }
        let problem = Problem::new(Code::StateContradicts, "").finding("an answer with another state");
        Err(problem.expecting("a value with `answered`, and only there"))
    }
}

/// What the columns for single choices say.
struct Chosen {
    /// Every choice whose column says yes or no.
    ticks: Vec<(Choice, bool)>,
    ids: Vec<String>,
    alone: Option<Choice>,
}

impl Chosen {
    /// What they say; `left_out`: that nobody answered, where nothing is chosen.
    fn cell(self, left_out: bool) -> Cell<'static> {
        match self.alone {
            Some(Choice::NotApplicable) => Cell::State(AnswerState::NotApplicable),
            Some(Choice::DontKnow) => Cell::State(AnswerState::DontKnow),
            // Some tools write 0 for every choice of a question that was not answered, and nothing into
            // its own column.
            None if self.ids.is_empty() && left_out => Cell::Missing,
            _ => Cell::Options(self.ids.into_iter().map(Cow::Owned).collect()),
        }
    }

    /// Whether these columns and the one for the whole answer say the same. A table may have columns for
    /// only some of the choices.
    fn agrees(&self, given: &Given, plan: &QuestionPlan) -> bool {
        let Scoring::Several { options, .. } = &plan.scoring else { return true };
        let listed = |choice: &Choice| match (&given.content, choice) {
            (Content::Options(picked), Choice::Option(id)) => {
                picked.iter().any(|position| options.get(*position).is_some_and(|option| option.id == *id))
            }
            (Content::Options(picked), Choice::NoneOfThese) => picked.is_empty(),
            (Content::Nothing, Choice::NotApplicable) => given.state == State::NotApplicable,
            (Content::Nothing, Choice::DontKnow) => given.state == State::DontKnow,
            _ => false,
        };
        self.ticks.iter().all(|(choice, ticked)| listed(choice) == *ticked)
    }
}

fn said_of(choice: &Choice, cell: &Cell<'_>) -> String {
    let shown = match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        _ => "something else".to_owned(),
    };
    format!("`{shown}` for `{}`", choice.as_str())
}

fn with_others(choice: &Choice) -> Problem {
    let name = choice.as_str();
    let problem = Problem::new(Code::ExclusiveOption, "").finding(format!("`{name}` with others"));
    problem.expecting(format!("`{name}` alone"))
}
