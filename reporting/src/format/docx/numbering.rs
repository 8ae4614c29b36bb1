// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Bullets and numbers of lists.

use maud::{Markup, PreEscaped, html};

use super::parts::DECLARATION;

/// The numberings: bullets, numbers, and one for each numbered list of the document, which begins at 1.
pub(super) fn part(lists: usize) -> Markup {
    let kind = |id: u32, style: &str, format: &str, sign: &str| {
        html! {
            w:abstractNum w:abstractNumId=(id) {
                w:multiLevelType w:val="singleLevel" {}
                w:lvl w:ilvl="0" {
                    w:start w:val="1" {}
                    w:numFmt w:val=(format) {}
                    w:pStyle w:val=(style) {}
                    w:lvlText w:val=(sign) {}
                    w:lvlJc w:val="left" {}
                    w:pPr { w:ind w:start="397" w:hanging="397" {} }
                }
            }
        }
    };
    html! {
        (PreEscaped(DECLARATION))
        w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {
            (kind(0, "ListBullet", "bullet", "•"))
            (kind(1, "ListNumber", "decimal", "%1."))
            w:num w:numId="1" { w:abstractNumId w:val="0" {} }
            w:num w:numId="2" { w:abstractNumId w:val="1" {} }
            @for list in 0..lists {
                w:num w:numId=(list + 3) {
                    w:abstractNumId w:val="1" {}
                    w:lvlOverride w:ilvl="0" { w:startOverride w:val="1" {} }
                }
            }
        }
    }
}
