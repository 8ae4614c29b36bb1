// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Questionnaires as forms of other tools, and the tables that come back from them.
//!
//! `names` gives everything a name that a form accepts, `xlsform` writes the form, `heading` and
//! `columns` read what the columns of a table hold, `cell` what a cell says, `reader` and `row` make
//! answers of a row. What is not understood is reported and never guessed.

mod about;
mod cell;
mod choices;
mod columns;
mod edition;
mod heading;
mod holds;
mod labels;
mod list;
mod lookup;
mod names;
mod number;
mod reader;
mod row;
mod text;
mod ticked;
mod vocabulary;
mod words;
mod xlsform;

pub use columns::FormColumn;
pub use holds::{About, Aspect, Choice, Holds};
pub use reader::{FormOptions, FormReader, FormReport};
pub use xlsform::{Sheet, XlsForm, XlsFormOptions};

pub(crate) use cell::{Misread, Said, Wording, whole_number};
pub(crate) use choices::Picked;
pub(crate) use text::is_blank;
#[cfg(feature = "arrow")]
pub(crate) use {
    cell::spoken,
    columns::place,
    edition::of_another,
    heading::{Headings, Meaning},
    labels::Labels,
    ticked::{Ticked, is_left_out},
    words::Words,
};
