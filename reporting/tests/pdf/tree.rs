// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a screen reader is told of a PDF: the tree of its structure.

use serde_json::Value;

/// A file as objects that refer to each other.
pub(crate) struct File(Value);

/// An element of the structure, with those below it.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) tag: String,
    pub(crate) alternative: Option<String>,
    /// Its attributes, as they are written.
    pub(crate) attributes: String,
    pub(crate) below: Vec<Element>,
}

impl File {
    pub(crate) fn new(objects: &Value) -> Self {
        Self(objects["qpdf"][1].clone())
    }

    /// The value, or the one that it refers to.
    pub(crate) fn follow<'f>(&'f self, value: &'f Value) -> &'f Value {
        let Some(reference) = value.as_str().filter(|text| text.ends_with(" R")) else { return value };
        let object = &self.0[format!("obj:{reference}")];
        object.get("value").unwrap_or_else(|| &object["stream"]["dict"])
    }

    pub(crate) fn catalogue(&self) -> &Value {
        self.follow(&self.0["trailer"]["value"]["/Root"])
    }

    /// Every object of a type.
    pub(crate) fn of_type<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f Value> {
        let values = self.0.as_object().unwrap().values().filter_map(|object| object.get("value"));
        values.filter(move |value| value["/Type"] == name)
    }

    /// Tags that are not of the standard, with what they stand for.
    fn role(&self, tag: &str) -> String {
        let roles = self.follow(&self.follow(&self.catalogue()["/StructTreeRoot"])["/RoleMap"]);
        roles[format!("/{tag}")].as_str().map_or(tag, |role| role.trim_start_matches('/')).to_owned()
    }

    pub(crate) fn tree(&self) -> Vec<Element> {
        self.below(&self.follow(&self.catalogue()["/StructTreeRoot"])["/K"])
    }

    fn below(&self, kids: &Value) -> Vec<Element> {
        let kids = self.follow(kids);
        let kids: Vec<&Value> = kids.as_array().map_or_else(|| vec![kids], |kids| kids.iter().collect());
        // Numbers and marks of content are no elements.
        let elements = kids.into_iter().map(|kid| self.follow(kid)).filter(|kid| kid.get("/S").is_some());
        elements
            .map(|element| Element {
                tag: self.role(element["/S"].as_str().unwrap().trim_start_matches('/')),
                alternative: element["/Alt"].as_str().map(|text| text.trim_start_matches("u:").to_owned()),
                attributes: self.follow(&element["/A"]).to_string(),
                below: self.below(&element["/K"]),
            })
            .collect()
    }
}

impl Element {
    /// It and all below it, in the order in which they are read.
    pub(crate) fn all(&self) -> Vec<&Element> {
        std::iter::once(self).chain(self.below.iter().flat_map(Element::all)).collect()
    }
}
