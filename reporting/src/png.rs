// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Charts as PNG, for what cannot show SVG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};

use crate::error::Error;
use crate::fonts;

/// Pixels that a picture may have: 160 MB while it is drawn.
const MOST_PIXELS: f64 = 40_000_000.0;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in fonts::FILES {
        fonts.load_font_data(file.to_vec());
    }
    fonts.set_sans_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// Draws an SVG with `scale` pixels for each of its units, with the fonts on board and nothing from
/// outside. The same SVG gives the same bytes. Where nothing is drawn, the picture is transparent.
///
/// # Errors
/// `D0203` where the SVG cannot be read, `D0204` where the picture would have no pixels or more than
/// 40 million.
///
/// ```
/// let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>"#;
/// let png = digirights_reporting::png(svg, 2.0)?;
/// assert!(png.starts_with(b"\x89PNG"));
/// # Ok::<(), digirights_reporting::Error>(())
/// ```
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, Error> {
    let tree =
        Tree::from_str(svg, &options()).map_err(|problem| Error::Svg { found: problem.to_string() })?;
    let size = tree.size();
    let (width, height) = (size.width() * scale, size.height() * scale);
    let mut picture =
        blank(width, height).ok_or_else(|| Error::Size { found: format!("{width} by {height} pixels") })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|problem| Error::Svg { found: problem.to_string() })
}

fn blank(width: f32, height: f32) -> Option<Pixmap> {
    let (width, height) = (width.ceil(), height.ceil());
    let fits = width >= 1.0 && height >= 1.0 && f64::from(width) * f64::from(height) <= MOST_PIXELS;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "both are whole, from 1 to 40 million"
    )]
    let pixels = |length: f32| length as u32;
    if fits { Pixmap::new(pixels(width), pixels(height)) } else { None }
}

fn options() -> Options<'static> {
    Options {
        font_family: "Noto Sans".to_owned(),
        fontdb: Arc::clone(&FONTS),
        // A picture in the picture would be read from the disk.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}
