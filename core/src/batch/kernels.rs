// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Arithmetic on blocks of rows, in the widest registers of the machine. Each kernel does the same to
//! every row, so the width never shows in a result.

use fearless_simd::{Bytes as _, Level, Simd, SimdBase as _, dispatch, i8x64, mask8x64, u8x64};

use super::columns::Bits;
use super::slots::{ANSWER, BAD, OPEN};
use super::tables::Bytes;

/// Rows that a kernel takes at once; every list of a block is a multiple of it.
pub(super) const WIDTH: usize = 64;

/// A table of 16 bytes, indexed by slot.
pub(super) type Table16 = [u8; 16];

/// Slots below this can be looked up in a [`Table16`].
pub(super) const IN_TABLE: usize = 16;

fn chunks(bytes: &[u8]) -> &[[u8; WIDTH]] {
    bytes.as_chunks().0
}

fn chunks_mut(bytes: &mut [u8]) -> &mut [[u8; WIDTH]] {
    bytes.as_chunks_mut().0
}

/// How 8-bit codes become slots.
#[derive(Debug, Clone, Copy)]
pub(super) struct Codes {
    /// The code of the first option.
    pub(super) first: i8,
    /// How many options there are.
    pub(super) options: u8,
    /// Codes of states, and their slots. One that is not there repeats the other.
    pub(super) states: [(i8, u8); 2],
    /// The slot of a cell in which nothing stands.
    pub(super) missing: u8,
}

impl Codes {
    /// The slot of every code, by its byte.
    pub(super) fn table(self) -> [u8; 256] {
        let mut table = [BAD; 256];
        for code in i8::MIN..=i8::MAX {
            let byte = code.cast_unsigned();
            let position = byte.wrapping_sub(self.first.cast_unsigned());
            let state = self.states.iter().find(|(state, _)| *state == code).map(|(_, slot)| *slot);
            let option = (position < self.options).then(|| position + ANSWER);
            table[usize::from(byte)] = state.or(option).unwrap_or(BAD);
        }
        table
    }
}

/// Codes to slots, `BAD` where there is no such option. Whether some are.
pub(super) fn decode(
    level: Level,
    codes: &[i8],
    valid: Option<(Bits<'_>, usize)>,
    by: Codes,
    slots: &mut [u8],
) -> bool {
    dispatch!(level, simd => decode_in(simd, codes, valid, by, slots))
}

#[inline(always)]
fn decode_in<S: Simd>(
    simd: S,
    codes: &[i8],
    valid: Option<(Bits<'_>, usize)>,
    by: Codes,
    slots: &mut [u8],
) -> bool {
    let (whole, rest) = codes.as_chunks::<WIDTH>();
    let mut bad = simd.splat_mask8x64(false);
    let aligned = valid.and_then(|(bits, row)| bits.aligned(row));
    let out = chunks_mut(slots);
    match (valid, aligned) {
        (None, _) => {
            for (chunk, out) in whole.iter().zip(out.iter_mut()) {
                decode_chunk(simd, chunk, u64::MAX, by, out, &mut bad);
            }
        }
        (_, Some(words)) if words.len() >= whole.len() => {
            for ((chunk, word), out) in whole.iter().zip(words).zip(out.iter_mut()) {
                decode_chunk(simd, chunk, u64::from_le_bytes(*word), by, out, &mut bad);
            }
        }
        (Some((bits, row)), _) => {
            for (at, (chunk, out)) in whole.iter().zip(out.iter_mut()).enumerate() {
                decode_chunk(simd, chunk, bits.word(row + at * WIDTH), by, out, &mut bad);
            }
        }
    }
    if let Some(out) = out.get_mut(whole.len()).filter(|_| !rest.is_empty()) {
        let mut tail = [0; WIDTH];
        for (to, code) in tail.iter_mut().zip(rest) {
            *to = *code;
        }
        let word = valid.map_or(u64::MAX, |(bits, row)| bits.word(row + whole.len() * WIDTH));
        decode_chunk(simd, &tail, word & ((1 << rest.len()) - 1), by, out, &mut bad);
    }
    simd.any_true_mask8x64(bad)
}

#[inline(always)]
fn decode_chunk<S: Simd>(
    simd: S,
    chunk: &[i8; WIDTH],
    there: u64,
    by: Codes,
    out: &mut [u8; WIDTH],
    bad: &mut mask8x64<S>,
) {
    let there = simd.from_bitmask_mask8x64(there);
    let codes = i8x64::from_slice(simd, chunk);
    let unsigned: u8x64<S> = codes.bitcast();
    let first: u8x64<S> = simd.splat_i8x64(by.first).bitcast();
    let position = simd.sub_u8x64(unsigned, first);
    let unknown = simd.simd_ge_u8x64(position, simd.splat_u8x64(by.options));
    let missing = simd.splat_u8x64(by.missing);
    let mut slot = simd.select_u8x64(there, simd.add_u8x64(position, simd.splat_u8x64(ANSWER)), missing);
    let unknown = simd.and_mask8x64(unknown, there);
    if simd.any_true_mask8x64(unknown) || by.missing == BAD {
        let bad_slot = simd.splat_u8x64(BAD);
        slot = simd.select_u8x64(unknown, bad_slot, slot);
        for (code, state) in by.states {
            let is = simd.and_mask8x64(unknown, simd.simd_eq_i8x64(codes, simd.splat_i8x64(code)));
            slot = simd.select_u8x64(is, simd.splat_u8x64(state), slot);
        }
        *bad = simd.or_mask8x64(*bad, simd.simd_eq_u8x64(slot, bad_slot));
    }
    slot.store_slice(out);
}

/// An input of a whole-number sum: the slots of a question, and what each slot adds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) slots: &'a [u8],
    pub(super) sum: &'a Table16,
    pub(super) weight: &'a Table16,
}

/// Adds up whole numbers row by row.
pub(super) fn add_up(level: Level, parts: &[Part<'_>], sums: &mut [u8], weights: &mut [u8]) {
    dispatch!(level, simd => add_up_in(simd, parts, sums, weights));
}

#[inline(always)]
fn add_up_in<S: Simd>(simd: S, parts: &[Part<'_>], sums: &mut [u8], weights: &mut [u8]) {
    for (at, (sum, weight)) in chunks_mut(sums).iter_mut().zip(chunks_mut(weights)).enumerate() {
        let (mut s, mut w) = (simd.splat_u8x64(0), simd.splat_u8x64(0));
        for part in parts {
            let Some(slots) = chunks(part.slots).get(at) else { continue };
            let slots = u8x64::from_slice(simd, slots);
            s = simd.add_u8x64(s, look_up(simd, part.sum, slots));
            w = simd.add_u8x64(w, look_up(simd, part.weight, slots));
        }
        s.store_slice(sum);
        w.store_slice(weight);
    }
}

#[inline(always)]
pub(super) fn look_up<S: Simd>(simd: S, table: &Table16, slots: u8x64<S>) -> u8x64<S> {
    let table = fearless_simd::u8x16::from_slice(simd, table);
    let table = simd.combine_u8x16(table, table);
    simd.swizzle_dyn_within_blocks_u8x64(simd.combine_u8x32(table, table), slots)
}

/// Looks every slot up.
pub(super) fn map(level: Level, slots: &[u8], by: &Bytes, out: &mut [u8]) {
    dispatch!(level, simd => map_in(simd, slots, by, out));
}

#[inline(always)]
fn map_in<S: Simd>(simd: S, slots: &[u8], by: &Bytes, out: &mut [u8]) {
    for (slots, out) in chunks(slots).iter().zip(chunks_mut(out)) {
        by.read(simd, slots, out);
    }
}

/// Looks every slot up, in the second table where it is open whether the question is shown.
pub(super) fn map_either(level: Level, slots: &[u8], by: (&Bytes, &Bytes), out: &mut [u8]) {
    dispatch!(level, simd => map_either_in(simd, slots, by, out));
}

#[inline(always)]
fn map_either_in<S: Simd>(simd: S, slots: &[u8], (shown, open): (&Bytes, &Bytes), out: &mut [u8]) {
    let mut others = [0; WIDTH];
    for (slots, out) in chunks(slots).iter().zip(chunks_mut(out)) {
        let plain = slots.map(|slot| slot & !OPEN);
        shown.read(simd, &plain, out);
        open.read(simd, &plain, &mut others);
        for ((out, other), slot) in out.iter_mut().zip(&others).zip(slots) {
            *out = if slot & OPEN == 0 { *out } else { *other };
        }
    }
}

/// `hidden` where `shown` is 0, else the slot.
pub(super) fn hide(level: Level, slots: &[u8], shown: &[u8], hidden: u8, out: &mut [u8]) {
    dispatch!(level, simd => hide_in(simd, slots, shown, hidden, out));
}

#[inline(always)]
fn hide_in<S: Simd>(simd: S, slots: &[u8], shown: &[u8], hidden: u8, out: &mut [u8]) {
    for ((slots, shown), out) in chunks(slots).iter().zip(chunks(shown)).zip(chunks_mut(out)) {
        let gone = simd.simd_eq_u8x64(u8x64::from_slice(simd, shown), simd.splat_u8x64(0));
        let slots = u8x64::from_slice(simd, slots);
        simd.select_u8x64(gone, simd.splat_u8x64(hidden), slots).store_slice(out);
    }
}

/// A row of numbers and a row of bytes that are worked on together.
pub(super) type Numbers = [f64; WIDTH];
pub(super) type Marks = [u8; WIDTH];

/// The chunk of a list at this place; zeros beyond its end.
#[inline(always)]
pub(super) fn chunk<T: Nothing>(list: &[T], at: usize) -> &[T; WIDTH] {
    list.as_chunks().0.get(at).unwrap_or(T::NOTHING)
}

/// A type with a chunk of zeros.
pub(super) trait Nothing: Sized + 'static {
    const NOTHING: &[Self; WIDTH];
}

impl Nothing for u8 {
    const NOTHING: &[Self; WIDTH] = &[0; WIDTH];
}

impl Nothing for f64 {
    const NOTHING: &[Self; WIDTH] = &[0.0; WIDTH];
}

/// Adds what each slot stands for.
pub(super) fn count(level: Level, slots: &[u8], by: &Bytes, counts: &mut [u32]) {
    dispatch!(level, simd => count_in(simd, slots, by, counts));
}

#[inline(always)]
fn count_in<S: Simd>(simd: S, slots: &[u8], by: &Bytes, counts: &mut [u32]) {
    let mut bytes = [0; WIDTH];
    for (slots, counts) in chunks(slots).iter().zip(counts.as_chunks_mut::<WIDTH>().0) {
        by.read(simd, slots, &mut bytes);
        for (count, byte) in counts.iter_mut().zip(&bytes) {
            // There are fewer questions than that.
            *count = count.wrapping_add(u32::from(*byte));
        }
    }
}

/// A bit per row: whether its byte is this one.
pub(super) fn bits_equal(level: Level, bytes: &[u8], byte: u8, bits: &mut [u64]) {
    dispatch!(level, simd => bits_equal_in(simd, bytes, byte, bits));
}

#[inline(always)]
fn bits_equal_in<S: Simd>(simd: S, bytes: &[u8], byte: u8, bits: &mut [u64]) {
    let wanted = simd.splat_u8x64(byte);
    for (chunk, bits) in chunks(bytes).iter().zip(bits) {
        *bits = simd.to_bitmask_mask8x64(simd.simd_eq_u8x64(u8x64::from_slice(simd, chunk), wanted));
    }
}

/// A bit per row: whether its byte has this bit.
pub(super) fn bits_set(level: Level, bytes: &[u8], bit: u8, bits: &mut [u64]) {
    dispatch!(level, simd => bits_set_in(simd, bytes, bit, bits));
}

#[inline(always)]
fn bits_set_in<S: Simd>(simd: S, bytes: &[u8], bit: u8, bits: &mut [u64]) {
    let wanted = simd.splat_u8x64(bit);
    for (chunk, bits) in chunks(bytes).iter().zip(bits) {
        let bytes = simd.and_u8x64(u8x64::from_slice(simd, chunk), wanted);
        *bits = simd.to_bitmask_mask8x64(simd.simd_eq_u8x64(bytes, wanted));
    }
}

/// `sum · step ÷ weight · scale` of whole numbers, 0 where the weight is 0.
pub(super) fn divide(level: Level, sums: &[u8], weights: &[u8], by: Ratio, out: &mut [f64]) {
    dispatch!(level, simd => simd.vectorize(
        #[inline(always)]
        || divide_in(sums, weights, by, out)
    ));
}

/// The units of a whole-number quotient.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ratio {
    /// What one step of the sum is.
    pub(super) sum: f64,
    /// What one step of the weights is; none where the sum itself is the result.
    pub(super) weight: Option<f64>,
    /// The result is multiplied by this.
    pub(super) scale: f64,
}

#[inline(always)]
fn divide_in(sums: &[u8], weights: &[u8], by: Ratio, out: &mut [f64]) {
    let each = out.iter_mut().zip(sums).zip(weights);
    match by.weight {
        Some(unit) => {
            for ((out, sum), weight) in each {
                // Both factors are powers of two, so only the quotient is rounded.
                *out = f64::from(*sum) * by.sum / (f64::from((*weight).max(1)) * unit) * by.scale;
            }
        }
        None => {
            for ((out, sum), _) in each {
                *out = f64::from(*sum) * by.sum * by.scale;
            }
        }
    }
}

/// Runs a plain loop in the widest registers. It must be `#[inline(always)]`.
pub(super) fn wide(level: Level, work: impl FnOnce()) {
    dispatch!(level, simd => simd.vectorize(work));
}
