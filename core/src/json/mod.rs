// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From JSON text to typed values, with every problem and its place.

mod canonical;
pub(crate) mod decode;
pub(crate) mod digest;
mod digits;
mod double;
mod strict;
pub(crate) mod write;

pub(crate) use decode::{Decode, DecodeKey, Decoder, decode_document};
pub(crate) use digits::plain;
pub(crate) use strict::{parse, read_back};
