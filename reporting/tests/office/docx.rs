// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Documents for word processors.

use std::collections::BTreeSet;

use digirights_reporting::document::Document;
use digirights_reporting::{Audience, Subject, Words};

use crate::package::{Element, Package};
use crate::{libreoffice, order, sample};

fn docx(document: &Document) -> Vec<u8> {
    document.to_docx(|_| None)
}

fn report(city: &str, audience: Audience) -> Document {
    let instrument = sample::instrument();
    let (card, plan) = sample::city(&instrument, city);
    let words = Words::new(&instrument, Some("en")).unwrap();
    Subject::new(&card, &words).with_plan(&plan).report(audience)
}

fn all() -> Vec<(&'static str, Document)> {
    vec![
        ("technical", report("midsized.json", Audience::Technical)),
        ("political", report("midsized.json", Audience::Political)),
        ("hostile", sample::hostile(false)),
        ("rtl", sample::hostile(true)),
    ]
}

fn attribute<'a>(element: &'a Element, name: &str) -> &'a str {
    element.attributes.get(name).map_or("", String::as_str)
}

#[test]
fn the_same_document_is_the_same_bytes() {
    for (name, document) in all() {
        assert!(docx(&document) == docx(&document), "{name}");
    }
}

#[test]
fn a_file_is_what_the_standard_asks_for() {
    for (name, document) in all() {
        let package = Package::open(&docx(&document));
        package.check();
        let parts = package
            .parts
            .keys()
            .filter(|part| part.starts_with("word/") && part.split('.').next_back() == Some("xml"));
        parts.for_each(|part| order::check(&package.elements(part)));
        let elements = package.elements("word/document.xml");
        let styles: BTreeSet<String> = package
            .elements("word/styles.xml")
            .iter()
            .map(|style| attribute(style, "w:styleId").to_owned())
            .collect();
        for element in elements.iter().filter(|element| element.name.ends_with("Style")) {
            assert!(
                styles.contains(attribute(element, "w:val")),
                "{name}: no style {}",
                attribute(element, "w:val")
            );
        }
        let numbers: BTreeSet<String> = package
            .elements("word/numbering.xml")
            .iter()
            .map(|number| attribute(number, "w:numId").to_owned())
            .collect();
        for element in elements.iter().filter(|element| element.name == "w:numId") {
            assert!(numbers.contains(attribute(element, "w:val")), "{name}");
        }
        // Word wants a paragraph at the end of a cell, and ids that are there once.
        assert_eq!(
            elements.iter().filter(|element| element.name == "w:tc").count(),
            package.text("word/document.xml").matches("</w:p></w:tc>").count()
        );
        for (kind, id) in [("wp:docPr", "id"), ("w:bookmarkStart", "w:id"), ("w:bookmarkStart", "w:name")] {
            let ids: Vec<&str> =
                elements.iter().filter(|one| one.name == kind).map(|one| attribute(one, id)).collect();
            assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: {kind}");
        }
        let fields = |kind: &str| {
            package.text("word/document.xml").matches(&format!("w:fldCharType=\"{kind}\"")).count()
        };
        assert_eq!((fields("begin"), fields("separate")), (fields("end"), fields("end")));
    }
}

#[test]
fn who_cannot_see_it_can_use_it() {
    for (name, document) in all() {
        let package = Package::open(&docx(&document));
        let elements = package.elements("word/document.xml");
        let pictures: Vec<&Element> = elements.iter().filter(|element| element.name == "wp:docPr").collect();
        assert_eq!(pictures.len(), elements.iter().filter(|one| one.name == "w:drawing").count());
        assert!(pictures.iter().all(|picture| attribute(picture, "descr").len() > 10), "{name}");
        let styles = elements.iter().filter(|element| element.name == "w:pStyle");
        let levels: Vec<usize> = styles
            .filter_map(|style| attribute(style, "w:val").strip_prefix("Heading")?.parse().ok())
            .collect();
        assert!(
            levels.iter().zip(levels.iter().skip(1)).all(|(one, next)| *next <= one + 1),
            "{name}: {levels:?}"
        );
        assert_eq!(levels.first(), Some(&1), "{name}");
        // A report table has a heading row, which is repeated.
        let tables = elements.iter().filter(|one| attribute(one, "w:val") == "ReportTable").count();
        assert_eq!(tables, elements.iter().filter(|one| one.name == "w:tblHeader").count(), "{name}");
        let core = package.elements("docProps/core.xml");
        let of = |name: &str| core.iter().find(|one| one.name == name).map(|one| one.text.clone());
        assert_eq!(of("dc:title"), Some(document.title.clone()));
        assert_eq!(of("dc:language"), Some(document.language.clone()));
        let styles = package.elements("word/styles.xml");
        let language = styles.iter().find(|one| one.name == "w:lang").unwrap();
        assert_eq!(attribute(language, "w:val"), document.language);
    }
}

#[test]
fn texts_stand_as_they_were_typed() {
    let package = Package::open(&docx(&sample::hostile(false)));
    let elements = package.elements("word/document.xml");
    let texts: Vec<&str> =
        elements.iter().filter(|one| one.name == "w:t").map(|one| one.text.as_str()).collect();
    for text in sample::HOSTILE {
        assert!(texts.contains(&text), "{text}");
    }
    assert!(texts.iter().any(|text| text.len() == 10_000));
    let instructions = elements.iter().filter(|one| one.name == "w:instrText");
    let known = ["TOC \\o", "PAGEREF _Toc", "SEQ "];
    assert!(instructions.into_iter().all(|one| known.iter().any(|known| one.text.trim().starts_with(known))));
    let links = package.links("word/document.xml");
    let outside: Vec<&str> = links.iter().filter(|link| link.3).map(|link| link.2.as_str()).collect();
    assert_eq!(outside, ["https://example.org/Z%C3%BCrich?a=b&c=%22d%22%7C%5Be%5D#f%23g"]);
}

#[test]
fn what_steers_is_left_out() {
    let mut document = sample::hostile(false);
    document.title = "a\u{0}\u{1b}\u{202e}b\nc\u{fffe}".into();
    let package = Package::open(&docx(&document));
    let elements = package.elements("word/document.xml");
    assert_eq!(elements.iter().find(|one| one.name == "w:t").unwrap().text, "ab c");
}

#[test]
fn a_language_from_right_to_left_runs_so() {
    let package = Package::open(&docx(&sample::hostile(true)));
    let text = package.text("word/document.xml");
    assert_eq!(text.matches("<w:tbl>").count(), text.matches("<w:bidiVisual>").count());
    assert!(package.text("word/styles.xml").contains("<w:bidi></w:bidi>"));
    let elements = package.elements("word/document.xml");
    let mut runs = elements.iter().filter(|one| one.name == "w:rtl" || one.name == "w:t").peekable();
    let mut seen = (0, 0);
    while let Some(one) = runs.next() {
        let is_rtl = one.name == "w:rtl";
        let Some(letters) = (if is_rtl { runs.next() } else { Some(one) }) else { break };
        let is_latin =
            letters.text.is_ascii() && letters.text.contains(|letter: char| letter.is_ascii_alphabetic());
        let is_arabic = letters.text.contains("العربية");
        assert!(!(is_latin && is_rtl) && (!is_arabic || is_rtl), "{}", letters.text);
        seen = (seen.0 + usize::from(is_latin), seen.1 + usize::from(is_arabic));
    }
    assert!(seen.0 > 0 && seen.1 > 0);
}

#[test]
fn a_chart_without_png_has_a_stand_in_and_one_with_it_has_that() {
    let document = sample::hostile(false);
    let package = Package::open(&docx(&document));
    assert!(package.parts["word/media/chart1.png"].starts_with(b"\x89PNG\r\n\x1a\n"));
    assert!(package.parts["word/media/chart2.svg"].starts_with(b"<svg"));
    let svg = package.text("word/media/chart2.svg").to_owned();
    let package = Package::open(&document.to_docx(|drawn| Some(drawn.as_bytes().to_vec())));
    assert_eq!(package.text("word/media/chart2.png"), svg);
    let text = package.text("word/document.xml");
    assert_eq!(text.matches("svgBlip").count(), text.matches("<w:drawing>").count() * 2);
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_opens_it_and_shows_every_text() {
    let files: Vec<_> = all().into_iter().map(|(name, document)| (name, docx(&document))).collect();
    let shown = libreoffice::convert("docx", &files, "docx", "txt:Text (encoded):UTF8");
    for ((name, bytes), shown) in files.iter().zip(shown) {
        let shown = String::from_utf8(shown).unwrap();
        for element in
            Package::open(bytes).elements("word/document.xml").iter().filter(|one| one.name == "w:t")
        {
            assert!(shown.contains(element.text.trim()), "{name}: {}", element.text);
        }
    }
}
