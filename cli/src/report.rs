// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! One thing to tell about an input, ready to be shown: the engine's problems, and the few that only
//! a program that opens files can find.

use std::fmt;
use std::io;
use std::ops::Range;

use digirights::{Code, Problem, Severity};
use digirights_reporting::Error;
use miette::{Diagnostic, LabeledSpan, SourceCode};

use crate::escape::clean;
use crate::excerpt::Excerpt;
use crate::input::Source;
use crate::pointer;

/// What only the command line can find wrong. Codes are never used again for something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A file or folder that cannot be read.
    Unreadable,
    /// No questionnaire of that name.
    NoQuestionnaire,
    /// An option whose value is not among those there are.
    BadOption,
    /// A file that cannot be written.
    Unwritable,
}

impl Trouble {
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Unreadable => ("C1001", "the file cannot be read", "Check the name and the permissions."),
            Self::NoQuestionnaire => (
                "C1002",
                "there is no such questionnaire",
                "Give one on board (see `digirights list`), a folder, or a bundled JSON file.",
            ),
            Self::BadOption => ("C1003", "an option cannot be used so", "See `digirights help`."),
            Self::Unwritable => (
                "C1004",
                "the file cannot be written",
                "Check the folder, its permissions and the room left.",
            ),
        }
    }
}

/// A problem or warning with its place.
#[derive(Debug, Clone)]
pub struct Report {
    code: &'static str,
    title: &'static str,
    help: &'static str,
    warning: bool,
    /// The file, and the place in it.
    place: String,
    found: String,
    expected: String,
    nearest: Option<String>,
    excerpt: Option<Excerpt>,
}

impl Report {
    /// Something that only the command line can find.
    pub fn trouble(trouble: Trouble, place: &str) -> Self {
        let (code, title, help) = trouble.words();
        Self {
            code,
            title,
            help,
            warning: false,
            place: place.to_owned(),
            found: String::new(),
            expected: String::new(),
            nearest: None,
            excerpt: None,
        }
    }

    /// A file that the operating system does not let us read.
    pub fn unreadable(shown: &str, error: &io::Error) -> Self {
        Self::trouble(Trouble::Unreadable, shown).finding(error.to_string())
    }

    /// A value of an option that there is not.
    pub fn option(option: &str, found: &str, expected: impl Into<String>) -> Self {
        Self::trouble(Trouble::BadOption, option).finding(format!("`{found}`")).expecting(expected)
    }

    /// A report or chart that cannot be made of what was given.
    pub fn unmade(error: &Error, place: &str) -> Self {
        let (code, title, help) = (error.code(), error.title(), error.help());
        Self { code, title, help, ..Self::trouble(Trouble::Unreadable, place) }
    }

    /// One of the engine's codes, found before the engine was asked.
    pub fn of_code(code: Code, shown: &str) -> Self {
        let (title, help) = (code.title(), code.help());
        Self { code: code.as_str(), title, help, ..Self::trouble(Trouble::Unreadable, shown) }
    }

    /// A problem of the engine, with the lines it is about if its file is among the sources.
    pub fn of(problem: &Problem, sources: &[Source]) -> Self {
        let code = problem.code();
        let source = match problem.file() {
            Some(file) => sources.iter().find(|source| source.key == file),
            None => sources.first().filter(|_| sources.len() == 1),
        };
        let file = source.map(|source| source.shown.as_str()).or(problem.file());
        let place = match (file, problem.path()) {
            (Some(file), "") => file.to_owned(),
            (Some(file), path) => format!("{file}#{path}"),
            (None, path) => path.to_owned(),
        };
        Self {
            warning: code.severity() == Severity::Warning,
            found: problem.found().to_owned(),
            expected: problem.expected().to_owned(),
            nearest: problem.nearest().map(str::to_owned),
            excerpt: source.and_then(|source| excerpt(problem, source)),
            ..Self::of_code(code, &place)
        }
    }

    /// All problems of an input.
    pub fn all<'a>(problems: impl IntoIterator<Item = &'a Problem>, sources: &[Source]) -> Vec<Self> {
        // Looking for a place means reading the file again: only those that will be seen have one.
        let seen = crate::diagnostics::SHOWN;
        let mut reports = Vec::new();
        for (index, problem) in problems.into_iter().enumerate() {
            reports.push(Self::of(problem, if index < seen { sources } else { &[] }));
        }
        reports
    }

    /// At this place.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }

    /// What stands there.
    pub fn finding(mut self, found: impl Into<String>) -> Self {
        self.found = found.into();
        self
    }

    /// What could stand there.
    pub fn expecting(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    /// With the valid name that was probably meant, if one is near.
    pub fn near<'a>(mut self, found: &str, valid: impl IntoIterator<Item = &'a str>) -> Self {
        self.nearest = digirights::nearest(found, valid);
        self
    }

    /// Whether it is only worth a look.
    pub fn is_warning(&self) -> bool {
        self.warning
    }

    /// The report as JSON, in the form of the engine's problems.
    pub fn to_json(&self) -> serde_json::Value {
        let mut json = serde_json::json!({
            "code": self.code, "path": "", "file": self.place, "found": self.found, "expected": self.expected
        });
        if let (Some(nearest), Some(members)) = (&self.nearest, json.as_object_mut()) {
            members.insert("nearest".to_owned(), nearest.as_str().into());
        }
        json
    }
}

/// The lines of a problem, where it has a place. Problems of size have none: their files may be too
/// large to be read a second time.
fn excerpt(problem: &Problem, source: &Source) -> Option<Excerpt> {
    if matches!(problem.code(), Code::TooLarge | Code::TooDeep | Code::TooManyValues) {
        return None;
    }
    let text = source.json();
    if let Some((line, column)) = problem.position() {
        return Excerpt::of(&source.shown, text, &position(text, line, column)?);
    }
    let place = pointer::find(text, problem.path())?;
    let value = text.get(place.value.clone())?;
    let about_key = matches!(
        problem.code(),
        Code::UnknownField
            | Code::FieldNotHere
            | Code::DuplicateKey
            | Code::UnknownQuestion
            | Code::DeprecatedQuestion
            | Code::TextForNothing
            | Code::OpenConflict
            | Code::BridgeRefused
            | Code::ResolutionUnknown
    );
    let range = match place.key {
        Some(key) if place.exact && about_key || value.starts_with(['{', '[']) => key,
        _ if value.starts_with(['{', '[']) => place.value.start..place.value.start + 1,
        _ => place.value,
    };
    Excerpt::of(&source.shown, text, &range)
}

/// The character at a line and column counted in bytes from 1, as JSON errors give them.
fn position(text: &str, line: usize, column: usize) -> Option<Range<usize>> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let line = text.get(start..)?.split('\n').next()?;
    let mut at = start + column.saturating_sub(1).min(line.len());
    while !text.is_char_boundary(at) {
        at = at.checked_sub(1)?;
    }
    let length = text.get(at..)?.chars().next().filter(|letter| *letter != '\n').map_or(0, char::len_utf8);
    Some(at..at + length)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.title)?;
        if !self.found.is_empty() {
            write!(f, ": found {}", clean(&self.found))?;
        }
        if !self.expected.is_empty() {
            write!(
                f,
                "{} expected {}",
                if self.found.is_empty() { ":" } else { "," },
                clean(&self.expected)
            )?;
        }
        if !self.place.is_empty() {
            write!(f, "\nat {}", clean(&self.place))?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

impl Diagnostic for Report {
    fn severity(&self) -> Option<miette::Severity> {
        Some(if self.warning { miette::Severity::Warning } else { miette::Severity::Error })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let perhaps = self.nearest.as_ref().map(|nearest| format!("did you mean `{}`? ", clean(nearest)));
        Some(Box::new(format!("{}{}", perhaps.unwrap_or_default(), self.help)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(None, excerpt.label()))))
    }
}
