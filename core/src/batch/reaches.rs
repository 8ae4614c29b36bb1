// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! All that weighted means and sums may become, 64 rows at a time. The operations and their order are
//! those of `score::extent`, so every row gets its bits.

use fearless_simd::{Level, Simd, dispatch};

use crate::instrument::program::{Input, Item};
use crate::questionnaire::Rule;

use super::kernels::{Marks, Numbers, WIDTH, chunk};
use super::lanes::{Lanes, MAY_BLANK, MAY_DROP, MAY_SKIP, MAY_VALUE, NodeLanes, QuestionLanes, flags_of};
use super::means::Terms;
use super::nodes::NodeProgram;
use super::slots::{ANSWER, OPEN};

/// What an input may bring, row by row.
struct Reach {
    low: Numbers,
    high: Numbers,
    /// Its weight, if it cannot be absent in any of the rows: then it is in none of the lists below.
    always: Option<f64>,
    /// Its weight where it cannot be absent, else 0.
    sure: Numbers,
    /// Its weight where it may be present or absent, else 0.
    may: Numbers,
    /// Whether it may be so in any of the rows.
    optional: bool,
    /// Its weight where it may be absent and is taken as present, else 0.
    taken: Numbers,
}

const NO_REACH: Reach = Reach {
    low: [0.0; WIDTH],
    high: [0.0; WIDTH],
    always: None,
    sure: [0.0; WIDTH],
    may: [0.0; WIDTH],
    optional: false,
    taken: [0.0; WIDTH],
};

/// It may be left out, as hidden, not applicable or don't-know.
const MAY_GO: u8 = 16;
/// It may have no value, for whatever reason.
const MAY_MISS: u8 = 32;

/// Bits that all inputs have, and bits that some have.
struct Flags {
    every: Marks,
    some: Marks,
}

/// All that the rows may become that are not certain to have a value, and those beside them.
pub(super) fn extents(level: Level, by: &NodeProgram, lanes: &Lanes<'_>, out: &mut NodeLanes) {
    dispatch!(level, simd => extents_in(simd, by, lanes, out));
}

#[inline(always)]
fn extents_in<S: Simd>(simd: S, by: &NodeProgram, lanes: &Lanes<'_>, out: &mut NodeLanes) {
    let (is_mean, scale) = (by.plan.rule != Rule::Sum, by.plan.scale);
    let NodeLanes { flags, low, high, .. } = out;
    let ends = low.as_chunks_mut().0.iter_mut().zip(high.as_chunks_mut().0);
    let mut reaches: Vec<Reach> = Vec::new();
    for (at, (flags, (low, high))) in flags.as_chunks_mut().0.iter_mut().zip(ends).enumerate() {
        let flags: &mut Marks = flags;
        if flags.iter().all(|flags| *flags == MAY_VALUE) {
            continue;
        }
        reaches.resize_with(by.plan.inputs.len(), || NO_REACH);
        let mut all = Flags { every: [u8::MAX; WIDTH], some: [0; WIDTH] };
        for ((input, terms), reach) in by.plan.inputs.iter().zip(&by.terms).zip(&mut reaches) {
            fill(simd, (input, terms.as_ref()), lanes, at, reach, &mut all);
        }
        *low = extreme::<false>(is_mean, &mut reaches);
        *high = extreme::<true>(is_mean, &mut reaches);
        for row in 0..WIDTH {
            let (every, some) = (all.every[row], all.some[row]);
            let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
            let value = some & MAY_VALUE;
            flags[row] = value
                | every & MAY_DROP
                | bit(every & MAY_GO != 0, some & MAY_SKIP)
                | bit(every & MAY_MISS != 0, some & MAY_BLANK);
            low[row] = if value == 0 { 0.0 } else { low[row] * scale };
            high[row] = if value == 0 { 0.0 } else { high[row] * scale };
        }
    }
}

/// Reads what an input may bring.
#[inline(always)]
fn fill<S: Simd>(
    simd: S,
    (input, terms): (&Input, Option<&Terms>),
    lanes: &Lanes<'_>,
    at: usize,
    reach: &mut Reach,
    all: &mut Flags,
) {
    let (weight, unit) = (input.weight, input.unit);
    let mut flags = [0; WIDTH];
    let Reach { low, high, sure, may, .. } = reach;
    match (input.item, terms) {
        (Item::Node(node), _) => {
            let of = &lanes.nodes[node];
            flags = *chunk(&of.flags, at);
            let (lows, highs) = (chunk(&of.low, at), chunk(&of.high, at));
            for row in 0..WIDTH {
                (low[row], high[row]) = (lows[row], highs[row]);
            }
            if unit.total_cmp(&1.0).is_ne() {
                for row in 0..WIDTH {
                    (low[row], high[row]) = (low[row] / unit, high[row] / unit);
                }
            }
        }
        (Item::Question(question), Some(terms)) => {
            let of = &lanes.questions[question];
            if of.extents.is_empty() {
                read(simd, (unit, terms), of, at, (&mut flags, low, high));
            } else {
                for (row, extent) in of.extents.iter().skip(at * WIDTH).take(WIDTH).enumerate() {
                    flags[row] = flags_of(extent);
                    let there = extent.value;
                    low[row] = if there { extent.low / unit } else { 0.0 };
                    high[row] = if there { extent.high / unit } else { 0.0 };
                }
            }
        }
        (Item::Question(_), None) => {}
    }
    reach.optional = false;
    reach.always = flags.iter().all(|flags| *flags == MAY_VALUE).then_some(weight);
    if reach.always.is_some() {
        for row in 0..WIDTH {
            all.every[row] &= MAY_VALUE;
            all.some[row] |= MAY_VALUE;
        }
        return;
    }
    let mut optional = 0;
    for row in 0..WIDTH {
        let flags = flags[row];
        let certain = flags == MAY_VALUE;
        let unsure = flags & MAY_VALUE != 0 && !certain;
        sure[row] = if certain { weight } else { 0.0 };
        may[row] = if unsure { weight } else { 0.0 };
        optional |= u8::from(unsure);
        let goes = if flags & (MAY_DROP | MAY_SKIP) == 0 { 0 } else { MAY_GO };
        let misses = if flags & (MAY_DROP | MAY_SKIP | MAY_BLANK) == 0 { 0 } else { MAY_MISS };
        all.every[row] &= flags | goes | misses;
        all.some[row] |= flags;
    }
    reach.optional = optional > 0;
}

/// Reads what a question may bring by its slots.
#[inline(always)]
fn read<S: Simd>(
    simd: S,
    (unit, terms): (f64, &Terms),
    of: &QuestionLanes,
    at: usize,
    (flags, low, high): (&mut Marks, &mut Numbers, &mut Numbers),
) {
    let mut slots = *chunk(of.hazy(), at);
    let open = slots.map(|slot| if slot & OPEN == 0 { 0 } else { MAY_DROP });
    for slot in &mut slots {
        *slot &= !OPEN;
    }
    terms.flags.read(simd, &slots, flags);
    terms.low.read(simd, &slots, low);
    terms.high.read(simd, &slots, high);
    for (flags, open) in flags.iter_mut().zip(&open) {
        *flags |= open;
    }
    if !of.scores.is_empty() {
        let scores = chunk(&of.scores, at);
        for row in 0..WIDTH {
            let (own, is_own) = (scores[row] / unit, slots[row] >= ANSWER);
            low[row] = if is_own { own } else { low[row] };
            high[row] = if is_own { own } else { high[row] };
        }
    }
}

#[inline(always)]
fn value<const HIGH: bool>(reach: &Reach) -> &Numbers {
    if HIGH { &reach.high } else { &reach.low }
}

#[inline(always)]
fn better<const HIGH: bool>(a: f64, b: f64) -> bool {
    if HIGH { a > b } else { a < b }
}

/// The least or greatest result of each row, as `score::extent` finds it: what beats the certain inputs
/// comes in, and what the new mean beats goes out again, until nothing does.
#[inline(always)]
fn extreme<const HIGH: bool>(is_mean: bool, reaches: &mut [Reach]) -> Numbers {
    let mut total = Total::of::<HIGH>(reaches, false);
    let mut result = total.result(is_mean);
    // Nothing beats the mean of nothing, which is no number.
    let limit = if is_mean { result } else { [0.0; WIDTH] };
    if take::<HIGH>(is_mean, reaches, &limit) {
        loop {
            total = Total::of::<HIGH>(reaches, true);
            result = total.result(is_mean);
            if !is_mean || !leave::<HIGH>(reaches, &result) {
                break;
            }
        }
    }
    if total.weight.iter().any(|weight| *weight <= 0.0) {
        alone::<HIGH>(is_mean, reaches, &total.weight, &mut result);
    }
    result
}

/// What is present, added up.
struct Total {
    sum: Numbers,
    weight: Numbers,
}

impl Total {
    #[inline(always)]
    fn of<const HIGH: bool>(reaches: &[Reach], with_taken: bool) -> Self {
        let mut total = Self { sum: [0.0; WIDTH], weight: [0.0; WIDTH] };
        for reach in reaches {
            if let Some(weight) = reach.always {
                total.add(weight, value::<HIGH>(reach));
                continue;
            }
            let more = if with_taken && reach.optional { 1.0 } else { 0.0 };
            let values = reach.sure.iter().zip(&reach.taken).zip(value::<HIGH>(reach));
            let each = total.sum.iter_mut().zip(&mut total.weight).zip(values);
            for ((sum, weight), ((sure, taken), value)) in each {
                let present = sure + taken * more;
                *sum += present * value;
                *weight += present;
            }
        }
        total
    }

    #[inline(always)]
    fn add(&mut self, present: f64, values: &Numbers) {
        for ((sum, weight), value) in self.sum.iter_mut().zip(&mut self.weight).zip(values) {
            *sum += present * value;
            *weight += present;
        }
    }

    #[inline(always)]
    fn result(&self, is_mean: bool) -> Numbers {
        let mut result = self.sum;
        if is_mean {
            for (result, weight) in result.iter_mut().zip(&self.weight) {
                *result /= weight;
            }
        }
        result
    }
}

/// Takes what beats the limit. Whether anything does.
#[inline(always)]
fn take<const HIGH: bool>(is_mean: bool, reaches: &mut [Reach], limit: &Numbers) -> bool {
    let mut some = 0;
    for reach in reaches.iter_mut().filter(|reach| reach.optional) {
        let value = if HIGH { &reach.high } else { &reach.low };
        let each = reach.taken.iter_mut().zip(&reach.may).zip(value.iter().zip(limit));
        for ((taken, may), (value, limit)) in each {
            let key = if is_mean { *value } else { may * value };
            let takes = *may > 0.0 && better::<HIGH>(key, *limit);
            *taken = if takes { *may } else { 0.0 };
            some |= u8::from(takes);
        }
    }
    some > 0
}

/// Lets go of what the mean beats. Whether anything goes.
#[inline(always)]
fn leave<const HIGH: bool>(reaches: &mut [Reach], mean: &Numbers) -> bool {
    let mut some = 0;
    for reach in reaches.iter_mut().filter(|reach| reach.optional) {
        let value = if HIGH { &reach.high } else { &reach.low };
        let each = reach.taken.iter_mut().zip(value.iter().zip(mean));
        for (taken, (value, mean)) in each {
            let goes = *taken > 0.0 && better::<HIGH>(*mean, *value);
            *taken = if goes { 0.0 } else { *taken };
            some |= u8::from(goes);
        }
    }
    some > 0
}

/// The result of the best input alone, in rows in which nothing is certain and nothing was taken.
fn alone<const HIGH: bool>(is_mean: bool, reaches: &[Reach], weight: &Numbers, result: &mut Numbers) {
    for row in (0..WIDTH).filter(|row| weight[*row] <= 0.0) {
        let mut best: Option<(f64, f64)> = None;
        for reach in reaches.iter().filter(|reach| reach.optional && reach.may[row] > 0.0) {
            let (value, weight) = (value::<HIGH>(reach)[row], reach.may[row]);
            let key = if is_mean { value } else { weight * value };
            if best.is_none_or(|(best, _)| better::<HIGH>(key, best)) {
                best = Some((key, weight));
            }
        }
        result[row] = match best {
            Some((value, weight)) if is_mean => weight * value / weight,
            Some((term, _)) => term,
            None => 0.0,
        };
    }
}
