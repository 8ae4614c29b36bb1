// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Charts as pictures: SVG for programs that draw it, PNG for the others, and a text for those who cannot
//! see them.

use maud::{Markup, html};

use crate::chart::Chart;
use crate::clean::clean;

use super::body::WIDE;

/// Of an inch at 96 pixels, and of a twentieth of a point.
const UNITS_PER_PIXEL: f64 = 9525.0;
const UNITS_PER_TWIP: f64 = 635.0;
/// As high as a picture may be, in pixels, so that its caption finds room on the same page.
const HIGHEST: f64 = 780.0;

/// One grey dot: what programs show that cannot draw SVG, where nobody drew the chart for them.
const NOTHING: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\x0aIDAT\x78\xda\x63\xf8\x08\0\0\xf3\0\xf2\x45\xe1\xde\x8b\0\0\0\0IEND\xae\x42\x60\x82";

/// A chart, drawn.
pub(super) struct Image {
    pub(super) svg: String,
    png: Option<Vec<u8>>,
}

impl Image {
    pub(super) fn new(chart: &Chart, png: &dyn Fn(&str) -> Option<Vec<u8>>) -> Self {
        let svg = chart.svg();
        let png = png(&svg);
        Self { svg, png }
    }

    pub(super) fn fallback(&self) -> &[u8] {
        self.png.as_deref().unwrap_or(NOTHING)
    }

    /// Width and height in pixels, as its `viewBox` says.
    fn size(&self) -> Option<(f64, f64)> {
        let (_, after) = self.svg.split_once("viewBox=\"")?;
        let (numbers, _) = after.split_once('"')?;
        let mut numbers = numbers.split([' ', ',']).filter_map(|number| number.parse::<f64>().ok()).skip(2);
        let (wide, high) = (numbers.next()?, numbers.next()?);
        (wide > 0.0 && high > 0.0 && wide.is_finite() && high.is_finite()).then_some((wide, high))
    }

    /// Width and height on the page, in the units of drawings (1/914,400 inch).
    fn extent(&self) -> (u64, u64) {
        let (wide, high) = self.size().unwrap_or((720.0, 400.0));
        let room = f64::from(WIDE) * UNITS_PER_TWIP / UNITS_PER_PIXEL;
        let scale = (room / wide).min(HIGHEST / high).min(1.0);
        (units(wide * scale), units(high * scale))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and the size of a page, in units"
)]
fn units(pixels: f64) -> u64 {
    (pixels * UNITS_PER_PIXEL).round().max(1.0) as u64
}

/// A picture in the line. Its files have the number of its figure.
pub(super) fn drawing(chart: &Chart, image: &Image, name: &str, number: usize) -> Markup {
    let (wide, high) = image.extent();
    let text = if chart.description.is_empty() { &chart.title } else { &chart.description };
    html! {
        w:drawing {
            wp:inline distT="0" distB="0" distL="0" distR="0" {
                wp:extent cx=(wide) cy=(high) {}
                wp:docPr id=(number) name=(format!("{} {number}", clean(name))) descr=(clean(text)) title=(clean(&chart.title)) {}
                wp:cNvGraphicFramePr { a:graphicFrameLocks noChangeAspect="1" {} }
                a:graphic {
                    a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture" {
                        pic:pic {
                            pic:nvPicPr {
                                pic:cNvPr id=(number) name=(format!("chart{number}")) descr=(clean(text)) {}
                                pic:cNvPicPr {}
                            }
                            pic:blipFill {
                                a:blip r:embed=(format!("png{number}")) {
                                    a:extLst {
                                        a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}" {
                                            asvg:svgBlip r:embed=(format!("svg{number}")) {}
                                        }
                                    }
                                }
                                a:stretch { a:fillRect {} }
                            }
                            pic:spPr {
                                a:xfrm { a:off x="0" y="0" {} a:ext cx=(wide) cy=(high) {} }
                                a:prstGeom prst="rect" { a:avLst {} }
                            }
                        }
                    }
                }
            }
        }
    }
}
