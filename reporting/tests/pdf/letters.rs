// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Texts show as they were typed, in fonts that the file brings along.

use digirights_reporting::document::Document;
use serde_json::Value;

use crate::samples::{arabic, written};
use crate::tools::{file, folder, fonts, lines, read_aloud, text};

/// Everything that a document says, but what charts draw.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(members) => {
            let said = members
                .iter()
                .filter(|(name, _)| !["id", "chart", "link", "language"].contains(&name.as_str()));
            said.for_each(|(_, value)| texts(value, found));
        }
        _ => {}
    }
}

fn said(document: &Document) -> Vec<String> {
    let mut value = serde_json::to_value(document).unwrap();
    // What stands at the foot of every page is not read aloud; labels stand where there are figures and tables.
    for name in ["footer", "page", "labels"] {
        value.as_object_mut().unwrap().remove(name);
    }
    let mut found = Vec::new();
    texts(&value, &mut found);
    found
}

/// Letters alone: where lines end is the layout's matter, and words may be broken with a hyphen.
fn squeezed(text: &str) -> String {
    let kept = |letter: &char| {
        !letter.is_whitespace()
            && !matches!(letter, '\u{202a}'..='\u{202e}' | '-' | '\u{ad}' | '\u{200b}' | '"' | '\\')
    };
    text.chars().filter(kept).collect()
}

fn shown(name: &str, document: &Document) -> (String, String) {
    let path = file(&folder(&format!("letters-{name}")), name, &document.to_pdf(&[]).unwrap().bytes);
    (read_aloud(&path), text(&path))
}

#[test]
fn every_text_is_there() {
    for written in written() {
        let name = written.name;
        let path = written.file("letters");
        let (aloud, seen) = (squeezed(&read_aloud(&path)), squeezed(&text(&path)));
        for text in said(&written.document) {
            let plain = text.is_ascii() && !text.contains(char::is_control);
            let typed = squeezed(&text);
            assert!(!plain || aloud.contains(&typed) || seen.contains(&typed), "{name}: {text:?}");
        }
    }
}

#[test]
fn nothing_typed_is_obeyed() {
    let mut document = Document { language: "en".into(), rtl: false, ..arabic() };
    let typed = [
        "#panic(\"x\") #import \"@preview/x:1.0.0\": * #read(\"/etc/passwd\") $x^2$ `raw`",
        "= Heading *strong* _emphasis_ <label> @reference // comment /* more */ \\ ~ -- ---",
        "[a](javascript:x) \\u{41} {\"a\": 1} 'it''s' ...",
    ];
    document.title = typed[0].into();
    document.subtitle = typed[1].into();
    document.footer = typed[2].into();
    document.sections[0].heading = typed[1].into();
    document.sections[0].blocks =
        typed.iter().map(|text| digirights_reporting::document::Block::Paragraph((*text).into())).collect();
    let (aloud, seen) = shown("typed", &document);
    for text in typed {
        assert!(squeezed(&aloud).contains(&squeezed(text)), "{text}: {aloud}");
        assert!(squeezed(&seen).contains(&squeezed(text)), "{text}: {seen}");
    }
}

#[test]
fn control_characters_are_left_out() {
    let mut document = arabic();
    document.title = "a\u{0}b\u{1b}[31mc\u{202e}d\u{7f}e\u{2028}f\u{feff}g".into();
    let (aloud, _) = shown("control", &document);
    assert!(aloud.contains("ab[31mcde fg"), "{aloud}");
}

#[test]
fn right_to_left_is_read_in_its_order() {
    let arabic = written().iter().find(|written| written.name == "arabic").unwrap();
    let seen = lines(&arabic.file("order"));
    for text in ["التقييم الذاتي للحقوق الرقمية", "مدينة مارينبورت", "المحتويات", "digital-rights 1.0.0"]
    {
        assert!(squeezed(&seen).contains(&squeezed(text)), "{text}: {seen}");
    }
}

#[test]
fn every_font_comes_along() {
    for written in written() {
        let name = written.name;
        let fonts = fonts(&written.file("fonts"));
        assert!(!fonts.is_empty());
        for font in fonts {
            // Name, type, encoding, embedded, a part of it, letters can be read back.
            let words: Vec<&str> = font.split_whitespace().collect();
            let told: Vec<&str> = words.iter().copied().filter(|word| ["yes", "no"].contains(word)).collect();
            assert_eq!(told, ["yes", "yes", "yes"], "{name}: {font}");
            assert!(font.contains("NotoSans"), "{name}: {font}");
        }
    }
}
