// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a screen reader is told.

use std::path::Path;

use digirights_reporting::document::{Block, Document};
use serde_json::json;

use crate::samples::{blocks, sections, written};
use crate::tools::{information, metadata, objects};
use crate::tree::{Element, File};

fn opened(name: &str, path: &Path, title: &str, language: &str) -> Vec<Element> {
    let file = File::new(&objects(path));
    let catalogue = file.catalogue();
    assert_eq!(file.follow(&catalogue["/MarkInfo"])["/Marked"], json!(true), "{name}");
    assert_eq!(catalogue["/Lang"], json!(format!("u:{language}")), "{name}");
    assert_eq!(file.follow(&catalogue["/ViewerPreferences"])["/DisplayDocTitle"], json!(true), "{name}");
    for page in file.of_type("/Page") {
        assert!(page.get("/StructParents").is_some() && page["/Tabs"] == json!("/S"), "{name}");
    }
    let said = information(path);
    let said_title = said.lines().find_map(|line| line.strip_prefix("Title:")).unwrap().trim();
    assert_eq!(said_title, title.trim(), "{name}");
    assert!(said.contains("Tagged:          yes"), "{name}: {said}");
    let metadata = metadata(path);
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{name}: {metadata}");
    file.tree()
}

fn headings(tree: &[&Element]) -> Vec<usize> {
    let level = |element: &&Element| element.tag.strip_prefix('H')?.parse().ok();
    tree.iter().filter_map(level).collect()
}

fn check(name: &str, document: &Document, tree: &[Element]) {
    let all: Vec<&Element> = tree.iter().flat_map(Element::all).collect();
    let of = |tag: &str| all.iter().filter(|element| element.tag == tag).count();

    let headings = headings(&all);
    let titled = sections(document).iter().filter(|section| !section.heading.is_empty()).count();
    let contents = usize::from(!document.contents.is_empty());
    assert_eq!(headings.len(), titled + contents, "{name}: {headings:?}");
    assert_eq!(headings[0], 1, "{name}");
    assert!(headings.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {headings:?}");

    let mut figures: Vec<&str> = Vec::new();
    for element in &all {
        if element.tag == "Figure" {
            figures.push(element.alternative.as_deref().unwrap_or_default());
        }
    }
    let mut drawn = 0;
    let mut tables = 0;
    for block in blocks(document) {
        match block {
            Block::Chart(picture) => {
                drawn += 1;
                tables += usize::from(picture.data.is_some());
                let found = figures.iter().any(|said| said.contains(picture.chart.title.trim()));
                assert!(found, "{name}: no words for {}", picture.chart.title);
            }
            Block::Table(table) => tables += usize::from(!table.columns.is_empty()),
            _ => {}
        }
    }
    assert_eq!(figures.len(), drawn, "{name}");
    assert!(figures.iter().all(|said| !said.is_empty()), "{name}");
    assert_eq!(of("Table"), tables, "{name}");
    for table in all.iter().filter(|element| element.tag == "Table") {
        let parts: Vec<&Element> = table.all();
        let heads: Vec<&&Element> = parts.iter().filter(|element| element.tag == "TH").collect();
        assert!(!heads.is_empty(), "{name}: a table without headings");
        assert!(heads.iter().all(|head| head.attributes.contains("/Scope")), "{name}: {heads:?}");
    }
}

#[test]
fn every_report_is_told_in_order() {
    for written in written() {
        let document = &written.document;
        let title = document.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let tree = opened(written.name, &written.file("structure"), &title, &document.language);
        check(written.name, document, &tree);
    }
}
