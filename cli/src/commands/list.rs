// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights list`: the questionnaires on board.

use digirights::Instrument;
use digirights::questionnaire::Definition;
use serde_json::{Value, json};

use crate::arguments::{Format, ListArguments};
use crate::failure::{Ending, Outcome};
use crate::library;
use crate::output;
use crate::render::page::Page;
use crate::render::table::{Cell, Column, Table};
use crate::terminal::Terminal;

/// How much of everything there is in a questionnaire.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    /// Nodes, the root included.
    pub nodes: usize,
    /// Questions that are asked: those deprecated are left out.
    pub questions: usize,
    /// Actions.
    pub actions: usize,
    /// Practices.
    pub practices: usize,
    /// Profiles.
    pub profiles: usize,
}

impl Counts {
    /// Of a questionnaire.
    pub fn of(definition: &Definition) -> Self {
        let (mut nodes, mut questions) = (0, 0);
        definition.root.each_node(&mut |_| nodes += 1);
        definition.root.each_question(&mut |question| {
            let deprecated = question.status.as_ref().is_some_and(|status| status.deprecated.is_some());
            questions += usize::from(!deprecated);
        });
        Self {
            nodes,
            questions,
            actions: definition.actions.len(),
            practices: definition.practices.len(),
            profiles: definition.profiles.len(),
        }
    }

    /// With the name of each.
    pub fn named(self) -> [(&'static str, usize); 5] {
        [
            ("nodes", self.nodes),
            ("questions", self.questions),
            ("actions", self.actions),
            ("practices", self.practices),
            ("profiles", self.profiles),
        ]
    }
}

/// Id, version, languages and counts.
pub fn summary(definition: &Definition) -> Value {
    let counts: serde_json::Map<String, Value> = Counts::of(definition)
        .named()
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count.into()))
        .collect();
    json!({
        "id": definition.id, "version": definition.version, "languages": definition.languages, "counts": counts
    })
}

/// Runs it.
pub fn run(arguments: &ListArguments) -> Outcome {
    let mut instruments: Vec<Instrument> = Vec::new();
    for id in library::ids() {
        if let Some(found) = library::on_board(id) {
            instruments.push(found.instrument()?);
        }
    }
    let definitions = instruments.iter().map(Instrument::definition);
    match arguments.format {
        Format::Json => {
            let summaries: Vec<Value> = definitions.map(summary).collect();
            output::json(&json!({ "questionnaires": summaries }))?;
        }
        Format::Text => {
            let mut page = Page::new(Terminal::of_output());
            table(definitions).draw(&mut page, 0);
            output::text(&page.finish())?;
        }
    }
    Ok(Ending::Success)
}

fn table<'a>(definitions: impl Iterator<Item = &'a Definition>) -> Table {
    let mut columns = vec![Column::words("ID"), Column::fixed("Version"), Column::words("Texts")];
    columns.extend(["Nodes", "Questions", "Actions", "Practices", "Profiles"].map(Column::numbers));
    let mut table = Table::new(columns);
    for definition in definitions {
        let languages: Vec<&str> = definition.languages.iter().map(digirights::Language::as_str).collect();
        let mut row = vec![
            Cell::new(definition.id.as_str()),
            Cell::new(definition.version.to_string()),
            Cell::new(languages.join(", ")),
        ];
        row.extend(Counts::of(definition).named().map(|(_, count)| Cell::new(count.to_string())));
        table.row(row);
    }
    table
}
