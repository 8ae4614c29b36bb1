// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What tells the answer sets of a long table apart.

use arrow_array::Array;
use arrow_buffer::Buffer;
use arrow_schema::DataType;

use super::array::Reading;
use super::kind::Kind;
use crate::batch::{Cell, Cells as _};

/// A column of keys.
pub(super) enum Key<'a> {
    /// Values of so many bytes each.
    Bytes { bytes: Buffer, offset: usize, width: usize, array: &'a dyn Array },
    /// Anything else.
    Cells(Reading<'a>),
}

impl<'a> Key<'a> {
    pub(super) fn can_be(of: &DataType) -> bool {
        of.primitive_width().is_some() || matches!(Kind::of(of), Kind::Text | Kind::Truth | Kind::Nothing)
    }

    pub(super) fn of(array: &'a dyn Array) -> Self {
        let data = array.to_data();
        match (array.data_type().primitive_width(), data.buffers()) {
            (Some(width), [bytes]) => {
                Self::Bytes { bytes: bytes.clone(), offset: data.offset(), width, array }
            }
            _ => Self::Cells(Reading::of(array, &[])),
        }
    }

    /// Writes the value of a row so that equal values, and no others, give equal bytes.
    pub(super) fn write(&self, row: usize, to: &mut Vec<u8>) {
        match self {
            Self::Bytes { array, .. } if array.is_null(row) => to.push(0),
            Self::Bytes { bytes, offset, width, .. } => {
                let from = (offset + row) * width;
                to.push(1);
                to.extend(bytes.get(from..from + width).unwrap_or_default());
            }
            Self::Cells(reading) => match reading.cell(row) {
                Cell::Text(text) => {
                    to.push(2);
                    to.extend((text.len() as u64).to_le_bytes());
                    to.extend(text.as_bytes());
                }
                Cell::Truth(truth) => to.push(3 + u8::from(truth)),
                _ => to.push(0),
            },
        }
    }
}
