// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Reading files, with the limit on their size held before they are read whole.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use digirights::{Code, Limits};

use crate::failure::Failure;
use crate::report::Report;

/// The name that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

const FROM_STANDARD_INPUT: &str = "standard input";

/// A text and where it came from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name by which a problem refers to it: in a folder the path below it.
    pub key: String,
    /// The name that is shown.
    pub shown: String,
    /// The text.
    pub text: Cow<'static, str>,
}

impl Source {
    /// Whether it was read from standard input.
    pub fn is_standard_input(&self) -> bool {
        self.key == FROM_STANDARD_INPUT
    }

    /// The text as the engine counts its lines: without a byte order mark.
    pub fn json(&self) -> &str {
        self.text.trim_start_matches('\u{feff}')
    }
}

/// Reads the file of that name, or standard input for `-`.
pub fn read(name: &str, limits: &Limits) -> Result<Source, Failure> {
    if name == STANDARD_INPUT {
        let shown = FROM_STANDARD_INPUT.to_owned();
        let text = text_of(io::stdin().lock(), &shown, limits)?;
        return Ok(Source { key: shown.clone(), shown, text: Cow::Owned(text) });
    }
    read_file(Path::new(name), name.to_owned(), limits)
}

/// Reads a file, under a name by which problems refer to it.
pub fn read_file(path: &Path, key: String, limits: &Limits) -> Result<Source, Failure> {
    let shown = path.display().to_string();
    let unreadable = |error: &io::Error| Failure::input(Report::unreadable(&shown, error));
    if path.is_dir() {
        return Err(unreadable(&io::Error::other("it is a folder")));
    }
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let text = text_of(file, &shown, limits)?;
    Ok(Source { key, shown, text: Cow::Owned(text) })
}

fn text_of(reader: impl Read, shown: &str, limits: &Limits) -> Result<String, Failure> {
    let most = u64::try_from(limits.bytes).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    // One byte more than is allowed tells a file at the limit from one beyond it.
    let read = reader.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| Failure::input(Report::unreadable(shown, &error)))?;
    if bytes.len() > limits.bytes {
        let expected = format!("at most {} bytes", limits.bytes);
        return Err(Failure::input(Report::of_code(Code::TooLarge, shown).expecting(expected)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let found = format!("a byte that is not UTF-8 after {} bytes", error.utf8_error().valid_up_to());
        Failure::input(Report::of_code(Code::NotUtf8, shown).finding(found))
    })
}
