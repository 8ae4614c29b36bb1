// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Reading a questionnaire from one bundled text or from the files of a folder.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Definition, Questionnaire};
use crate::instrument::Instrument;
use crate::json::digest::LazyDigest;
use crate::json::{decode_document, parse, read_back};
use crate::limits::Limits;
use crate::problem::{Code, Problem, Problems, Severity, at_most};

/// How the questionnaire was laid out, so that a problem can name the right file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Bundle,
    Folder,
}

const MAIN: &str = "questionnaire.json";
const ACTIONS: &str = "actions.json";
const PRACTICES: &str = "practices.json";

/// The language of `text/LANGUAGE.json`.
fn language_of(name: &str) -> Option<&str> {
    name.strip_prefix("text/")?.strip_suffix(".json").filter(|language| !language.contains('/'))
}

impl Layout {
    /// Turns a path in the bundle into a file of the folder and a path in it.
    pub(crate) fn place(self, problem: Problem) -> Problem {
        if self == Self::Bundle {
            return problem;
        }
        let path = problem.path().to_owned();
        let mut steps = path.splitn(4, '/').skip(1);
        let (first, second, rest) = (steps.next(), steps.next(), steps.next());
        let below = |rest: Option<&str>| rest.map(|rest| format!("/{rest}")).unwrap_or_default();
        match (first, second) {
            (Some("actions"), Some(index)) => problem.moved(ACTIONS, format!("/{index}{}", below(rest))),
            (Some("practices"), Some(index)) => problem.moved(PRACTICES, format!("/{index}{}", below(rest))),
            (Some("text"), Some(language)) => problem.moved(&format!("text/{language}.json"), below(rest)),
            _ => problem.in_file(MAIN),
        }
    }
}

impl Questionnaire {
    /// Reads a questionnaire from one bundled JSON text.
    ///
    /// # Errors
    /// Every problem of form at once: see [`Code`], letters `J` and `S`.
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        Self::from_json_with(text, &Limits::default())
    }

    /// As [`Questionnaire::from_json`], with limits of one's own.
    ///
    /// # Errors
    /// As [`Questionnaire::from_json`].
    pub fn from_json_with(text: &str, limits: &Limits) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let bundle = parse(text, limits, &mut problems);
        Self::from_bundle(bundle, Layout::Bundle, limits, problems)
    }

    /// Reads a questionnaire from the files of its folder: pairs of a name, relative to the folder
    /// and with `/`, and a text.
    ///
    /// # Errors
    /// Every problem of form at once, each with its file: see [`Code`], letters `J`, `S`, and
    /// `Q0324`, `Q0325`.
    pub fn from_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Problems> {
        Self::from_files_with(files, &Limits::default())
    }

    /// As [`Questionnaire::from_files`], with limits of one's own. They hold for each file.
    ///
    /// # Errors
    /// As [`Questionnaire::from_files`].
    pub fn from_files_with<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
        limits: &Limits,
    ) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let mut bundle = None;
        let mut parts = Map::new();
        let mut texts = Map::new();
        for (name, text) in files {
            let mut found = Vec::new();
            let value = parse(text, limits, &mut found);
            problems.extend(found.into_iter().map(|problem| problem.in_file(name)));
            let value = value.unwrap_or(Value::Null);
            if name == MAIN {
                bundle = Some(value);
            } else if name == ACTIONS || name == PRACTICES {
                parts.insert(name.strip_suffix(".json").unwrap_or(name).to_owned(), value);
            } else if let Some(language) = language_of(name) {
                texts.insert(language.to_owned(), value);
            } else {
                let expected = format!("{MAIN}, {ACTIONS}, {PRACTICES} or text/LANGUAGE.json");
                let known = [MAIN, ACTIONS, PRACTICES];
                problems
                    .push(Problem::new(Code::FileUnknown, "").in_file(name).unknown(name, &expected, known));
            }
        }
        if bundle.is_none() {
            problems.push(Problem::new(Code::FileMissing, "").expecting(MAIN));
        }
        if !texts.is_empty() {
            parts.insert("text".to_owned(), Value::Object(texts));
        }
        if let Some(Value::Object(members)) = &mut bundle {
            for (key, value) in parts {
                if members.insert(key.clone(), value).is_some() {
                    let problem = Problem::new(Code::DuplicateKey, format!("/{key}")).in_file(MAIN);
                    problems.push(
                        problem.finding("in this file and in one of its own").expecting("one of the two"),
                    );
                }
            }
        }
        Self::from_bundle(bundle, Layout::Folder, limits, problems)
    }

    fn from_bundle(
        bundle: Option<Value>,
        layout: Layout,
        limits: &Limits,
        mut problems: Vec<Problem>,
    ) -> Result<Self, Problems> {
        if problems.is_empty()
            && let Some(bundle) = bundle
        {
            let mut found = Vec::new();
            let definition = decode_document::<Definition>(&bundle, limits, &mut found);
            problems.extend(found.into_iter().map(|problem| layout.place(problem)));
            if let Some(definition) = definition {
                let digest = Arc::new(digest_of(&bundle));
                let read = Self { definition: Arc::new(definition), digest, layout };
                if problems.is_empty() {
                    return Ok(read);
                }
                // Fields that are not known take nothing away: what is wrong with the others is said, too.
                let more = Instrument::with_limits(read, limits).err();
                let more = more.iter().flat_map(Problems::iter);
                problems.extend(more.filter(|more| more.code().severity() == Severity::Problem).cloned());
            }
        }
        at_most(&mut problems, limits);
        Err(Problems::certain(problems))
    }
}

impl Questionnaire {
    /// What was read, without texts and practices.
    pub(crate) fn source(&self) -> Value {
        read_back(self.digest.source())
    }
}

/// Of all that can change a result.
fn digest_of(bundle: &Value) -> LazyDigest {
    let members = bundle.as_object().into_iter().flatten();
    let kept = members.filter(|(key, _)| !matches!(key.as_str(), "text" | "practices"));
    LazyDigest::of(&kept.collect::<crate::map::Map<_, _>>())
}
