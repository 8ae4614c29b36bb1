// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Writes SVG. Places are given as for a language from left to right; for others they are mirrored here.

use super::Chart;
use super::palette::{DOT, DOT_GROUND, Fill, GROUND, INK, Look, PLAIN, STRIPE, STRIPE_GROUND, Stroke, Type};
use super::text::{Lines, is_rtl, line_height};
use crate::clean::clean;

/// Room on all sides.
pub(crate) const PAD: f64 = 12.0;

const FONTS: &str = "system-ui,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif";

/// On which side of its place a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// Turns places round where the language runs from right to left.
#[derive(Debug, Clone, Copy)]
struct Mirror {
    width: f64,
    rtl: bool,
}

impl Mirror {
    fn x(self, x: f64) -> f64 {
        if self.rtl { self.width - x } else { x }
    }
}

/// What is drawn on.
#[derive(Debug)]
pub(crate) struct Canvas {
    body: String,
    id: String,
    mirror: Mirror,
    stripes: bool,
    dots: bool,
}

impl Canvas {
    pub(crate) fn new(id: &str, width: u32, rtl: bool) -> Self {
        let id: String = id
            .chars()
            .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
            .take(64)
            .collect();
        let id = if id.starts_with(|first: char| first.is_ascii_alphabetic()) {
            id
        } else {
            format!("chart-{id}")
        };
        let width = f64::from(width.clamp(240, 4000));
        let mirror = Mirror { width, rtl };
        Self { body: String::with_capacity(8 << 10), id, mirror, stripes: false, dots: false }
    }

    /// A canvas of the same size and nothing on it, to find out how much room something takes.
    pub(crate) fn blank(&self) -> Self {
        Self { body: String::new(), id: String::new(), mirror: self.mirror, stripes: false, dots: false }
    }

    /// The width of the whole, with the room on both sides.
    pub(crate) fn width(&self) -> f64 {
        self.mirror.width
    }

    pub(crate) fn rect(&mut self, look: Look, x: f64, y: f64, wide: f64, high: f64) {
        self.rounded(look, x, y, wide, high, 0.0);
    }

    pub(crate) fn rounded(&mut self, look: Look, x: f64, y: f64, wide: f64, high: f64, radius: f64) {
        let (wide, high) = (wide.max(0.0), high.max(0.0));
        let left = if self.mirror.rtl { self.mirror.width - x - wide } else { x };
        self.body.push_str("<rect");
        self.look(look);
        self.attributes(&[("x", left), ("y", y), ("width", wide), ("height", high)]);
        if radius > 0.0 {
            self.attributes(&[("rx", radius)]);
        }
        self.body.push_str("/>");
    }

    pub(crate) fn line(&mut self, look: Look, from: (f64, f64), to: (f64, f64)) {
        let mut trace = self.trace();
        trace.start(from.0, from.1);
        trace.line(to.0, to.1);
        self.draw(look, &trace);
    }

    /// An empty outline for this canvas.
    pub(crate) fn trace(&self) -> Trace {
        Trace { d: String::new(), mirror: self.mirror }
    }

    /// Draws an outline, unless it is empty.
    pub(crate) fn draw(&mut self, look: Look, trace: &Trace) {
        if trace.d.is_empty() {
            return;
        }
        self.body.push_str("<path");
        self.look(look);
        self.body.push_str(" d=\"");
        self.body.push_str(&trace.d);
        self.body.push_str("\"/>");
    }

    /// A line of text, its letters standing on `y`.
    pub(crate) fn text(&mut self, letters: Type, anchor: Anchor, x: f64, y: f64, text: &str) {
        let text = clean(text);
        if text.trim().is_empty() {
            return;
        }
        self.open_text(letters, anchor);
        self.attributes(&[("x", self.mirror.x(x)), ("y", y)]);
        self.body.push('>');
        self.words(text.trim());
        self.body.push_str("</text>");
    }

    /// Lines of text, the first of them standing on `y`. Where they do not hold all of it, pointing at
    /// them shows the whole.
    pub(crate) fn lines(&mut self, letters: Type, anchor: Anchor, x: f64, y: f64, lines: &Lines) {
        if let ([line], None) = (lines.lines.as_slice(), &lines.whole) {
            return self.text(letters, anchor, x, y, line);
        }
        if lines.lines.is_empty() {
            return;
        }
        self.open_text(letters, anchor);
        self.body.push('>');
        if let Some(whole) = &lines.whole {
            self.title(whole);
        }
        let mut y = y;
        for line in &lines.lines {
            self.body.push_str("<tspan");
            self.attributes(&[("x", self.mirror.x(x)), ("y", y)]);
            self.body.push('>');
            self.words(line);
            self.body.push_str("</tspan>");
            y += line_height(letters);
        }
        self.body.push_str("</text>");
    }

    /// A group; with a title that is shown where it is pointed at.
    pub(crate) fn open_group(&mut self, title: &str) {
        self.body.push_str("<g>");
        self.title(title);
    }

    pub(crate) fn close_group(&mut self) {
        self.body.push_str("</g>");
    }

    /// The whole picture.
    pub(crate) fn finish(self, chart: &Chart, height: f64) -> String {
        let Self { body, id, mirror, stripes, dots } = self;
        let height = height.ceil().max(1.0);
        let mut out = String::with_capacity(body.len() + 2048);
        out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dr-chart\" viewBox=\"0 0 ");
        write_number(&mut out, mirror.width);
        out.push(' ');
        write_number(&mut out, height);
        out.push('"');
        write_attribute(&mut out, "width", mirror.width);
        write_attribute(&mut out, "height", height);
        if mirror.rtl {
            out.push_str(" direction=\"rtl\"");
        }
        out.push_str(&format!(
            " role=\"img\" aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">"
        ));
        write_escaped(&mut out, &clean(&chart.title));
        out.push_str(&format!("</title><desc id=\"{id}-desc\">"));
        write_escaped(&mut out, &clean(&chart.description));
        out.push_str("</desc>");
        let mut page = Self { body: out, id, mirror, stripes, dots };
        page.patterns();
        page.rect(GROUND, 0.0, 0.0, mirror.width, height);
        // Anchors are those of the page and lines carry their own direction, because several programs
        // that show SVG ignore `direction`.
        page.body.push_str("<g class=\"dr-text\"");
        if mirror.rtl {
            page.body.push_str(" direction=\"ltr\"");
        }
        page.body.push_str(&format!(" fill=\"{INK}\" font-family=\"{FONTS}\" font-size=\"14\">"));
        page.body.push_str(&body);
        page.body.push_str("</g></svg>");
        page.body
    }

    fn patterns(&mut self) {
        if !self.stripes && !self.dots {
            return;
        }
        self.body.push_str("<defs>");
        let straight = Mirror { rtl: false, ..self.mirror };
        if self.stripes {
            self.pattern("stripes", 6.0, " patternTransform=\"rotate(45)\"");
            self.draw(STRIPE_GROUND, &Trace { d: "M0 0h6v6h-6z".to_owned(), mirror: straight });
            self.draw(STRIPE, &Trace { d: "M0 0h2v6h-2z".to_owned(), mirror: straight });
            self.body.push_str("</pattern>");
        }
        if self.dots {
            self.pattern("dots", 5.0, "");
            self.draw(DOT_GROUND, &Trace { d: "M0 0h5v5h-5z".to_owned(), mirror: straight });
            self.draw(DOT, &Trace { d: "M1.5 1.5h2v2h-2z".to_owned(), mirror: straight });
            self.body.push_str("</pattern>");
        }
        self.body.push_str("</defs>");
    }

    fn pattern(&mut self, name: &str, size: f64, turned: &str) {
        let id = &self.id;
        self.body.push_str(&format!("<pattern id=\"{id}-{name}\" patternUnits=\"userSpaceOnUse\"{turned}"));
        self.attributes(&[("width", size), ("height", size)]);
        self.body.push('>');
    }

    fn open_text(&mut self, letters: Type, anchor: Anchor) {
        self.body.push_str("<text");
        if !letters.class.is_empty() {
            self.class(letters.class);
        }
        let far = self.mirror.rtl;
        match anchor {
            Anchor::Start if !far => {}
            Anchor::End if far => {}
            Anchor::Start | Anchor::End => self.body.push_str(" text-anchor=\"end\""),
            Anchor::Middle => self.body.push_str(" text-anchor=\"middle\""),
        }
        if letters.colour != PLAIN.colour {
            self.body.push_str(" fill=\"");
            self.body.push_str(letters.colour);
            self.body.push('"');
        }
        if letters.size > PLAIN.size || letters.size < PLAIN.size {
            self.attributes(&[("font-size", letters.size)]);
        }
        if letters.strong {
            self.body.push_str(" font-weight=\"600\"");
        }
    }

    fn title(&mut self, title: &str) {
        let title = clean(title);
        if !title.trim().is_empty() {
            self.body.push_str("<title>");
            write_escaped(&mut self.body, title.trim());
            self.body.push_str("</title>");
        }
    }

    /// Words in the direction of the chart, or in their own where they run the other way.
    fn words(&mut self, text: &str) {
        let turned = text.contains(is_rtl);
        let first = match (self.mirror.rtl, turned) {
            (false, true) => Some('\u{2068}'),
            (true, false) if text.contains(char::is_alphabetic) => None,
            (true, _) => Some('\u{2067}'),
            (false, false) => None,
        };
        self.body.extend(first);
        write_escaped(&mut self.body, text);
        self.body.extend(first.map(|_| '\u{2069}'));
    }

    fn class(&mut self, class: &str) {
        self.body.push_str(" class=\"");
        self.body.push_str(class);
        self.body.push('"');
    }

    fn look(&mut self, look: Look) {
        self.class(look.class);
        match look.fill {
            Fill::None => self.body.push_str(" fill=\"none\""),
            Fill::Colour(colour) => {
                self.body.push_str(" fill=\"");
                self.body.push_str(colour);
                self.body.push('"');
            }
            Fill::Stripes => {
                self.stripes = true;
                self.body.push_str(&format!(" fill=\"url(#{}-stripes)\" fill-rule=\"evenodd\"", self.id));
            }
            Fill::Dots => {
                self.dots = true;
                self.body.push_str(&format!(" fill=\"url(#{}-dots)\"", self.id));
            }
        }
        let Some(Stroke { colour, width, dashes }) = look.stroke else { return };
        self.body.push_str(" stroke=\"");
        self.body.push_str(colour);
        self.body.push('"');
        if !(0.99..1.01).contains(&width) {
            self.attributes(&[("stroke-width", width)]);
        }
        if !dashes.is_empty() {
            self.body.push_str(" stroke-dasharray=\"");
            self.body.push_str(dashes);
            self.body.push('"');
        }
    }

    fn attributes(&mut self, pairs: &[(&str, f64)]) {
        for (name, value) in pairs {
            write_attribute(&mut self.body, name, *value);
        }
    }
}

/// The outline of a shape.
#[derive(Debug, Clone)]
pub(crate) struct Trace {
    d: String,
    mirror: Mirror,
}

impl Trace {
    pub(crate) fn start(&mut self, x: f64, y: f64) {
        self.place('M', x, y);
    }

    pub(crate) fn line(&mut self, x: f64, y: f64) {
        self.place('L', x, y);
    }

    pub(crate) fn close(&mut self) {
        self.d.push('Z');
    }

    /// From corner to corner, and back to the first.
    pub(crate) fn corners(&mut self, corners: impl IntoIterator<Item = (f64, f64)>) {
        let mut first = true;
        for (x, y) in corners {
            self.place(if first { 'M' } else { 'L' }, x, y);
            first = false;
        }
        if !first {
            self.close();
        }
    }

    pub(crate) fn circle(&mut self, x: f64, y: f64, radius: f64) {
        self.place('M', x - radius, y);
        for x in [x + radius, x - radius] {
            self.d.push('A');
            write_number(&mut self.d, radius);
            self.d.push(' ');
            write_number(&mut self.d, radius);
            self.d.push_str(" 0 1 1 ");
            write_number(&mut self.d, self.mirror.x(x));
            self.d.push(' ');
            write_number(&mut self.d, y);
        }
        self.d.push('Z');
    }

    pub(crate) fn diamond(&mut self, x: f64, y: f64, radius: f64) {
        self.corners([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]);
    }

    pub(crate) fn square(&mut self, x: f64, y: f64, radius: f64) {
        self.corners([
            (x - radius, y - radius),
            (x + radius, y - radius),
            (x + radius, y + radius),
            (x - radius, y + radius),
        ]);
    }

    pub(crate) fn triangle(&mut self, x: f64, y: f64, radius: f64) {
        self.corners([(x, y - radius), (x + radius, y + radius * 0.75), (x - radius, y + radius * 0.75)]);
    }

    pub(crate) fn cross(&mut self, x: f64, y: f64, radius: f64) {
        self.start(x - radius, y - radius);
        self.line(x + radius, y + radius);
        self.start(x - radius, y + radius);
        self.line(x + radius, y - radius);
    }

    pub(crate) fn tick(&mut self, x: f64, y: f64, radius: f64) {
        self.start(x - radius, y);
        self.line(x - radius / 3.0, y + radius * 0.7);
        self.line(x + radius, y - radius * 0.7);
    }

    fn place(&mut self, letter: char, x: f64, y: f64) {
        self.d.push(letter);
        write_number(&mut self.d, self.mirror.x(x));
        self.d.push(' ');
        write_number(&mut self.d, y);
    }
}

/// A share within its bounds; what is no number is 0.
pub(crate) fn share(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}

/// A count as a number.
#[expect(clippy::cast_precision_loss, reason = "what can be drawn is far below 2⁵²")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}

fn write_attribute(out: &mut String, name: &str, value: f64) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    write_number(out, value);
    out.push('"');
}

/// Writes a number with at most one decimal. What is no number becomes 0.
#[expect(clippy::cast_possible_truncation, reason = "held within bounds in the line before")]
fn write_number(out: &mut String, value: f64) {
    let tenths = if value.is_nan() { 0.0 } else { (value * 10.0).round().clamp(-1e8, 1e8) };
    let tenths = tenths as i64;
    if tenths < 0 {
        out.push('-');
    }
    let size = tenths.unsigned_abs();
    let mut digits = [0u8; 20];
    let mut left = size / 10;
    let mut length = 0;
    for digit in &mut digits {
        *digit = (left % 10) as u8;
        left /= 10;
        length += 1;
        if left == 0 {
            break;
        }
    }
    out.extend(digits.iter().take(length).rev().map(|digit| char::from(b'0' + digit)));
    if size % 10 != 0 {
        out.push('.');
        out.push(char::from(b'0' + (size % 10) as u8));
    }
}

fn write_escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::write_number;

    #[test]
    fn numbers_have_at_most_one_decimal() {
        let written = |value| {
            let mut out = String::new();
            write_number(&mut out, value);
            out
        };
        assert_eq!(
            [0.0, -0.04, 12.34, -7.25, 100.0, 3.96, f64::NAN, f64::INFINITY].map(written),
            ["0", "0", "12.3", "-7.3", "100", "4", "0", "10000000"]
        );
    }
}
