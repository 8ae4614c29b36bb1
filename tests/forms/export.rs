// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables as form tools export them.

use crate::filled::{Filled, Row};

/// How a table is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Names, with groups and `/`; several choices in one column and one for each choice.
    KoboNames,
    /// Names without groups; several choices in one column for each choice only.
    KoboSplit,
    /// Labels of questions and choices; several choices with spaces between the labels, and one column
    /// for each choice.
    KoboLabels,
    /// Labels with the labels of groups before them; several choices with spaces between the labels.
    KoboGroups,
    /// Names, with groups and `-`; columns for the choices that somebody made, 0 where nobody answered.
    Central,
    /// Labels, several choices with `, ` between them.
    Web,
}

impl Style {
    pub(crate) const ALL: [Self; 6] =
        [Self::KoboNames, Self::KoboSplit, Self::KoboLabels, Self::KoboGroups, Self::Central, Self::Web];

    fn labels(self) -> bool {
        matches!(self, Self::KoboLabels | Self::KoboGroups | Self::Web)
    }
}

/// Headings and one row of cells.
pub(crate) fn table(form: &Filled, style: Style) -> Vec<(String, Option<String>)> {
    let mut cells = vec![("start".to_owned(), Some("2026-05-31T10:00:00.000+02:00".to_owned()))];
    for row in &form.rows {
        if row.kind == "calculate" {
            let text = "random 1.0.0".to_owned();
            cells.push((heading(row, style), Some(text)));
        } else if row.kind.starts_with("select_multiple") {
            several(form, row, style, &mut cells);
        } else {
            cells.push((heading(row, style), value(form, row, style)));
        }
    }
    for technical in ["_id", "_uuid", "_submission_time", "meta/instanceID", "KEY"] {
        cells.push((technical.to_owned(), Some("uuid:1-2-3".to_owned())));
    }
    cells
}

fn heading(row: &Row, style: Style) -> String {
    let groups = |sign: &str, label: bool| {
        let path = row.groups.iter().map(|(name, title)| if label { title.clone() } else { name.clone() });
        let own = if label { row.label.clone() } else { row.name.clone() };
        path.chain([own]).collect::<Vec<_>>().join(sign)
    };
    let label = if row.label.is_empty() { row.name.clone() } else { row.label.clone() };
    match style {
        Style::KoboNames => groups("/", false),
        Style::KoboSplit => row.name.clone(),
        Style::Central => groups("-", false),
        Style::KoboLabels | Style::Web => label,
        Style::KoboGroups => groups("/", !row.label.is_empty()),
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn value(form: &Filled, row: &Row, style: Style) -> Option<String> {
    let text = form.value(row);
    let label = || form.choices(row).iter().find(|(name, _)| *name == text).map(|(_, label)| label.clone());
    some(if style.labels() { label().unwrap_or(text) } else { text })
}

fn several(form: &Filled, row: &Row, style: Style, cells: &mut Vec<(String, Option<String>)>) {
    let value = form.value(row);
    let chosen: Vec<&str> = value.split_whitespace().collect();
    let choices = form.choices(row);
    let labels: Vec<&str> = chosen
        .iter()
        .filter_map(|name| choices.iter().find(|(other, _)| other == name).map(|(_, label)| label.as_str()))
        .collect();
    let own = heading(row, style);
    match style {
        Style::KoboNames | Style::Central => cells.push((own.clone(), some(value.clone()))),
        Style::KoboLabels | Style::KoboGroups => cells.push((own.clone(), some(labels.join(" ")))),
        Style::Web => cells.push((own.clone(), some(labels.join(", ")))),
        Style::KoboSplit => {}
    }
    for (name, label) in choices {
        let ticked = chosen.contains(&name.as_str());
        let digit = if ticked { "1" } else { "0" }.to_owned();
        let answered = (!chosen.is_empty()).then(|| digit.clone());
        match style {
            Style::KoboNames | Style::KoboSplit => cells.push((format!("{own}/{name}"), answered)),
            Style::KoboLabels => cells.push((format!("{own}/{label}"), answered)),
            // Somebody else chose every other option.
            Style::Central if name.len() % 2 == 0 || ticked => {
                cells.push((format!("{own}/{name}"), Some(digit)));
            }
            Style::Central | Style::Web | Style::KoboGroups => {}
        }
    }
}
