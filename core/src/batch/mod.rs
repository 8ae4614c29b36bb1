// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Many answers at once, by column.

mod answer;
mod bounds;
mod columns;
mod conditions;
mod decode;
mod kernels;
mod lanes;
mod levels;
mod means;
mod nodes;
mod numbers;
mod outputs;
mod points;
mod reaches;
mod scores;
mod slots;
mod tables;
mod walk;

use fearless_simd::Level;

#[cfg(feature = "arrow")]
pub(crate) use columns::Input;
pub use columns::{Bits, Cell, Cells, Coding, Column, Columns, MissingCell};
pub use outputs::{Measure, Output, Target, Values};
pub use scores::{BadCell, BatchOptions, ScoreColumn, Scores};

use crate::forms::Wording;
use crate::id::{ItemId, OptionId, ProfileId};
#[cfg(feature = "arrow")]
use crate::instrument::given::Given;
use crate::instrument::program::{Item, Program, Scoring};
use crate::instrument::table::{N, Q, Table};
use crate::instrument::{Instrument, Part};
use crate::problem::{Code, Problem, Problems};
use conditions::{LaneTest, compile};
use decode::{Source, decode};
use lanes::ROWS;
use nodes::NodeProgram;
use outputs::{Bad, BlockTargets, blocks};
use slots::Slots;
use walk::{Scratch, Wanted};

use std::sync::{Arc, OnceLock};

/// An instrument made ready to score many answer sets at once: one column per question in, one column
/// per measure out. It gives the same bits as scoring them one by one, and cheap copies of it can be
/// used by several threads.
///
/// ```
/// use digirights::{BatchOptions, Column, Columns, Measure, Questionnaire};
///
/// let instrument = Questionnaire::from_json(r#"{
///     "format": "1.0", "id": "mini", "version": "1.0.0",
///     "scales": {"steps": {"options": [
///         {"id": "no", "value": 0}, {"id": "partly", "value": 0.5}, {"id": "yes", "value": 1}
///     ]}},
///     "root": {"id": "whole", "children": [
///         {"id": "register", "answer": {"kind": "choice", "scale": "steps"}, "weight": 3},
///         {"id": "training", "answer": {"kind": "share"}}
///     ]}
/// }"#)?.check()?;
/// let batch = instrument.batch(None)?;
///
/// // Three cities: options by position (-2 is don't-know), shares as numbers.
/// let mut columns = Columns::new(&batch, 3);
/// columns.set("register", Column::Int8(&[0, 1, -2]), None)?;
/// columns.set("training", Column::Float64(&[0.5, f64::NAN, 1.0]), None)?;
///
/// let scores = batch.score(&columns, &BatchOptions::default());
/// let whole = scores.numbers("whole", Measure::Point).expect("the root has a point");
/// assert_eq!(whole, [Some(0.125), Some(0.5), Some(1.0)]);
/// # Ok::<(), digirights::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Batch {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    instrument: Instrument,
    part: Arc<Part>,
    slots: Table<Q, Slots>,
    shows: Table<Q, Option<LaneTest>>,
    nodes: Table<N, NodeProgram>,
    members: Vec<NodeProgram>,
    /// Whether what is shown or adjusted depends on a level.
    levels: bool,
    level: Level,
    /// Made when the first text is read: columns of codes and numbers do without.
    wording: OnceLock<Wording>,
}

impl Inner {
    fn wording(&self) -> &Wording {
        self.wording.get_or_init(|| Wording::of(&self.instrument, &self.part))
    }
}

impl Instrument {
    /// Makes the instrument, or a profile of it, ready to score many answer sets.
    ///
    /// # Errors
    /// `A0509` where there is no such profile.
    pub fn batch(&self, profile: Option<&ProfileId>) -> Result<Batch, Problems> {
        let Some(part) = self.part(profile) else {
            let given = profile.map(ProfileId::as_str).unwrap_or_default();
            let profiles = self.definition().profiles.iter().map(|profile| profile.id.as_str());
            let problem = Problem::new(Code::UnknownProfile, "");
            return Err(Problems::certain(vec![problem.unknown(
                given,
                "a profile of the questionnaire",
                profiles,
            )]));
        };
        let program = &part.program;
        let slots = slots::all(program);
        let (mut shows, mut nodes) = (Table::new(), Table::new());
        shows.extend(
            program
                .questions
                .iter()
                .map(|(_, plan)| plan.show.as_ref().map(|test| compile(test, program, &slots))),
        );
        nodes.extend(program.nodes.iter().map(|(_, plan)| NodeProgram::new(plan, program, &slots)));
        let root = &program.nodes[program.root].id;
        let members = program.lenses.iter().flat_map(|lens| &lens.members);
        let members = members
            .map(|member| NodeProgram::member(&member.inputs, program, &slots, root.clone()))
            .collect();
        let mut levels = false;
        program.each_condition(false, &mut |test| levels |= test.looks_at_levels());
        let inner = Inner {
            instrument: self.clone(),
            part: part.clone(),
            slots,
            shows,
            nodes,
            members,
            levels,
            level: Level::new(),
            wording: OnceLock::new(),
        };
        Ok(Batch { inner: Arc::new(inner) })
    }
}

impl Batch {
    pub(crate) fn program(&self) -> &Program {
        &self.inner.part.program
    }

    /// Puts cells in order: by row, and then as in the questionnaire.
    pub(crate) fn sort(&self, cells: &mut [BadCell]) {
        cells.sort_by_cached_key(|cell| (cell.row, self.program().items.get(&cell.question).copied()));
    }

    /// What a cell gives to a question.
    #[cfg(feature = "arrow")]
    pub(crate) fn given(&self, question: Q, cell: &Cell<'_>, coding: &Coding) -> Result<Given, Problem> {
        let plan = &self.program().questions[question];
        let wording = || self.inner.wording();
        answer::Reader { question, plan, coding, wording: &wording }.given(cell)
    }

    /// The words of its questions.
    #[cfg(feature = "arrow")]
    pub(crate) fn wording(&self) -> &Wording {
        self.inner.wording()
    }

    /// The instrument it was made from.
    #[must_use]
    pub fn instrument(&self) -> &Instrument {
        &self.inner.instrument
    }

    /// The questions that columns can answer, in the order of the questionnaire.
    pub fn questions(&self) -> impl Iterator<Item = &ItemId> {
        self.program().questions.iter().map(|(_, plan)| &plan.id)
    }

    /// The options of a choice, in the order of their codes; `None` where the question is not answered by
    /// codes.
    #[must_use]
    pub fn options(&self, question: &str) -> Option<Vec<&OptionId>> {
        let Item::Question(position) = self.program().items.get(question).copied()? else { return None };
        match &self.program().questions[position].scoring {
            Scoring::Choice { options, .. } => Some(options.iter().map(|option| &option.id).collect()),
            _ => None,
        }
    }

    /// The columns that come out, in order: those of each node, then of each member of each lens.
    #[must_use]
    pub fn outputs(&self, options: &BatchOptions) -> Vec<Output> {
        outputs::list(self.program(), &options.measures, options.lenses)
    }

    /// Scores every row.
    #[must_use]
    pub fn score(&self, columns: &Columns<'_>, options: &BatchOptions) -> Scores {
        let words = columns.rows.div_ceil(64);
        let mut scored: Vec<ScoreColumn> = self
            .outputs(options)
            .into_iter()
            .map(|output| ScoreColumn {
                numbers: if output.levels.is_none() { vec![0.0; columns.rows] } else { Vec::new() },
                levels: if output.levels.is_some() { vec![0; columns.rows] } else { Vec::new() },
                valid: vec![0; words],
                output,
            })
            .collect();
        let outputs: Vec<Output> = scored.iter().map(|column| column.output.clone()).collect();
        let targets = scored.iter_mut().map(|column| Target {
            values: match column.output.levels {
                Some(_) => Values::Levels(&mut column.levels),
                None => Values::Numbers(&mut column.numbers),
            },
            valid: &mut column.valid,
        });
        let bad_cells = self.score_into(columns, &outputs, targets.collect(), options.threads);
        Scores { columns: scored, bad_cells }
    }

    /// Scores every row into lists that the caller keeps: one target for each of these outputs (of
    /// [`Batch::outputs`]), in their order. Comes back with the cells that are no answers.
    ///
    /// Outputs without a target, and rows beyond the end of a target, are not written.
    #[must_use]
    pub fn score_into(
        &self,
        columns: &Columns<'_>,
        outputs: &[Output],
        targets: Vec<Target<'_>>,
        threads: usize,
    ) -> Vec<BadCell> {
        let wanted = Wanted::of(outputs);
        let blocks = blocks(targets, columns.rows);
        let work = |scratch: &mut Scratch<'_>, (index, targets): (usize, BlockTargets<'_>)| {
            let from = index * ROWS;
            let rows = (columns.rows - from).min(ROWS);
            self.block(columns, outputs, &wanted, (from, rows), targets, scratch)
        };
        let scratch = || Scratch::new(&self.inner);
        #[cfg(feature = "parallel")]
        if threads > 1
            && let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build()
        {
            use rayon::prelude::*;
            let bad: Vec<Vec<BadCell>> =
                pool.install(|| blocks.into_par_iter().enumerate().map_init(scratch, work).collect());
            return bad.into_iter().flatten().collect();
        }
        let _ = threads;
        let mut scratch = scratch();
        blocks.into_iter().enumerate().flat_map(|block| work(&mut scratch, block)).collect()
    }

    /// Scores one block of rows.
    fn block(
        &self,
        columns: &Columns<'_>,
        outputs: &[Output],
        wanted: &Wanted,
        (from, rows): (usize, usize),
        targets: BlockTargets<'_>,
        scratch: &mut Scratch<'_>,
    ) -> Vec<BadCell> {
        let inner = &*self.inner;
        let lanes = &mut scratch.lanes;
        let mut bad_cells = Vec::new();
        let mut bad = Bad::default();
        // Each column is read just before it is needed, while the lists beside it are still near.
        inner.walk(lanes, wanted, rows, |question, lanes| {
            let slots = &inner.slots[question];
            let source =
                Source { inner, question, slots, input: columns.inputs[question], coding: &columns.coding };
            let of = &mut lanes.questions[question];
            let kept = &mut scratch.kept[question];
            decode(inner.level, &source, (from, rows), of, kept, |row, problem| {
                bad.add(row);
                let question = inner.part.program.questions[question].id.clone();
                let path = format!("/{}/{question}", from + row);
                bad_cells.push(BadCell { row: from + row, question, problem: problem.at_path(path) });
            });
        });
        self.sort(&mut bad_cells);
        for (output, target) in outputs.iter().zip(targets) {
            outputs::write(inner.level, output, lanes, &bad, target);
        }
        bad_cells
    }
}
