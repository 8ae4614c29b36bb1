// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Lists whose indices have a type, so that the index of a question never reads a node.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The position of a question in its program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Q(pub(crate) u32);

/// The position of a node in its program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct N(pub(crate) u32);

pub(crate) trait Position: Copy {
    fn at(index: usize) -> Self;
    fn index(self) -> usize;
}

macro_rules! positions {
    ($($name:ident),*) => { $(
        impl Position for $name {
            fn at(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )* };
}

positions!(Q, N);

/// A list indexed by one sort of position. INVARIANT: positions are only made by the walk that fills
/// the lists of one program, and every list of that program has the same length.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table<P, T> {
    rows: Vec<T>,
    position: PhantomData<P>,
}

impl<P: Position, T> Table<P, T> {
    pub(crate) fn new() -> Self {
        Self { rows: Vec::new(), position: PhantomData }
    }

    pub(crate) fn filled(value: T, length: usize) -> Self
    where
        T: Clone,
    {
        Self { rows: vec![value; length], position: PhantomData }
    }

    pub(crate) fn push(&mut self, row: T) -> P {
        self.rows.push(row);
        P::at(self.rows.len() - 1)
    }

    pub(crate) fn extend(&mut self, rows: impl IntoIterator<Item = T>) {
        self.rows.extend(rows);
    }

    pub(crate) fn get(&self, position: P) -> Option<&T> {
        self.rows.get(position.index())
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (P, &T)> + ExactSizeIterator {
        self.rows.iter().enumerate().map(|(index, row)| (P::at(index), row))
    }
}

impl<P: Position, T> Index<P> for Table<P, T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "see the invariant of `Table`")]
    fn index(&self, position: P) -> &T {
        &self.rows[position.index()]
    }
}

impl<P: Position, T> IndexMut<P> for Table<P, T> {
    #[expect(clippy::indexing_slicing, reason = "see the invariant of `Table`")]
    fn index_mut(&mut self, position: P) -> &mut T {
        &mut self.rows[position.index()]
    }
}
