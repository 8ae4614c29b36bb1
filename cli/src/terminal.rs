// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the place where text is shown can do.

use std::env;

/// Wider lines are hard to read.
const WIDEST: usize = 112;
const NARROWEST: usize = 40;
const USUAL: usize = 80;

/// Room and letters.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Columns.
    pub width: usize,
    /// Whether it shows more than ASCII.
    pub unicode: bool,
}

impl Terminal {
    /// Of standard output.
    pub fn of_output() -> Self {
        Self::with(terminal_size::terminal_size_of(std::io::stdout()))
    }

    /// Of standard error.
    pub fn of_errors() -> Self {
        Self::with(terminal_size::terminal_size_of(std::io::stderr()))
    }

    fn with(size: Option<(terminal_size::Width, terminal_size::Height)>) -> Self {
        let asked =
            env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
        let width = asked.or_else(|| size.map(|(width, _)| usize::from(width.0))).unwrap_or(USUAL);
        Self { width: width.clamp(NARROWEST, WIDEST), unicode: shows_unicode(|name| env::var(name).ok()) }
    }
}

/// By the locale; where none is set, text is UTF-8 as everywhere today.
fn shows_unicode(variable: impl Fn(&str) -> Option<String>) -> bool {
    if variable("TERM").as_deref() == Some("dumb") {
        return false;
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    set.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::shows_unicode;

    #[test]
    fn the_locale_decides_on_letters() {
        let with = |name: &'static str, value: &'static str| {
            shows_unicode(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(with("LANG", "de_CH.UTF-8"));
        assert!(with("LC_ALL", "C.utf8"));
        assert!(!with("LC_ALL", "C"));
        assert!(!with("LANG", "en_US.ISO-8859-1"));
        assert!(!with("TERM", "dumb"));
        assert!(shows_unicode(|_| None));
    }
}
