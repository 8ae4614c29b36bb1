// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What can be wrong with an input, said in one shape for every room and every language binding.

mod code;
mod nearest;

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use crate::json::write::compact;
use crate::limits::Limits;

pub use code::{Code, Severity};
pub use nearest::nearest;

/// One thing that is wrong with an input: a stable code, the place, what was found, what was
/// expected, and the nearest valid name where one may be mistyped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Problem(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Details {
    code: Code,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    found: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    expected: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<String>,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Problem {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Problem".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // Its own place in the definitions is that of the details.
        Details::json_schema(generator)
    }
}

impl Problem {
    /// A problem with this code at this place, a JSON Pointer (RFC 6901) or empty. For rooms that read
    /// input in ways of their own.
    #[must_use]
    pub fn new<'t>(code: Code, path: impl Into<Cow<'t, str>>) -> Self {
        Self::at_place(code, path.into())
    }

    fn at_place(code: Code, path: Cow<'_, str>) -> Self {
        Self(Box::new(Details {
            code,
            file: None,
            path: path.into_owned(),
            line: None,
            column: None,
            found: String::new(),
            expected: String::new(),
            nearest: None,
        }))
    }

    /// With what was found.
    #[must_use]
    pub fn finding<'t>(self, found: impl Into<Cow<'t, str>>) -> Self {
        self.with_found(found.into())
    }

    fn with_found(mut self, found: Cow<'_, str>) -> Self {
        self.0.found = shorten(found.into_owned());
        self
    }

    /// With what was expected.
    #[must_use]
    pub fn expecting<'t>(self, expected: impl Into<Cow<'t, str>>) -> Self {
        self.with_expected(expected.into())
    }

    fn with_expected(mut self, expected: Cow<'_, str>) -> Self {
        self.0.expected = expected.into_owned();
        self
    }

    /// With a name that is not among the valid ones, and the nearest of them.
    #[must_use]
    pub fn unknown<'a>(self, given: &str, what: &str, valid: impl IntoIterator<Item = &'a str>) -> Self {
        self.among(given, what, &mut valid.into_iter())
    }

    fn among(self, given: &str, what: &str, valid: &mut dyn Iterator<Item = &str>) -> Self {
        let mut problem = self.finding(format!("`{given}`")).expecting(what);
        problem.0.nearest = nearest(given, valid);
        problem
    }

    pub(crate) fn perhaps(mut self, nearest: Option<String>) -> Self {
        self.0.nearest = nearest;
        self
    }

    pub(crate) fn at(mut self, line: usize, column: usize) -> Self {
        self.0.line = Some(line);
        self.0.column = Some(column);
        self
    }

    /// In this file, unless one is named already.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        if self.0.file.is_none() {
            self.0.file = Some(file.to_owned());
        }
        self
    }

    /// The same problem, found at another path.
    pub(crate) fn on(mut self, path: String) -> Self {
        self.0.found = format!("{} ({})", self.0.found, self.0.path);
        self.0.path = path;
        self
    }

    /// The same problem, whose path was not known where it was found.
    pub(crate) fn at_path(mut self, path: String) -> Self {
        self.0.path = path;
        self
    }

    /// The same problem at another place.
    pub(crate) fn moved(mut self, file: &str, path: String) -> Self {
        self.0.file = Some(file.to_owned());
        self.0.path = path;
        self
    }

    /// As JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        compact(self)
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The file of a questionnaire folder the problem is in, where the input had several files.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.0.file.as_deref()
    }

    /// The place in the file as a JSON Pointer (RFC 6901); empty for the whole document.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Line and column, both from 1, where the text could not be read as JSON.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.0.line.zip(self.0.column)
    }

    /// What stands there. May quote the input, shortened to 120 characters; empty if nothing.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// What could stand there.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// The valid name nearest to the one found, if one is near.
    #[must_use]
    pub fn nearest(&self) -> Option<&str> {
        self.0.nearest.as_deref()
    }

    /// The same problem without the words of the input, for logs that must not hold what cities
    /// wrote.
    #[must_use]
    pub fn masked(mut self) -> Self {
        self.0.found.clear();
        self.0.nearest = None;
        self
    }
}

fn shorten(text: String) -> String {
    const LONGEST: usize = 120;
    if text.chars().count() <= LONGEST {
        return text;
    }
    let mut short: String = text.chars().take(LONGEST).collect();
    short.push('…');
    short
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.code, self.0.code.title())?;
        match (&self.0.file, self.0.path.as_str()) {
            (Some(file), "") => write!(f, " in {file}")?,
            (Some(file), path) => write!(f, " at {file}#{path}")?,
            (None, "") => {}
            (None, path) => write!(f, " at {path}")?,
        }
        if let Some((line, column)) = self.position() {
            write!(f, " (line {line}, column {column})")?;
        }
        if !self.0.found.is_empty() {
            write!(f, ": found {}", self.0.found)?;
        }
        if !self.0.expected.is_empty() {
            write!(f, "{} expected {}", if self.0.found.is_empty() { ":" } else { "," }, self.0.expected)?;
        }
        if let Some(nearest) = &self.0.nearest {
            write!(f, "; did you mean `{nearest}`?")?;
        }
        Ok(())
    }
}

/// Keeps as many problems as the limits allow; the last one says how many more there are.
pub(crate) fn at_most(problems: &mut Vec<Problem>, limits: &Limits) {
    let limit = limits.problems.max(1);
    if problems.len() > limit {
        let more = problems.len() - limit;
        problems.truncate(limit);
        problems.push(Problem::new(Code::MoreProblems, "").finding(format!("at least {more} more")));
    }
}

/// Everything that is wrong with an input, at least one thing, in the order of the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(transparent)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// `Err` if there is a problem (warnings are none).
    pub(crate) fn check(problems: Vec<Problem>) -> Result<(), Self> {
        if problems.iter().any(|problem| problem.0.code.severity() == Severity::Problem) {
            Err(Self(problems))
        } else {
            Ok(())
        }
    }

    /// The problems of an input that cannot be used, which therefore are not none.
    pub(crate) fn certain(problems: Vec<Problem>) -> Self {
        Self(problems)
    }

    /// The first one.
    ///
    /// # Panics
    /// Never: there is at least one.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "both constructors are called with one or more")]
    pub fn first(&self) -> &Problem {
        &self.0[0]
    }

    /// One after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// As a list.
    #[must_use]
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}
