// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From cells to what was given: slots, scores, and the cells that are no answers.

use std::collections::BTreeMap;

use fearless_simd::Level;

use crate::instrument::given::{Content, Given, State};
use crate::instrument::program::{Program, QuestionPlan, Scoring};
use crate::instrument::table::Q;
use crate::problem::Problem;

use super::Inner;
use super::answer::{Reader, state_allowed};
use super::columns::{Bits, Cell, Coding, Column, Input};
use super::kernels::{self, Codes};
use super::lanes::{QuestionLanes, size};
use super::numbers::{self, Scale};
use super::slots::{self, ANSWER, BAD, Slots, UNANSWERED, of_state};

/// Distinct texts of a column, and distinct cells of one with keys, that are kept with their meaning.
const KEPT: usize = 4096;

/// What a cell means.
#[derive(Debug)]
struct Known {
    slot: u8,
    score: f64,
    given: Result<Given, Problem>,
}

/// Cells that were read, with what they mean.
#[derive(Debug, Default)]
pub(super) struct Read {
    texts: BTreeMap<String, Known>,
    keyed: Vec<Option<Known>>,
}

/// A column and the question that it answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) inner: &'a Inner,
    pub(super) question: Q,
    pub(super) slots: &'a Slots,
    pub(super) input: Option<Input<'a>>,
    pub(super) coding: &'a Coding,
}

/// Reads the rows from `from` on, `rows` of them. `bad` is told of each cell that is no answer.
pub(super) fn decode(
    level: Level,
    source: &Source<'_>,
    (from, rows): (usize, usize),
    lanes: &mut QuestionLanes,
    kept: &mut Read,
    mut bad: impl FnMut(usize, Problem),
) {
    size(&mut lanes.raw, rows);
    let plan = source.plan();
    let Some(input) = &source.input else {
        lanes.raw.fill(UNANSWERED);
        if !source.slots.counted && plan.is_scored() {
            size(&mut lanes.scores, rows);
        }
        if source.slots.content {
            lanes.given.clear();
            lanes.given.resize(rows, Given::default());
        }
        return;
    };
    let wording = || source.inner.wording();
    let reader = Reader { question: source.question, plan, coding: source.coding, wording: &wording };
    if source.slots.counted
        && let Some(by) = codes(plan, source.coding)
        && let Some(some_are_none) = slots_of_codes(level, input, (from, rows), by, &mut lanes.raw)
    {
        for row in (0..rows).filter(|_| some_are_none) {
            if lanes.raw[row] == BAD {
                lanes.raw[row] = match reader.given(&input.cell(from + row)) {
                    Ok(given) => slot(source.slots, &given),
                    Err(problem) => {
                        bad(row, problem);
                        UNANSWERED
                    }
                };
            }
        }
        return;
    }
    if !source.slots.counted && plan.is_scored() {
        size(&mut lanes.scores, rows);
    }
    lanes.given.clear();
    if plan.adjustments.is_empty()
        && !source.slots.content
        && let Scoring::Number { range, map: Some(map) } = &plan.scoring
        && let scale = (Scale { range, map, missing: missing(plan, source.coding) })
        && numbers::read(level, input, from, scale, &mut lanes.raw, &mut lanes.scores)
    {
        for row in 0..rows {
            if lanes.raw[row] == BAD {
                (lanes.raw[row], lanes.scores[row]) = match reader.given(&input.cell(from + row)) {
                    Ok(given) => (of_state(given.state), given.score.unwrap_or_default()),
                    Err(problem) => {
                        bad(row, problem);
                        (UNANSWERED, 0.0)
                    }
                };
            }
        }
        return;
    }
    let put = |row: usize, known: &Known| {
        lanes.raw[row] = known.slot;
        if let Some(score) = lanes.scores.get_mut(row) {
            *score = known.score;
        }
        if let Err(problem) = &known.given {
            bad(row, problem.clone());
        }
        if source.slots.content {
            lanes.given.push(known.given.clone().unwrap_or_default());
        }
    };
    let know = |cell: &Cell<'_>| source.know(reader.given(cell));
    each(input, (from, rows), kept, know, put);
}

/// Looks at the cells one by one, at equal ones once.
fn each(
    input: &Input<'_>,
    (from, rows): (usize, usize),
    kept: &mut Read,
    know: impl Fn(&Cell<'_>) -> Known,
    mut put: impl FnMut(usize, &Known),
) {
    if let Column::Keyed { keys, cells } = input.column {
        for row in 0..rows {
            let there = input.valid.is_none_or(|valid| valid.get(from + row));
            let key = keys.get(from + row).filter(|_| there).and_then(|key| usize::try_from(*key).ok());
            match key {
                None => put(row, &know(&Cell::Missing)),
                Some(key) if key >= KEPT => put(row, &know(&cells.cell(key))),
                Some(key) => {
                    if key >= kept.keyed.len() {
                        kept.keyed.resize_with(key + 1, || None);
                    }
                    put(row, kept.keyed[key].get_or_insert_with(|| know(&cells.cell(key))));
                }
            }
        }
        return;
    }
    for row in 0..rows {
        let cell = input.cell(from + row);
        let Cell::Text(text) = &cell else {
            put(row, &know(&cell));
            continue;
        };
        if let Some(known) = kept.texts.get(text.as_ref()) {
            put(row, known);
            continue;
        }
        let known = know(&cell);
        put(row, &known);
        if kept.texts.len() < KEPT {
            kept.texts.insert(text.clone().into_owned(), known);
        }
    }
}

impl Source<'_> {
    fn program(&self) -> &Program {
        &self.inner.part.program
    }

    fn plan(&self) -> &QuestionPlan {
        &self.program().questions[self.question]
    }

    fn know(&self, given: Result<Given, Problem>) -> Known {
        let nothing = Given::default();
        let of = given.as_ref().unwrap_or(&nothing);
        let score = match of.score {
            Some(score) if self.slots.by_row => score,
            Some(_) => slots::outcome(self.program(), self.plan(), of).value().unwrap_or_default(),
            None => 0.0,
        };
        Known { slot: slot(self.slots, of), score, given }
    }
}

/// Codes to slots, where the column holds numbers: `BAD` for what is no code. Whether there may be some
/// such; none where the column holds no numbers.
fn slots_of_codes(
    level: Level,
    input: &Input<'_>,
    (from, rows): (usize, usize),
    by: Codes,
    slots: &mut [u8],
) -> Option<bool> {
    let valid = input.valid.map(|bits| (bits, from));
    if let Column::Int8(codes) = input.column {
        let codes = codes.get(from..).unwrap_or_default();
        return Some(kernels::decode(level, codes.get(..rows).unwrap_or(codes), valid, by, slots));
    }
    let into = Slots8 {
        by,
        table: by.table(),
        valid: input.valid,
        from,
        slots: slots.get_mut(..rows).unwrap_or_default(),
    };
    match input.column {
        Column::Int16(values) => into.fill(values, |value| narrow(*value)),
        Column::Int32(values) => into.fill(values, |value| narrow(*value)),
        Column::Int64(values) => into.fill(values, |value| narrow(*value)),
        Column::UInt8(values) => into.fill(values, |value| narrow(*value)),
        Column::UInt16(values) => into.fill(values, |value| narrow(*value)),
        Column::UInt32(values) => into.fill(values, |value| narrow(*value)),
        Column::UInt64(values) => into.fill(values, |value| narrow(*value)),
        Column::Float32(values) => into.fill(values, |value| whole(f64::from(*value))),
        Column::Float64(values) => into.fill(values, |value| whole(*value)),
        _ => return None,
    }
    Some(slots.contains(&BAD))
}

/// The slots of a block, while numbers of any type are put in.
struct Slots8<'a> {
    by: Codes,
    table: [u8; 256],
    valid: Option<Bits<'a>>,
    from: usize,
    slots: &'a mut [u8],
}

impl Slots8<'_> {
    fn fill<T>(self, values: &[T], as_code: impl Fn(&T) -> Narrow) {
        let values = values.get(self.from..).unwrap_or_default();
        for (row, slot) in self.slots.iter_mut().enumerate() {
            let there = self.valid.is_none_or(|valid| valid.get(self.from + row));
            *slot = match values.get(row).filter(|_| there).map(&as_code) {
                None | Some(Narrow::Missing) => self.by.missing,
                Some(Narrow::Code(code)) => self.table[usize::from(code.cast_unsigned())],
                Some(Narrow::Other) => BAD,
            };
        }
    }
}

/// A number as an 8-bit code.
enum Narrow {
    Code(i8),
    Missing,
    Other,
}

fn narrow(number: impl TryInto<i8>) -> Narrow {
    number.try_into().map_or(Narrow::Other, Narrow::Code)
}

fn whole(number: f64) -> Narrow {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what is cut off is seen when it is held against the number"
    )]
    let code = number as i8;
    match () {
        () if number.is_nan() => Narrow::Missing,
        () if f64::from(code).total_cmp(&(number + 0.0)).is_eq() => Narrow::Code(code),
        () => Narrow::Other,
    }
}

/// The slot of a cell in which nothing stands, `BAD` where that is no answer.
fn missing(plan: &QuestionPlan, coding: &Coding) -> u8 {
    let missing = coding.missing.state();
    if state_allowed(plan, missing) { of_state(missing) } else { BAD }
}

/// The slot of what was given.
fn slot(slots: &Slots, given: &Given) -> u8 {
    match given.content {
        Content::Option(option) if slots.counted => {
            u8::try_from(option).map_or(UNANSWERED, |option| option + ANSWER)
        }
        _ => of_state(given.state),
    }
}

/// How 8-bit codes become slots, where they are the positions of options.
fn codes(plan: &QuestionPlan, coding: &Coding) -> Option<Codes> {
    let Scoring::Choice { options, .. } = &plan.scoring else { return None };
    let first = i8::try_from(coding.first).ok()?;
    let options = u8::try_from(options.len()).ok()?;
    // The last code must be one of 8 bits, or the kernel would take others for it.
    i8::try_from(i16::from(first) + i16::from(options) - 1).ok()?;
    let state = |code: Option<i64>, state: State| {
        let slot = if state_allowed(plan, state) { of_state(state) } else { BAD };
        code.and_then(|code| i8::try_from(code).ok()).map(|code| (code, slot))
    };
    let na = state(coding.not_applicable, State::NotApplicable);
    let dk = state(coding.dont_know, State::DontKnow);
    // Where a code of a state is that of an option, the option is meant: see `number`.
    let free = |(code, _): &(i8, u8)| {
        !(i16::from(first)..i16::from(first) + i16::from(options)).contains(&i16::from(*code))
    };
    let states = match (na.filter(free), dk.filter(free)) {
        (Some(na), Some(dk)) => [na, dk],
        (Some(one), None) | (None, Some(one)) => [one, one],
        (None, None) => [(first, ANSWER); 2],
    };
    Some(Codes { first, options, states, missing: missing(plan, coding) })
}
