// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Memory that scores are written into and that Arrow then keeps, without a copy.
//!
//! Most of the time of writing a large new list goes into the first touch of its pages, so such a list
//! asks the system for large ones.

use arrow_buffer::{ArrowNativeType, BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use bytemuck::Pod;
use memmap2::MmapMut;

/// Bytes from which large pages pay: at least one of them fits in wherever the memory begins.
const LARGE: usize = 4 << 20;

/// A list of numbers, all 0 at first.
#[derive(Debug)]
pub(super) enum Memory<T> {
    Heap(Vec<T>),
    Pages(MmapMut, usize),
}

impl<T: Pod + ArrowNativeType> Memory<T> {
    pub(super) fn new(rows: usize) -> Self {
        let bytes = rows.saturating_mul(size_of::<T>());
        let map = (bytes >= LARGE).then(|| MmapMut::map_anon(bytes).ok()).flatten();
        map.map_or_else(|| Self::heap(rows), |map| Self::pages(map, rows))
    }

    fn heap(rows: usize) -> Self {
        Self::Heap(vec![T::zeroed(); rows])
    }

    fn pages(map: MmapMut, rows: usize) -> Self {
        // A system without large pages gives small ones.
        #[cfg(target_os = "linux")]
        let _ = map.advise(memmap2::Advice::HugePage);
        Self::Pages(map, rows)
    }

    pub(super) fn values(&mut self) -> &mut [T] {
        match self {
            Self::Heap(values) => values,
            Self::Pages(map, rows) => {
                let values: &mut [T] = bytemuck::try_cast_slice_mut(map).unwrap_or_default();
                values.get_mut(..*rows).unwrap_or_default()
            }
        }
    }

    pub(super) fn finish(self) -> ScalarBuffer<T> {
        match self {
            Self::Heap(values) => values.into(),
            Self::Pages(map, rows) => ScalarBuffer::new(Buffer::from(bytes::Bytes::from_owner(map)), 0, rows),
        }
    }
}

/// The rows without a value; none where all have one.
pub(super) fn nulls(mut words: Vec<u64>, rows: usize) -> Option<NullBuffer> {
    // Arrow counts bits through bytes.
    words.iter_mut().for_each(|word| *word = word.to_le());
    let nulls = NullBuffer::new(BooleanBuffer::new(Buffer::from_vec(words), 0, rows));
    (nulls.null_count() > 0).then_some(nulls)
}

#[cfg(test)]
mod tests {
    use super::{LARGE, Memory, nulls};

    #[test]
    fn small_and_large_lists_hold_what_is_written() {
        for rows in [0, 1, 100, LARGE / 8, LARGE / 8 + 3] {
            let mut memory = Memory::<f64>::new(rows);
            assert_eq!(memory.values().len(), rows);
            if let Some(last) = memory.values().last_mut() {
                *last = 0.5;
            }
            let buffer = memory.finish();
            assert_eq!(buffer.len(), rows);
            assert_eq!(buffer.last().copied(), (rows > 0).then_some(0.5));
        }
    }

    #[test]
    fn nulls_only_where_there_are_some() {
        assert!(nulls(vec![0b111], 3).is_none());
        assert_eq!(nulls(vec![0b101], 3).map(|nulls| nulls.null_count()), Some(1));
        assert!(nulls(Vec::new(), 0).is_none());
    }
}
