// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Compiles what can be answered into how it scores.

use std::borrow::Cow;

use super::curve;
use super::program::{MapPlan, OptionPlan, RangePlan, Scoring, ShapePlan, StepsPlan, Worth};
use crate::id::{OptionId, ScaleId};
use crate::json::plain;
use crate::number::{Number, Share};
use crate::problem::{Code, Problem};
use crate::questionnaire::{
    AnswerKind, Band, Choosable, Combine, CountsAs, DateAnswer, Definition, Edge, Measure, Order, Question,
    Several, YesNo,
};

/// A question's scoring with its units.
pub(crate) struct Compiled {
    pub(crate) scoring: Scoring,
    /// Least and greatest score that an answer can have.
    pub(crate) reach: (f64, f64),
    /// Ends of its units: the least is 0, or the least score where that is negative.
    pub(crate) lowest: f64,
    pub(crate) maximum: f64,
}

/// Least and greatest of some scores.
type Extent = (f64, f64);

fn extent(scores: impl IntoIterator<Item = f64>) -> Extent {
    scores
        .into_iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), score| (low.min(score), high.max(score)))
}

/// Compiles one question's answer. Every problem is noted, at paths below `path`.
pub(crate) fn compile(
    question: &Question,
    definition: &Definition,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Compiled {
    let before = problems.len();
    let full = question.maximum.map_or(1.0, super::super::number::Positive::get);
    let path_of_answer = format!("{path}/answer");
    let mut compiler = Compiler {
        definition,
        path: &path_of_answer,
        full,
        problems,
        uses_points: false,
        uses_values: false,
    };
    let (mut scoring, (lowest, highest)) = compiler.answer(&question.answer);
    let uses_points = compiler.uses_points;
    if uses_points && compiler.uses_values {
        let problem = Problem::new(Code::MixedWorth, path_of_answer.clone());
        problems.push(problem.finding("values and points").expecting("one of the two"));
    }
    let mut refuse = |field: &str, found: &str, expected: &str| {
        problems.push(
            Problem::new(Code::FieldNotHere, format!("{path}/{field}")).finding(found).expecting(expected),
        );
    };
    if uses_points && question.maximum.is_some() {
        refuse("maximum", "`maximum` with points", "values, or no `maximum`");
    }
    let scored = scoring.is_scored();
    if question.reversed && !scored {
        refuse("reversed", "`reversed` on a question that is not scored", "a scored question");
    }
    if !scored {
        return Compiled { scoring, reach: (0.0, 0.0), lowest: 0.0, maximum: 0.0 };
    }
    if lowest >= highest && problems.len() > before {
        // What is wrong was said.
    } else if lowest >= highest {
        let problem = Problem::new(Code::NoDistinctValues, path_of_answer);
        problems
            .push(problem.finding("one score for all answers").expecting("at least two different scores"));
    } else if question.reversed {
        let (low, high) = ends(&scoring, (lowest, highest));
        turn(&mut scoring, low + high);
    }
    let (lowest, highest) = match ends(&scoring, (lowest, highest)) {
        // Only part of the curve is in reach: its mirror image is.
        (low, high) if question.reversed && (low < lowest || highest < high) => {
            (low + high - highest, low + high - lowest)
        }
        _ => (lowest, highest),
    };
    // A share needs a maximum above 0, whatever the points are.
    let maximum = if uses_points { if highest > 0.0 { highest } else { 1.0 } } else { full };
    Compiled { scoring, reach: (lowest, highest), lowest: lowest.min(0.0), maximum }
}

/// The ends of a scale. Those of a curve are the ends of the curve, whatever part of it the possible
/// numbers reach.
fn ends(scoring: &Scoring, scores: Extent) -> Extent {
    match scoring {
        Scoring::Number { map: Some(MapPlan { shape, factor, .. }), .. } => match shape {
            ShapePlan::Steps(steps) => extent(steps.worths.iter().filter_map(|worth| worth.score())),
            ShapePlan::Piecewise(points) => extent(points.iter().map(|point| point.1 * factor)),
            _ => (0.0, *factor),
        },
        _ => scores,
    }
}

/// Reads a scale from its other end: `sum` is lowest + highest.
fn turn(scoring: &mut Scoring, sum: f64) {
    match scoring {
        Scoring::Choice { options, .. } => {
            for option in options {
                option.worth = option.worth.map(|score| sum - score);
            }
        }
        Scoring::Number { map: Some(map), .. } => map.reverse = Some(sum),
        Scoring::Date { worths, .. } => {
            for worth in worths {
                *worth = worth.map(|score| sum - score);
            }
        }
        Scoring::Several { reverse, .. } => *reverse = Some(sum),
        Scoring::Number { .. } | Scoring::Text => {}
    }
}

struct Compiler<'a> {
    definition: &'a Definition,
    path: &'a str,
    /// The score of a value of 1.
    full: f64,
    problems: &'a mut Vec<Problem>,
    uses_points: bool,
    uses_values: bool,
}

impl Compiler<'_> {
    fn note<'t>(
        &mut self,
        code: Code,
        below: &str,
        found: impl Into<Cow<'t, str>>,
        expected: impl Into<Cow<'t, str>>,
    ) {
        let path = format!("{}{below}", self.path);
        self.problems.push(Problem::new(code, path).finding(found).expecting(expected));
    }

    fn answer(&mut self, answer: &AnswerKind) -> (Scoring, Extent) {
        match answer {
            AnswerKind::Choice(choice) => {
                let options = self.options(choice.scale.as_ref(), &choice.options, true);
                let scores = extent(options.iter().filter_map(score_of));
                let ordinal = choice.order == Order::Ordinal;
                (Scoring::Choice { options, ordinal, truth: false }, scores)
            }
            AnswerKind::YesNo(answer) => self.yes_no(answer),
            AnswerKind::Several(answer) => self.several(answer),
            AnswerKind::Number(measure) => self.number(measure, false),
            AnswerKind::Share(measure) => self.number(measure, true),
            AnswerKind::Date(answer) => self.date(answer),
            AnswerKind::Text(_) => (Scoring::Text, (0.0, 0.0)),
        }
    }

    /// The options of a scale or of the question itself.
    fn options(&mut self, scale: Option<&ScaleId>, own: &[Choosable], worth_needed: bool) -> Vec<OptionPlan> {
        let definition = self.definition;
        let listed = match scale.map(|id| (id, definition.scales.get(id))) {
            Some((_, Some(_))) if !own.is_empty() => {
                self.note(Code::FieldNotHere, "/options", "a scale and options", "one of the two");
                own
            }
            Some((_, Some(scale))) => &scale.options,
            Some((id, None)) => {
                let path = format!("{}/scale", self.path);
                let known = definition.scales.keys().map(ScaleId::as_str);
                self.problems.push(Problem::new(Code::UnknownReference, path).unknown(
                    id.as_str(),
                    "the id of a scale",
                    known,
                ));
                return Vec::new();
            }
            None if own.is_empty() => {
                self.note(Code::FieldNeeded, "", "neither `scale` nor `options`", "one of the two");
                return Vec::new();
            }
            None => own,
        };
        let from_scale = scale.is_some() && own.is_empty();
        let mut options: Vec<OptionPlan> = Vec::with_capacity(listed.len());
        for (index, option) in listed.iter().enumerate() {
            let below = if from_scale { "/scale".to_owned() } else { format!("/options/{index}") };
            if options.iter().any(|other| other.id == option.id) {
                self.note(Code::DuplicateId, &below, format!("`{}` twice", option.id), "each option once");
            }
            let worth = self.worth(option, &below, worth_needed);
            options.push(OptionPlan { id: option.id.clone(), worth, exclusive: option.exclusive });
        }
        options
    }

    fn worth(&mut self, option: &Choosable, below: &str, needed: bool) -> Worth {
        let given = (option.value, option.points, option.counts_as);
        if given == (None, None, None) && (option.exclusive || !needed) {
            return Worth::Score(0.0);
        }
        self.worth_of(given, below, || format!("`{}`", option.id))
    }

    /// What `value`, `points` and `counts_as` say together: exactly one of them.
    fn worth_of(
        &mut self,
        given: (Option<Share>, Option<Number>, Option<CountsAs>),
        below: &str,
        name: impl FnOnce() -> String,
    ) -> Worth {
        match given {
            (Some(value), None, None) => {
                self.uses_values = true;
                Worth::Score(value.get() * self.full)
            }
            (None, Some(points), None) => {
                self.uses_points = true;
                Worth::Score(points.get())
            }
            (None, None, Some(state)) => Worth::CountsAs(state),
            (None, None, None) => {
                let found = format!("{} without worth", name());
                self.note(Code::NoWorth, below, found, "`value`, `points` or `counts_as`");
                Worth::Score(0.0)
            }
            _ => {
                self.note(Code::MixedWorth, below, name(), "only one of `value`, `points` and `counts_as`");
                Worth::Score(0.0)
            }
        }
    }

    fn yes_no(&mut self, answer: &YesNo) -> (Scoring, Extent) {
        let (yes, partly, no) = match &answer.points {
            None => (self.full, 0.5 * self.full, 0.0),
            Some(points) => {
                self.uses_points = true;
                if answer.partly != points.partly.is_some() {
                    self.note(
                        Code::FieldNeeded,
                        "/points",
                        "`partly` in one place only",
                        "points of each answer",
                    );
                }
                (points.yes.get(), points.partly.map_or(0.0, Number::get), points.no.get())
            }
        };
        let answers = [("no", Some(no)), ("partly", answer.partly.then_some(partly)), ("yes", Some(yes))];
        let options: Vec<OptionPlan> = answers
            .into_iter()
            .filter_map(|(id, score)| {
                let id = id.parse::<OptionId>().ok()?;
                Some(OptionPlan { id, worth: Worth::Score(score?), exclusive: false })
            })
            .collect();
        let scores = extent(options.iter().filter_map(score_of));
        (Scoring::Choice { options, ordinal: true, truth: true }, scores)
    }

    fn several(&mut self, answer: &Several) -> (Scoring, Extent) {
        let by_number = matches!(answer.combine, Combine::Share | Combine::Count);
        let options = self.options(answer.scale.as_ref(), &answer.options, !by_number);
        for (index, option) in answer.options.iter().enumerate() {
            let below = format!("/options/{index}");
            if option.counts_as.is_some() && !option.exclusive {
                self.note(Code::FieldNotHere, &below, "`counts_as`", "an option that is `exclusive`");
            } else if by_number && !option.exclusive && (option.value.is_some() || option.points.is_some()) {
                let found = format!("a worth, where the options are only counted ({})", answer.combine);
                self.note(Code::FieldNotHere, &below, found, "no `value` and no `points`");
            }
        }
        let open = |option: &&OptionPlan| !option.exclusive;
        let listed = options.iter().filter(open).count();
        let mut steps = StepsPlan::default();
        if answer.combine == Combine::Count {
            steps = self.bands(&answer.bands, answer.edge, 0.0);
        } else if !answer.bands.is_empty() {
            self.note(Code::FieldNotHere, "/bands", "`bands`", "`combine`: `count`");
        }
        if by_number && !self.uses_points {
            self.uses_values = true;
        }
        let cap = answer.cap.map_or(f64::INFINITY, super::super::number::Positive::get);
        let worths = || options.iter().filter(open).filter_map(score_of);
        let (low, high) = match answer.combine {
            Combine::Sum => (worths().map(|w| w.min(0.0)).sum(), worths().map(|w| w.max(0.0)).sum()),
            Combine::Share => (0.0, if listed == 0 { 0.0 } else { self.full }),
            Combine::Count => extent((0..=listed).filter_map(|number| steps.worth(count(number))?.score())),
            Combine::Mean | Combine::Minimum | Combine::Maximum => extent(worths().chain([0.0])),
        };
        let alone = extent(options.iter().filter(|option| option.exclusive).filter_map(score_of));
        let (low, high) = (low.min(alone.0).min(cap), high.max(alone.1).min(cap));
        if self.uses_values && high > self.full * (1.0 + 1e-12) {
            let expected = format!("parts of at most {}, or a `cap`", plain(self.full));
            self.note(
                Code::PartsExceedMaximum,
                "/options",
                format!("parts that sum to {}", plain(high)),
                expected,
            );
        }
        (
            Scoring::Several { options, combine: answer.combine, steps, cap, unit: self.full, reverse: None },
            (low, high),
        )
    }

    fn number(&mut self, measure: &Measure, share: bool) -> (Scoring, Extent) {
        let default = if share { (0.0, 1.0) } else { (f64::NEG_INFINITY, f64::INFINITY) };
        let range = RangePlan {
            minimum: measure.minimum.map_or(default.0, Number::get),
            maximum: measure.maximum.map_or(default.1, Number::get),
            integer: measure.integer,
            share,
            unit: measure.unit.clone(),
        };
        let outside = share && (range.minimum < 0.0 || range.maximum > 1.0);
        if range.minimum >= range.maximum || outside {
            let found = format!("{} to {}", plain(range.minimum), plain(range.maximum));
            self.note(Code::BadRange, "", found, "a minimum below the maximum; for a share within 0 to 1");
        }
        let shape = match (&measure.curve, measure.bands.is_empty()) {
            (Some(_), false) => {
                self.note(Code::FieldNotHere, "/curve", "`curve` and `bands`", "one of the two");
                None
            }
            (Some(curve), true) => {
                self.uses_values = true;
                match curve::compile(curve) {
                    Ok(shape) => Some(shape),
                    Err(expected) => {
                        self.note(Code::BadCurve, "/curve", "", expected);
                        None
                    }
                }
            }
            (None, false) => Some(ShapePlan::Steps(self.bands(&measure.bands, measure.edge, range.minimum))),
            (None, true) if share => {
                self.uses_values = true;
                Some(ShapePlan::Linear { worst: 0.0, best: 1.0 })
            }
            (None, true) => None,
        };
        let Some(shape) = shape else {
            return (Scoring::Number { range, map: None }, (0.0, 0.0));
        };
        let factor = if matches!(shape, ShapePlan::Steps(_)) { 1.0 } else { self.full };
        let map = MapPlan { shape, factor, reverse: None };
        let scores = map.extent(&range);
        (Scoring::Number { range, map: Some(map) }, scores)
    }

    fn bands(&mut self, bands: &[Band], edge: Edge, minimum: f64) -> StepsPlan {
        let mut steps = StepsPlan { starts: Vec::new(), worths: Vec::new(), edge };
        if bands.is_empty() {
            self.note(Code::FieldNeeded, "", "no `bands`", "bands");
        }
        for (index, band) in bands.iter().enumerate() {
            let below = format!("/bands/{index}");
            let start = band.from.map_or(f64::NEG_INFINITY, Number::get);
            let before = steps.starts.last().copied();
            if before.is_some_and(|before| start <= before) {
                let expected = format!("more than {}", plain(before.unwrap_or_default()));
                self.note(Code::BandsOrder, &below, format!("from {}", plain(start)), expected);
            }
            steps.starts.push(start);
            let worth = self.worth_of((band.value, band.points, band.counts_as), &below, || {
                format!("a band from {}", plain(start))
            });
            steps.worths.push(worth);
        }
        let first = steps.starts.first().copied().unwrap_or(f64::NEG_INFINITY);
        if first > minimum || (first >= minimum && minimum.is_finite() && edge == Edge::Excluded) {
            let found = format!("bands from {}, numbers from {}", plain(first), plain(minimum));
            self.note(
                Code::BandGap,
                "/bands/0",
                found,
                "a first band that begins at the minimum, or without `from`",
            );
        }
        steps
    }

    fn date(&mut self, answer: &DateAnswer) -> (Scoring, Extent) {
        let (mut starts, mut worths) = (Vec::new(), Vec::new());
        for (index, band) in answer.bands.iter().enumerate() {
            let below = format!("/bands/{index}");
            if index > 0 && starts.last() >= Some(&band.from) {
                self.note(
                    Code::BandsOrder,
                    &below,
                    "a day that is not later",
                    "a later day than the band before",
                );
            }
            starts.push(band.from.clone());
            worths.push(
                self.worth_of((band.value, band.points, band.counts_as), &below, || "a band".to_owned()),
            );
        }
        let scores = extent(worths.iter().filter_map(|worth: &Worth| worth.score()));
        (Scoring::Date { starts, worths, edge: answer.edge }, scores)
    }
}

pub(crate) fn score_of(option: &OptionPlan) -> Option<f64> {
    option.worth.score()
}

/// A number of options as a float. Lists of options are far shorter than 2^53.
#[expect(clippy::cast_precision_loss, reason = "a questionnaire has far fewer than 2^53 of anything")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}
