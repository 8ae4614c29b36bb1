// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A form as a person fills it in: rows of the survey with what they hold, hidden rows without.

use std::cell::RefCell;
use std::collections::BTreeMap;

use digirights::{Sheet, XlsForm};
use serde_json::{Map, Value};

use crate::case::name;
use crate::xpath::holds;

/// A row of the survey that can hold something.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) label: String,
    /// Names and labels of the groups around it.
    pub(crate) groups: Vec<(String, String)>,
    /// Its own condition and those of the groups.
    relevant: Vec<String>,
}

/// What can be chosen: name and label.
pub(crate) type Choices = Vec<(String, String)>;

/// A form with what a person said.
#[derive(Debug)]
pub(crate) struct Filled {
    pub(crate) rows: Vec<Row>,
    pub(crate) lists: BTreeMap<String, Choices>,
    values: BTreeMap<String, String>,
}

pub(crate) fn cells<'a>(sheet: &'a Sheet, row: &'a [String], column: &str) -> &'a str {
    let found = sheet.columns.iter().position(|other| other == column);
    found.and_then(|index| row.get(index)).map_or("", String::as_str)
}

/// The column for the label in a language.
fn label<'a>(sheet: &'a Sheet, row: &'a [String], language: usize) -> &'a str {
    let labels = sheet.columns.iter().enumerate().filter(|(_, column)| column.starts_with("label"));
    labels.map(|(index, _)| row[index].as_str()).nth(language).unwrap_or_default()
}

impl Filled {
    /// The rows of a form, with labels in the first or second language.
    pub(crate) fn new(form: &XlsForm, language: usize) -> Self {
        let mut rows = Vec::new();
        let (mut groups, mut conditions): (Vec<(String, String)>, Vec<String>) = (Vec::new(), Vec::new());
        for cell in &form.survey.rows {
            let get = |column: &str| cells(&form.survey, cell, column).to_owned();
            let label = label(&form.survey, cell, language).to_owned();
            match get("type").as_str() {
                "begin_group" => {
                    groups.push((get("name"), label));
                    conditions.push(get("relevant"));
                }
                "end_group" => {
                    groups.pop();
                    conditions.pop();
                }
                "note" => {}
                kind => rows.push(Row {
                    kind: kind.to_owned(),
                    name: get("name"),
                    label,
                    groups: groups.clone(),
                    relevant: conditions.iter().cloned().chain([get("relevant")]).collect(),
                }),
            }
        }
        let mut lists: BTreeMap<String, Choices> = BTreeMap::new();
        for cell in &form.choices.rows {
            let get = |column: &str| cells(&form.choices, cell, column).to_owned();
            let label = self::label(&form.choices, cell, language).to_owned();
            lists.entry(get("list_name")).or_default().push((get("name"), label));
        }
        Self { rows, lists, values: BTreeMap::new() }
    }

    pub(crate) fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == name)
    }

    pub(crate) fn choices(&self, row: &Row) -> &[(String, String)] {
        let list = row.kind.split(' ').nth(1).unwrap_or_default();
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }

    /// Types the answers into the form.
    pub(crate) fn fill(
        &mut self,
        answers: &Map<String, Value>,
        states: &dyn Fn(&str, &str) -> Option<String>,
    ) {
        for (id, answer) in answers {
            let base = name(id);
            let full = answer.get("value").unwrap_or(answer);
            let state = answer.get("state").and_then(Value::as_str);
            let percent = format!("{base}_percent");
            let value = self.row(&base).map(|row| row.name.clone());
            let Some(row) = value.or_else(|| self.row(&percent).map(|row| row.name.clone())) else {
                continue;
            };
            match state {
                Some("unanswered") => continue,
                Some(state @ ("dont_know" | "not_applicable")) => {
                    let choices = self.row(&row).map(|row| self.choices(row).to_vec()).unwrap_or_default();
                    let choice = choices.iter().find(|(choice, _)| choice == state);
                    if let Some((choice, _)) = choice {
                        self.values.insert(row.clone(), choice.clone());
                    } else if let Some(option) = states(id, state) {
                        self.values.insert(row.clone(), name(&option));
                    } else {
                        self.values.insert(format!("{base}_state"), state.to_owned());
                    }
                    let row = format!("{base}_reason");
                    if let (Some(reason), Some(_)) = (answer["reason"].as_str(), self.row(&row)) {
                        self.values.insert(row, reason.to_owned());
                    }
                    continue;
                }
                _ => {}
            }
            let text = typed(full, row == percent);
            if !text.is_empty() {
                self.values.insert(row, text);
            }
        }
    }

    /// Types a text into a row.
    pub(crate) fn set(&mut self, row: &str, text: &str) {
        self.values.insert(row.to_owned(), text.to_owned());
    }

    pub(crate) fn values(&self) -> &BTreeMap<String, String> {
        &self.values
    }

    /// What a row holds; nothing where it is hidden.
    pub(crate) fn value(&self, row: &Row) -> String {
        let seen = RefCell::new(BTreeMap::new());
        self.value_of(&row.name, &seen)
    }

    /// Whether a row is shown.
    pub(crate) fn is_shown(&self, name: &str) -> bool {
        let seen = RefCell::new(BTreeMap::new());
        self.row(name).is_some_and(|row| self.shown(row, &seen))
    }

    fn shown(&self, row: &Row, seen: &RefCell<BTreeMap<String, bool>>) -> bool {
        if let Some(known) = seen.borrow().get(&row.name) {
            return *known;
        }
        let relevant = row.relevant.iter().filter(|condition| !condition.is_empty());
        let mut all = true;
        for condition in relevant {
            all &= holds(condition, &|name| self.value_of(name, seen));
        }
        seen.borrow_mut().insert(row.name.clone(), all);
        all
    }

    fn value_of(&self, name: &str, seen: &RefCell<BTreeMap<String, bool>>) -> String {
        let Some(value) = self.values.get(name) else { return String::new() };
        let row = self.row(name).unwrap_or_else(|| panic!("no row {name}"));
        if self.shown(row, seen) { value.clone() } else { String::new() }
    }
}

/// What a person types, or a form stores.
fn typed(value: &Value, percent: bool) -> String {
    let number = |number: f64| {
        if !percent {
            return number.to_string();
        }
        // The point moves two digits in the decimal text.
        let hundred = number * 100.0;
        let short = (hundred * 1e9).round() / 1e9;
        let exact = |text: &str| {
            format!("{text}e-2").parse::<f64>().is_ok_and(|back| back.to_bits() == number.to_bits())
        };
        [short.to_string(), hundred.to_string()].into_iter().find(|text| exact(text)).unwrap_or_else(|| {
            let digits = number.to_string();
            digits.strip_prefix("0.").map_or(digits.clone(), |fraction| {
                let padded = format!("{fraction:0<2}");
                format!("{}.{}", &padded[..2], &padded[2..])
            })
        })
    };
    match value {
        Value::Bool(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        Value::String(text) => {
            let is_text = text.contains(' ') || text.starts_with("20");
            if is_text { text.clone() } else { name(text) }
        }
        Value::Array(ids) if ids.is_empty() => "none_of_these".to_owned(),
        Value::Array(ids) => ids.iter().filter_map(Value::as_str).map(name).collect::<Vec<_>>().join(" "),
        Value::Object(share) => {
            let part = |key: &str| share.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
            number(part("part") / part("whole"))
        }
        Value::Number(given) => number(given.as_f64().unwrap_or(f64::NAN)),
        Value::Null => String::new(),
    }
}
