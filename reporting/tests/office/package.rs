// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Looks into a file that is a package of parts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The parts by their names.
pub(crate) struct Package {
    pub(crate) parts: BTreeMap<String, Vec<u8>>,
}

/// An element as it begins, with the names of those around it.
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) around: Vec<String>,
    pub(crate) attributes: BTreeMap<String, String>,
    /// The letters right in it.
    pub(crate) text: String,
}

impl Package {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            let name = file.name().unwrap().into_owned();
            assert!(!parts.contains_key(&name), "{name} is there twice");
            parts.insert(name, content);
        }
        Self { parts }
    }

    pub(crate) fn text(&self, part: &str) -> &str {
        std::str::from_utf8(&self.parts[part]).unwrap()
    }

    /// The elements of a part in the order in which they begin. It must be well formed.
    pub(crate) fn elements(&self, part: &str) -> Vec<Element> {
        elements(self.text(part))
    }

    /// Relationships of a part: id, type, target, whether it lies outside.
    pub(crate) fn links(&self, part: &str) -> Vec<(String, String, String, bool)> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let rels = format!("{folder}{}_rels/{name}.rels", if folder.is_empty() { "" } else { "/" });
        if !self.parts.contains_key(&rels) {
            return Vec::new();
        }
        let of = |element: &Element, name: &str| element.attributes.get(name).cloned().unwrap_or_default();
        let links = self.elements(&rels).into_iter().filter(|element| element.name == "Relationship");
        links
            .map(|link| {
                let outside = of(&link, "TargetMode") == "External";
                let target = of(&link, "Target");
                let target = match (outside, target.strip_prefix('/')) {
                    (true, _) => target,
                    (false, Some(path)) => path.to_owned(),
                    (false, None) if folder.is_empty() => target,
                    (false, None) => format!("{folder}/{target}"),
                };
                (of(&link, "Id"), of(&link, "Type"), target, outside)
            })
            .collect()
    }

    /// Holds what every package must hold: parts are of a declared type, links lead to parts, and every
    /// relationship that a part names is there.
    pub(crate) fn check(&self) {
        let types = self.elements("[Content_Types].xml");
        let declared = |attribute: &str, value: &str| {
            types.iter().any(|one| one.attributes.get(attribute).is_some_and(|known| known == value))
        };
        for (name, content) in &self.parts {
            let extension = name.rsplit('.').next().unwrap();
            let is_declared = declared("PartName", &format!("/{name}")) || declared("Extension", extension);
            assert!(is_declared || name == "[Content_Types].xml", "{name} has no type");
            assert!(!content.is_empty(), "{name} is empty");
            if !matches!(extension, "xml" | "rels" | "svg") {
                continue;
            }
            let links = self.links(name);
            for (_, _, target, outside) in &links {
                assert!(*outside || self.parts.contains_key(target), "{name} leads to {target}");
            }
            for element in self.elements(name) {
                for (attribute, value) in &element.attributes {
                    if attribute.starts_with("r:") {
                        assert!(links.iter().any(|(id, ..)| id == value), "{name} names {value}");
                    }
                }
            }
        }
        for one in types.iter().filter_map(|one| one.attributes.get("PartName")) {
            assert!(self.parts.contains_key(one.trim_start_matches('/')), "{one} is declared and not there");
        }
        assert_eq!(self.links("").len(), self.elements("_rels/.rels").len() - 1);
    }
}

/// The elements of a text, which must be well formed.
pub(crate) fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let element = element(&start, &found, &open);
                open.push(found.len());
                found.push(element);
            }
            Event::Empty(start) => {
                let element = element(&start, &found, &open);
                found.push(element);
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => {
                if let Some(last) = open.last() {
                    found[*last].text.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().unwrap().map(String::from);
                let named = || quick_xml::escape::resolve_xml_entity(&reference).map(str::to_owned);
                let letter = letter.or_else(named);
                if let Some(last) = open.last() {
                    found[*last].text.push_str(&letter.unwrap());
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    found
}

fn element(start: &BytesStart<'_>, found: &[Element], open: &[usize]) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    Element {
        name: start.name().as_ref().to_owned(),
        around: open.iter().map(|index| found[*index].name.clone()).collect(),
        attributes: attributes.collect(),
        text: String::new(),
    }
}
