// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Decisions read from a list of numbers. A generator that decides everything from a tape shrinks
//! with it: 0, and the end of the tape, stand for the plainest choice.

/// Decisions in a row.
#[derive(Clone)]
pub struct Tape {
    numbers: std::vec::IntoIter<u32>,
}

/// Short: a failing test prints what was made from the tape.
impl std::fmt::Debug for Tape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} decisions", self.numbers.len())
    }
}

impl Tape {
    /// Decisions from these numbers.
    #[must_use]
    pub fn new(numbers: Vec<u32>) -> Self {
        Self { numbers: numbers.into_iter() }
    }

    fn next(&mut self) -> usize {
        self.numbers.next().map_or(0, |number| number as usize)
    }

    /// A number below `count`; 0 where `count` is 0.
    pub fn pick(&mut self, count: usize) -> usize {
        self.next() % count.max(1)
    }

    /// True in so many of a hundred cases; false on an empty tape.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.next() % 100 >= 100 - percent.min(100)
    }

    /// One of a list that is not empty.
    ///
    /// # Panics
    /// Where the list is empty.
    #[expect(clippy::indexing_slicing, reason = "a generator calls it with a list that is not empty")]
    pub fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.pick(list.len())].clone()
    }

    /// The list in a random order; as it is on an empty tape.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for index in 1..list.len() {
            let other = self.next() % (index + 1);
            list.swap(index, index - other);
        }
    }
}
