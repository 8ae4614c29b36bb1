// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What all charts have in common, held against the examples in `tests/charts/` and against what nobody
//! would draw.

mod colours;
mod hostile;
mod layout;
mod snapshots;
mod style;
mod svg;

use std::fs;
use std::path::Path;

pub(crate) use hostile::{check, words};
pub(crate) use layout::texts;
pub(crate) use svg::elements;

use super::Chart;

/// The examples, by name.
fn examples() -> Vec<(String, Chart)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 9, "every kind of chart has an example");
    paths
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let chart = Chart::from_json(&fs::read_to_string(path).unwrap());
            (name, chart.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        })
        .collect()
}

fn example(name: &str) -> Chart {
    examples().into_iter().find(|(known, _)| known == name).unwrap().1
}
