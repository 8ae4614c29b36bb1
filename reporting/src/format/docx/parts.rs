// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Everything in the file beside the text: what its parts are, how they hang together, what it is called.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};

use crate::clean::clean;
use crate::document::Document;

use super::body::Body;
use super::text::{Field, paragraph, plain};
use super::{numbering, styles};
use crate::format::archive::Part;

/// How every XML part begins.
pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

const OF_OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const OF_WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// All parts of the file.
pub(super) fn all<'a>(document: &Document, body: &'a Body<'_>, main: Markup) -> Vec<Part<'a>> {
    let text = |name: &'static str, markup: Markup| Part {
        name: Cow::Borrowed(name),
        bytes: Cow::Owned(markup.into_string().into_bytes()),
    };
    let mut parts = vec![
        text("[Content_Types].xml", content_types()),
        text("_rels/.rels", package_links()),
        text("docProps/core.xml", properties(document)),
        text("docProps/app.xml", program()),
        text("word/document.xml", main),
        text("word/_rels/document.xml.rels", links(body)),
        text("word/styles.xml", styles::part(document)),
        text("word/numbering.xml", numbering::part(body.lists)),
        text("word/settings.xml", settings(document)),
        text("word/footer.xml", footer(document)),
    ];
    for (number, image) in (1..).zip(&body.images) {
        let name = Cow::Owned(format!("word/media/chart{number}.svg"));
        parts.push(Part { name, bytes: Cow::Borrowed(image.svg.as_bytes()) });
        let name = Cow::Owned(format!("word/media/chart{number}.png"));
        parts.push(Part { name, bytes: Cow::Borrowed(image.fallback()) });
    }
    parts
}

fn content_types() -> Markup {
    let parts = [
        ("/word/document.xml", format!("{OF_WORD}.document.main+xml")),
        ("/word/styles.xml", format!("{OF_WORD}.styles+xml")),
        ("/word/numbering.xml", format!("{OF_WORD}.numbering+xml")),
        ("/word/settings.xml", format!("{OF_WORD}.settings+xml")),
        ("/word/footer.xml", format!("{OF_WORD}.footer+xml")),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ),
    ];
    html! {
        (PreEscaped(DECLARATION))
        Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types" {
            Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" {}
            Default Extension="xml" ContentType="application/xml" {}
            Default Extension="png" ContentType="image/png" {}
            Default Extension="svg" ContentType="image/svg+xml" {}
            @for (name, kind) in parts { Override PartName=(name) ContentType=(kind) {} }
        }
    }
}

fn relationships(inside: &Markup) -> Markup {
    html! {
        (PreEscaped(DECLARATION))
        Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships" { (inside) }
    }
}

fn package_links() -> Markup {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relationships(&html! {
        Relationship Id="document" Type=(format!("{OF_OFFICE}/officeDocument")) Target="word/document.xml" {}
        Relationship Id="core" Type=(core) Target="docProps/core.xml" {}
        Relationship Id="app" Type=(format!("{OF_OFFICE}/extended-properties")) Target="docProps/app.xml" {}
    })
}

fn links(body: &Body<'_>) -> Markup {
    relationships(&html! {
        @for part in ["styles", "numbering", "settings", "footer"] {
            Relationship Id=(part) Type=(format!("{OF_OFFICE}/{part}")) Target=(format!("{part}.xml")) {}
        }
        @for number in 1..=body.images.len() {
            @for kind in ["png", "svg"] {
                Relationship Id=(format!("{kind}{number}")) Type=(format!("{OF_OFFICE}/image")) Target=(format!("media/chart{number}.{kind}")) {}
            }
        }
        @for (number, address) in (1..).zip(&body.links) {
            Relationship Id=(format!("link{number}")) Type=(format!("{OF_OFFICE}/hyperlink")) Target=(address) TargetMode="External" {}
        }
    })
}

fn properties(document: &Document) -> Markup {
    html! {
        (PreEscaped(DECLARATION))
        cp:coreProperties
            xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
            xmlns:dc="http://purl.org/dc/elements/1.1/"
        {
            dc:title { (clean(&document.title)) }
            dc:subject { (clean(&document.subtitle)) }
            dc:description { (clean(&document.footer)) }
            dc:language { (clean(&document.language)) }
        }
    }
}

fn program() -> Markup {
    html! {
        (PreEscaped(DECLARATION))
        Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" {
            Application { "digirights" }
        }
    }
}

fn settings(document: &Document) -> Markup {
    let compatible = |name: &str, value: &str| {
        html! { w:compatSetting w:name=(name) w:uri="http://schemas.microsoft.com/office/word" w:val=(value) {} }
    };
    html! {
        (PreEscaped(DECLARATION))
        w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {
            w:defaultTabStop w:val="567" {}
            // Page numbers of the table of contents come with the layout. Word asks before it fills them in.
            @if !document.contents.is_empty() { w:updateFields w:val="true" {} }
            w:compat {
                (compatible("compatibilityMode", "15"))
                (compatible("overrideTableStyleFontSizeAndJustification", "1"))
                (compatible("enableOpenTypeFeatures", "1"))
                (compatible("doNotFlipMirrorIndents", "1"))
            }
            w:themeFontLang w:val=(document.language) w:bidi=(document.language) {}
            w:decimalSymbol w:val="." {}
            w:listSeparator w:val="," {}
        }
    }
}

fn footer(document: &Document) -> Markup {
    let rtl = document.rtl;
    html! {
        (PreEscaped(DECLARATION))
        w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {
            (paragraph("Footer", &html! {
                (plain(&document.footer, rtl))
                w:r { w:tab {} }
                (plain(&format!("{}\u{a0}", document.page), rtl))
                (Field::simple("PAGE", "1"))
            }))
        }
    }
}
