// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The order in which `WordprocessingML` wants the members of an element. Word takes a file for broken where
//! another program would not care.

use crate::package::Element;

const ORDERS: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:bidi",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
        ],
    ),
    (
        "w:rPr",
        &["w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:color", "w:sz", "w:szCs", "w:u", "w:rtl", "w:lang"],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:bidiVisual",
            "w:tblW",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    ("w:trPr", &["w:cantSplit", "w:tblHeader"]),
    ("w:tcPr", &["w:tcW", "w:tcBorders", "w:shd", "w:vAlign"]),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:sectPr", &["w:footerReference", "w:pgSz", "w:pgMar", "w:bidi"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:tcPr",
            "w:tblStylePr",
        ],
    ),
    ("w:styles", &["w:docDefaults", "w:style"]),
    ("w:docDefaults", &["w:rPrDefault", "w:pPrDefault"]),
    ("w:lvl", &["w:start", "w:numFmt", "w:pStyle", "w:lvlText", "w:lvlJc", "w:pPr"]),
    ("w:numbering", &["w:abstractNum", "w:num"]),
    (
        "w:settings",
        &[
            "w:defaultTabStop",
            "w:updateFields",
            "w:compat",
            "w:themeFontLang",
            "w:decimalSymbol",
            "w:listSeparator",
        ],
    ),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:p", &["w:pPr"]),
    ("w:r", &["w:rPr"]),
    ("w:tc", &["w:tcPr"]),
    ("wp:inline", &["wp:extent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"]),
    ("pic:pic", &["pic:nvPicPr", "pic:blipFill", "pic:spPr"]),
];

/// Elements that may hold anything after what the order names.
const OPEN: [&str; 3] = ["w:p", "w:r", "w:tc"];

/// Holds the order. A member that the order does not know is wrong as well.
pub(crate) fn check(elements: &[Element]) {
    // For every depth: the element that is open there, and the last place in its order.
    let mut last: Vec<usize> = Vec::new();
    for element in elements {
        last.truncate(element.around.len());
        if let (Some(parent), Some(place)) = (element.around.last(), last.last_mut())
            && let Some((_, order)) = ORDERS.iter().find(|(name, _)| name == parent)
        {
            let found = order.iter().position(|name| *name == element.name);
            let is_open = OPEN.contains(&parent.as_str());
            let found = found
                .unwrap_or_else(|| if is_open { usize::MAX } else { panic!("{} in {parent}", element.name) });
            assert!(*place <= found, "{} stands too late in {parent}", element.name);
            *place = found;
        }
        last.push(0);
    }
}
