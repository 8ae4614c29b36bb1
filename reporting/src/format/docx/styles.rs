// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How everything looks. Who edits the document changes a style, and all that has it follows.

use maud::{Markup, PreEscaped, html};

use crate::document::Document;

use super::body::WIDE;
use super::parts::DECLARATION;

/// The colours of charts.
const INK: &str = "1A1F25";
const MUTED: &str = "4B5560";
const SURFACE: &str = "F1F4F7";
const LINE: &str = "D3DAE0";
const EDGE: &str = "6B7783";
const ACCENT: &str = "14659B";
const SOFT: &str = "E3EFF7";

/// A paragraph style.
struct Style {
    id: &'static str,
    /// The name that word processors know it by, and show in their own language.
    name: &'static str,
    based_on: &'static str,
    next: &'static str,
    paragraph: Markup,
    letters: Markup,
}

/// The styles.
pub(super) fn part(document: &Document) -> Markup {
    let language = &document.language;
    html! {
        (PreEscaped(DECLARATION))
        w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {
            w:docDefaults {
                w:rPrDefault {
                    w:rPr {
                        w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial" {}
                        w:color w:val=(INK) {}
                        (size(21))
                        w:lang w:val=(language) w:eastAsia=(language) w:bidi=(language) {}
                    }
                }
                w:pPrDefault { w:pPr { (spacing(0, 120, 269)) } }
            }
            w:style w:type="paragraph" w:default="1" w:styleId="Normal" {
                w:name w:val="Normal" {}
                w:qFormat {}
                w:pPr { w:widowControl {} @if document.rtl { w:bidi {} } }
            }
            @for style in cover().into_iter().chain(headings()).chain(flowing(document.rtl)).chain(tabular()) { (paragraph(&style)) }
            (letters())
            (tables())
        }
    }
}

fn paragraph(style: &Style) -> Markup {
    html! {
        w:style w:type="paragraph" w:styleId=(style.id) {
            w:name w:val=(style.name) {}
            w:basedOn w:val=(style.based_on) {}
            w:next w:val=(style.next) {}
            w:uiPriority w:val="9" {}
            w:qFormat {}
            w:pPr { (style.paragraph) }
            w:rPr { (style.letters) }
        }
    }
}

fn cover() -> [Style; 6] {
    let contents = |id, name, indent: u32| Style {
        id,
        name,
        based_on: "Normal",
        next: "Normal",
        paragraph: html! {
            w:tabs { w:tab w:val="end" w:leader="dot" w:pos=(WIDE) {} }
            (spacing(0, 40, 259))
            w:ind w:start=(indent) w:end="567" {}
        },
        letters: html! {},
    };
    [
        Style {
            id: "Title",
            name: "Title",
            based_on: "Normal",
            next: "Subtitle",
            paragraph: html! { w:keepNext {} (spacing(600, 120, 240)) w:contextualSpacing {} },
            letters: html! { (bold()) (colour(ACCENT)) (size(52)) },
        },
        Style {
            id: "Subtitle",
            name: "Subtitle",
            based_on: "Normal",
            next: "BodyText",
            paragraph: spacing(0, 360, 240),
            letters: html! { (colour(MUTED)) (size(30)) },
        },
        Style {
            id: "TOCHeading",
            name: "TOC Heading",
            based_on: "Normal",
            next: "Normal",
            paragraph: html! { w:keepNext {} (spacing(480, 120, 240)) },
            letters: html! { (bold()) (colour(ACCENT)) (size(32)) },
        },
        contents("TOC1", "toc 1", 0),
        contents("TOC2", "toc 2", 284),
        Style {
            id: "Footer",
            name: "footer",
            based_on: "Normal",
            next: "Footer",
            paragraph: html! {
                w:pBdr { w:top w:val="single" w:sz="4" w:space="4" w:color=(LINE) {} }
                w:tabs { w:tab w:val="end" w:pos=(WIDE) {} }
                (spacing(0, 0, 240))
            },
            letters: html! { (colour(MUTED)) (size(17)) },
        },
    ]
}

fn headings() -> [Style; 4] {
    let heading = |id, name, level: usize, before, points| Style {
        id,
        name,
        based_on: "Normal",
        next: "BodyText",
        paragraph: html! { w:keepNext {} w:keepLines {} (spacing(before, 100, 240)) w:outlineLvl w:val=(level) {} },
        letters: html! { (bold()) (colour(if level < 2 { ACCENT } else { INK })) (size(points)) },
    };
    [
        heading("Heading1", "heading 1", 0, 420, 34),
        heading("Heading2", "heading 2", 1, 320, 27),
        heading("Heading3", "heading 3", 2, 260, 23),
        heading("Heading4", "heading 4", 3, 220, 21),
    ]
}

fn flowing(rtl: bool) -> [Style; 8] {
    let style =
        |id, name, next, paragraph, letters| Style { id, name, based_on: "Normal", next, paragraph, letters };
    let list = |number: u32| {
        html! { w:numPr { w:ilvl w:val="0" {} w:numId w:val=(number) {} } (spacing(0, 60, 259)) }
    };
    [
        style("BodyText", "Body Text", "BodyText", html! {}, html! {}),
        style(
            "Note",
            "Note",
            "BodyText",
            html! {
                w:keepLines {}
                w:pBdr {
                    w:top w:val="single" w:sz="4" w:space="6" w:color=(SOFT) {}
                    @if !rtl { w:left w:val="single" w:sz="24" w:space="8" w:color=(ACCENT) {} }
                    w:bottom w:val="single" w:sz="4" w:space="6" w:color=(SOFT) {}
                    @if rtl { w:right w:val="single" w:sz="24" w:space="8" w:color=(ACCENT) {} }
                }
                w:shd w:val="clear" w:color="auto" w:fill=(SOFT) {}
                (spacing(180, 220, 259))
                w:ind w:start="227" w:end="227" {}
            },
            html! {},
        ),
        style("ListBullet", "List Bullet", "ListBullet", list(1), html! {}),
        style("ListNumber", "List Number", "ListNumber", list(2), html! {}),
        style(
            "ListContinue",
            "List Continue",
            "ListContinue",
            html! { (spacing(0, 60, 259)) w:ind w:start="397" {} },
            colour(MUTED),
        ),
        style(
            "Figure",
            "Figure",
            "Caption",
            html! { w:keepNext {} (spacing(160, 60, 240)) w:jc w:val="center" {} },
            html! {},
        ),
        style(
            "Caption",
            "caption",
            "BodyText",
            html! { w:keepLines {} (spacing(120, 120, 240)) },
            html! { (bold()) (colour(MUTED)) (size(19)) },
        ),
        style(
            "FigureData",
            "Figure Data",
            "BodyText",
            html! { w:keepNext {} (spacing(60, 60, 240)) },
            html! { (colour(MUTED)) (size(19)) },
        ),
    ]
}

fn tabular() -> [Style; 9] {
    let style =
        |id, name, based_on, paragraph, letters| Style { id, name, based_on, next: id, paragraph, letters };
    [
        style("TableText", "Table Text", "Normal", spacing(30, 30, 240), size(19)),
        style("TableStrong", "Table Strong", "TableText", html! {}, bold()),
        style("TableHead", "Table Head", "TableText", html! { w:keepNext {} }, bold()),
        style("FactName", "Fact Name", "TableText", html! {}, html! { (bold()) (colour(MUTED)) }),
        style(
            "KeyFigure",
            "Key Figure",
            "TableText",
            html! { w:keepNext {} (spacing(100, 0, 240)) },
            html! { (bold()) (colour(ACCENT)) (size(40)) },
        ),
        style("KeyFigureWord", "Key Figure Word", "KeyFigure", html! {}, size(28)),
        style("KeyFigureName", "Key Figure Name", "TableText", spacing(0, 30, 240), bold()),
        style("KeyFigureNote", "Key Figure Note", "TableText", spacing(0, 100, 240), colour(MUTED)),
        style("AfterTable", "After Table", "Normal", spacing(0, 0, 240), size(12)),
    ]
}

fn letters() -> Markup {
    let style = |id: &str, name: &str, looks: Markup| {
        html! {
            w:style w:type="character" w:styleId=(id) {
                w:name w:val=(name) {}
                w:rPr { (looks) }
            }
        }
    };
    html! {
        (style("Quiet", "Quiet", colour(MUTED)))
        (style("Hyperlink", "Hyperlink", html! { (colour(ACCENT)) w:u w:val="single" {} }))
    }
}

fn tables() -> Markup {
    let line = |side: &str, size: u32, colour: &str| {
        PreEscaped(format!(r#"<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>"#))
    };
    let margins = |across: u32, down: u32| {
        html! {
            w:tblCellMar {
                w:top w:w=(down) w:type="dxa" {}
                w:left w:w=(across) w:type="dxa" {}
                w:bottom w:w=(down) w:type="dxa" {}
                w:right w:w=(across) w:type="dxa" {}
            }
        }
    };
    let style = |id: &str, name: &str, looks: Markup, parts: Markup| {
        html! {
            w:style w:type="table" w:styleId=(id) {
                w:name w:val=(name) {}
                w:uiPriority w:val="59" {}
                w:tblPr { (looks) }
                (parts)
            }
        }
    };
    let head = html! {
        w:tblStylePr w:type="firstRow" {
            w:tcPr {
                w:tcBorders { (line("bottom", 8, EDGE)) }
                w:shd w:val="clear" w:color="auto" w:fill=(SURFACE) {}
                w:vAlign w:val="bottom" {}
            }
        }
    };
    html! {
        (style("ReportTable", "Report Table", html! {
            w:tblBorders { (line("top", 8, EDGE)) (line("bottom", 8, EDGE)) (line("insideH", 4, LINE)) }
            (margins(113, 28))
        }, head))
        (style("FactTable", "Fact Table", html! {
            w:tblBorders { (line("insideH", 4, LINE)) }
            (margins(113, 28))
        }, html! {}))
        (style("KeyFigures", "Key Figures", html! {
            w:tblBorders { (line("top", 12, ACCENT)) (line("insideH", 4, LINE)) (line("insideV", 4, LINE)) }
            (margins(142, 28))
        }, html! { w:tcPr { w:shd w:val="clear" w:color="auto" w:fill=(SURFACE) {} } }))
    }
}

/// Space before and after, and of lines (240 is one line).
fn spacing(before: u32, after: u32, line: u32) -> Markup {
    html! { w:spacing w:before=(before) w:after=(after) w:line=(line) w:lineRule="auto" {} }
}

fn bold() -> Markup {
    html! { w:b {} w:bCs {} }
}

fn colour(colour: &str) -> Markup {
    html! { w:color w:val=(colour) {} }
}

/// In half points.
fn size(half_points: u32) -> Markup {
    html! { w:sz w:val=(half_points) {} w:szCs w:val=(half_points) {} }
}
