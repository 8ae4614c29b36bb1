// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What each slot of a question stands for.

use fearless_simd::{Simd, SimdBase as _, u8x64};

use super::kernels::{IN_TABLE, Marks, Numbers, Table16, WIDTH, look_up};

/// What each slot stands for, as a byte.
#[derive(Debug)]
pub(super) struct Bytes {
    table: Box<[u8; 256]>,
    small: Option<Table16>,
}

impl FromIterator<u8> for Bytes {
    fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> Self {
        let (mut table, mut count) = (Box::new([0; 256]), 0);
        for (entry, byte) in table.iter_mut().zip(bytes) {
            *entry = byte;
            count += 1;
        }
        let small = (count <= IN_TABLE).then(|| table.first_chunk().copied()).flatten();
        Self { table, small }
    }
}

impl Bytes {
    /// Looks every slot up.
    #[inline(always)]
    pub(super) fn read<S: Simd>(&self, simd: S, slots: &Marks, out: &mut Marks) {
        match &self.small {
            Some(table) => look_up(simd, table, u8x64::from_slice(simd, slots)).store_slice(out),
            None => {
                for (out, slot) in out.iter_mut().zip(slots) {
                    *out = self.table[usize::from(*slot)];
                }
            }
        }
    }
}

/// What each slot stands for, as a number.
#[derive(Debug)]
pub(super) enum Lane {
    /// So many steps.
    Steps(Table16, f64),
    /// Any number, by every slot there is.
    Table(Box<[f64; 256]>),
}

impl FromIterator<f64> for Lane {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        let mut table = Box::new([0.0; 256]);
        let mut count = 0;
        for (entry, number) in table.iter_mut().zip(numbers) {
            *entry = number;
            count += 1;
        }
        let numbers = table.get(..count).unwrap_or_default();
        let in_steps = step(numbers).filter(|_| count <= IN_TABLE).and_then(|step| {
            let mut small = [0; IN_TABLE];
            for (entry, number) in small.iter_mut().zip(numbers) {
                *entry = steps(*number, step).and_then(|steps| u8::try_from(steps).ok())?;
            }
            Some(Self::Steps(small, step))
        });
        in_steps.unwrap_or(Self::Table(table))
    }
}

impl Lane {
    /// Looks every slot up.
    #[inline(always)]
    pub(super) fn read<S: Simd>(&self, simd: S, slots: &Marks, out: &mut Numbers) {
        match self {
            Self::Steps(table, step) => {
                let mut steps = [0; WIDTH];
                look_up(simd, table, u8x64::from_slice(simd, slots)).store_slice(&mut steps);
                for (out, steps) in out.iter_mut().zip(&steps) {
                    *out = f64::from(*steps) * step;
                }
            }
            Self::Table(table) => {
                for (out, slot) in out.iter_mut().zip(slots) {
                    *out = table[usize::from(*slot)];
                }
            }
        }
    }
}

/// The greatest power of two that all numbers are multiples of, from 1 down to 2^-20.
pub(super) fn step(numbers: &[f64]) -> Option<f64> {
    let mut step = 1.0;
    for _ in 0..=20 {
        if numbers.iter().all(|number| steps(*number, step).is_some()) {
            return Some(step);
        }
        step /= 2.0;
    }
    None
}

/// How many steps a number is, if it is a small whole number of them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and small")]
pub(super) fn steps(number: f64, step: f64) -> Option<u32> {
    let steps = number / step;
    let whole = libm::floor(steps) >= steps && (0.0..=4096.0).contains(&steps);
    whole.then_some(steps as u32)
}
