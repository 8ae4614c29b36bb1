// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Memory that scores are written into and that Arrow then keeps, without a copy.
//!
//! Most of the time of writing large new lists goes into the first touch of their pages, so they ask the
//! system for large ones. Many a list is smaller than such a page, so lists lie side by side. Not all of
//! them do: whoever keeps a column keeps what lies beside it.

use arrow_buffer::Buffer;
use memmap2::MmapMut;

/// A large page. Memory begins with one if its length is a multiple of it.
const PAGE: usize = 2 << 20;

/// Bytes from which large pages pay.
const LARGE: usize = 2 * PAGE;

/// Lists lie side by side until they fill so many bytes.
const FULL: usize = 8 * PAGE;

/// Every list begins at a multiple of so many bytes, as Arrow advises.
const APART: usize = 64;

/// Lists of bytes, all 0 at first.
#[derive(Debug)]
pub(super) struct Memory {
    shelves: Vec<Shelf>,
}

/// Lists side by side.
#[derive(Debug)]
struct Shelf {
    bytes: Bytes,
    lists: Vec<usize>,
}

#[derive(Debug)]
enum Bytes {
    Heap(Vec<u64>),
    Pages(MmapMut),
}

impl Memory {
    /// For lists of so many bytes.
    pub(super) fn new(lists: impl IntoIterator<Item = usize>) -> Self {
        let (mut shelves, mut shelf, mut filled) = (Vec::new(), Vec::new(), 0_usize);
        for list in lists {
            shelf.push(list);
            filled = filled.saturating_add(list.next_multiple_of(APART));
            if filled >= FULL {
                shelves.push(Shelf::new(std::mem::take(&mut shelf), filled));
                filled = 0;
            }
        }
        shelves.push(Shelf::new(shelf, filled));
        Self { shelves }
    }

    /// The lists, in their order.
    pub(super) fn lists(&mut self) -> Vec<&mut [u8]> {
        let mut lists = Vec::new();
        for Shelf { bytes, lists: sizes } in &mut self.shelves {
            let mut rest: &mut [u8] = match bytes {
                Bytes::Heap(words) => bytemuck::cast_slice_mut(words),
                Bytes::Pages(map) => map,
            };
            for size in sizes {
                let (list, after) =
                    rest.split_at_mut_checked(size.next_multiple_of(APART)).unwrap_or_default();
                lists.push(list.get_mut(..*size).unwrap_or_default());
                rest = after;
            }
        }
        lists
    }

    /// The lists for Arrow, in their order.
    pub(super) fn finish(self) -> Vec<Buffer> {
        let mut buffers = Vec::new();
        for Shelf { bytes, lists } in self.shelves {
            let all = match bytes {
                Bytes::Heap(words) => Buffer::from_vec(words),
                Bytes::Pages(map) => Buffer::from(bytes::Bytes::from_owner(map)),
            };
            let mut from = 0;
            for size in lists {
                buffers.push(all.slice_with_length(from, size));
                from += size.next_multiple_of(APART);
            }
        }
        buffers
    }
}

impl Shelf {
    fn new(lists: Vec<usize>, bytes: usize) -> Self {
        let map = (bytes >= LARGE).then(|| MmapMut::map_anon(bytes.next_multiple_of(PAGE)).ok()).flatten();
        let bytes = map.map_or_else(|| Bytes::Heap(vec![0; bytes / 8]), Bytes::pages);
        Self { bytes, lists }
    }
}

impl Bytes {
    fn pages(map: MmapMut) -> Self {
        // A system without large pages gives small ones.
        #[cfg(target_os = "linux")]
        let _ = map.advise(memmap2::Advice::HugePage);
        Self::Pages(map)
    }
}

#[cfg(test)]
mod tests {
    use super::{Buffer, FULL, LARGE, Memory};

    #[test]
    fn small_and_large_lists_hold_what_is_written() {
        for sizes in [vec![], vec![0, 8, 3], vec![LARGE - 1], vec![7, LARGE, 9], vec![FULL + 1, 5, FULL, 8]] {
            let mut memory = Memory::new(sizes.clone());
            let lists = memory.lists();
            assert_eq!(lists.iter().map(|list| list.len()).collect::<Vec<usize>>(), sizes);
            for (mark, list) in (1..).zip(lists) {
                assert_eq!(list.as_ptr().align_offset(8), 0);
                assert!(list.iter().all(|byte| *byte == 0));
                list.fill(mark);
            }
            let buffers = memory.finish();
            assert_eq!(buffers.iter().map(Buffer::len).collect::<Vec<usize>>(), sizes);
            for (mark, buffer) in (1..).zip(buffers) {
                assert!(buffer.iter().all(|byte| *byte == mark));
            }
        }
    }
}
