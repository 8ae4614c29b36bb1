// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Reads a chart back with an XML parser.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// An element with its attributes and its own text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
    /// Whether it stands in a picture within the picture.
    pub(crate) nested: bool,
    /// What it inherits from a `text` around it.
    pub(crate) outer: Vec<(String, String)>,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let own = self.attributes.iter().chain(&self.outer);
        own.into_iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn number(&self, name: &str) -> f64 {
        self.get(name).and_then(|value| value.parse().ok()).unwrap_or(0.0)
    }
}

/// All elements in order; fails where the text is not well-formed XML.
pub(crate) fn elements(svg: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<Element> = Vec::new();
    let mut closed = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {svg}")) {
            Event::Start(tag) => open.push(element(&tag, &open)),
            Event::Empty(tag) => closed.push(element(&tag, &open)),
            Event::End(_) => closed.push(open.pop().unwrap()),
            Event::Text(text) => {
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                open.last_mut().unwrap().text.push_str(&unescape(&reference).unwrap());
            }
            Event::Eof => break,
            other => panic!("charts have no {other:?}"),
        }
    }
    assert!(open.is_empty(), "all elements are closed");
    closed
}

fn element(tag: &BytesStart<'_>, open: &[Element]) -> Element {
    let attributes = tag
        .attributes()
        .map(|attribute| {
            let attribute = attribute.unwrap();
            let key = attribute.key.as_ref().to_owned();
            (key, unescape(&attribute.value).unwrap().into_owned())
        })
        .collect();
    let outer = open.last().filter(|outer| outer.name == "text").map(|outer| outer.attributes.clone());
    Element {
        name: tag.name().as_ref().to_owned(),
        attributes,
        text: String::new(),
        nested: open.iter().filter(|element| element.name == "svg").count() > 1,
        outer: outer.unwrap_or_default(),
    }
}
