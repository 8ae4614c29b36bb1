// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Finding a questionnaire: on board, in a folder, or in one bundled file.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use digirights::{Code, Instrument, Limits, Problems, Questionnaire};

use crate::diagnostics::notice;
use crate::failure::Failure;
use crate::input::{STANDARD_INPUT, Source, read, read_file};
use crate::report::{Report, Trouble};

/// A folder with more text files than this is not one of a questionnaire.
const MOST_FILES: usize = 500;

/// A questionnaire's files, not yet read as JSON.
#[derive(Debug)]
pub struct Found {
    /// Its files.
    pub sources: Vec<Source>,
    folder: bool,
}

impl Found {
    /// Reads and checks it.
    pub fn check(&self) -> Result<Instrument, Problems> {
        let questionnaire = match self.sources.as_slice() {
            [bundle] if !self.folder => Questionnaire::from_json(&bundle.text)?,
            files => {
                Questionnaire::from_files(files.iter().map(|file| (file.key.as_str(), file.text.as_ref())))?
            }
        };
        questionnaire.check()
    }

    /// Reads and checks it; what is wrong with it ends the command.
    pub fn instrument(&self) -> Result<Instrument, Failure> {
        self.check().map_err(|problems| {
            let problems =
                problems.iter().filter(|problem| problem.code().severity() == digirights::Severity::Problem);
            Failure::Input(Report::all(problems, &self.sources))
        })
    }
}

/// Ids of the questionnaires on board.
pub fn ids() -> Vec<&'static str> {
    digirights_questionnaires::all().iter().map(digirights_questionnaires::Bundle::id).collect()
}

/// One of the questionnaires on board.
pub fn on_board(id: &str) -> Option<Found> {
    let bundle = digirights_questionnaires::find(id)?;
    let sources = bundle
        .files()
        .iter()
        .map(|(name, text)| Source {
            key: (*name).to_owned(),
            shown: format!("{id}/{name}"),
            text: Cow::Borrowed(*text),
        })
        .collect();
    Some(Found { sources, folder: true })
}

/// Finds a questionnaire by what was given for it: an id on board, a folder, or a bundled file.
pub fn find(given: &str) -> Result<Found, Failure> {
    let limits = Limits::default();
    let path = Path::new(given);
    if let Some(found) = on_board(given) {
        if path.exists() {
            notice(&format!(
                "`{given}` is taken as the questionnaire on board; write `./{given}` for the file or folder"
            ));
        }
        return Ok(found);
    }
    if path.is_dir() {
        return Ok(Found { sources: folder(path, &limits)?, folder: true });
    }
    if given != STANDARD_INPUT && !path.exists() {
        let known = ids();
        let expected = if known.is_empty() {
            "a folder or a file".to_owned()
        } else {
            format!("a folder, a file, or one on board: {}", known.join(", "))
        };
        let report = Report::trouble(Trouble::NoQuestionnaire, "").finding(format!("`{given}`"));
        return Err(Failure::input(report.expecting(expected).near(given, known)));
    }
    Ok(Found { sources: vec![read(given, &limits)?], folder: false })
}

/// The JSON files of a folder and of its `text` folder. What else lies there (samples, a readme) is
/// not of the questionnaire; a JSON file with a wrong name is, and the engine says so.
fn folder(path: &Path, limits: &Limits) -> Result<Vec<Source>, Failure> {
    let mut names = json_files(path, "")?;
    let texts = path.join("text");
    if texts.is_dir() {
        names.extend(json_files(&texts, "text/")?);
    }
    if names.len() > MOST_FILES {
        let report = Report::trouble(Trouble::Unreadable, &path.display().to_string());
        let report = report.finding(format!("{} JSON files", names.len()));
        return Err(Failure::input(report.expecting(format!("at most {MOST_FILES}"))));
    }
    let mut sources = Vec::new();
    let mut room = limits.bytes.saturating_mul(2);
    for name in names {
        let source = read_file(&path.join(&name), name, limits)?;
        // Each file is within the limit; many such files need not be.
        room = room.checked_sub(source.text.len()).ok_or_else(|| {
            let report = Report::of_code(Code::TooLarge, &path.display().to_string());
            Failure::input(
                report.expecting(format!("at most {} bytes in all", limits.bytes.saturating_mul(2))),
            )
        })?;
        sources.push(source);
    }
    Ok(sources)
}

fn json_files(folder: &Path, prefix: &str) -> Result<Vec<String>, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::input(Report::unreadable(&folder.display().to_string(), &error));
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_json = path.extension().is_some_and(|extension| extension == "json") && path.is_file();
        let name =
            path.file_name().and_then(|name| name.to_str()).filter(|name| is_json && !name.starts_with('.'));
        names.extend(name.map(|name| format!("{prefix}{name}")));
    }
    // The file system's order is nobody's; problems are reported in this one.
    names.sort();
    Ok(names)
}
