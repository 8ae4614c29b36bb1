// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Expressions of a form: when a question is shown.

/// A condition that a form can say.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    Always,
    Never,
    /// A test as the form writes it.
    Test(String),
    Not(Box<Expr>),
    All(Vec<Expr>),
    Any(Vec<Expr>),
    /// At least so many of these, more than one and fewer than all.
    AtLeast(usize, Vec<Expr>),
}

impl Expr {
    pub(super) fn test(text: impl Into<String>) -> Self {
        Self::Test(text.into())
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    pub(super) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Always => {}
                Self::Never => return Self::Never,
                Self::All(inner) => inner.into_iter().for_each(|part| once(&mut kept, part)),
                other => once(&mut kept, other),
            }
        }
        match (kept.pop(), kept.is_empty()) {
            (None, _) => Self::Always,
            (Some(one), true) => one,
            (Some(last), false) => {
                kept.push(last);
                Self::All(kept)
            }
        }
    }

    pub(super) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Never => {}
                Self::Always => return Self::Always,
                Self::Any(inner) => inner.into_iter().for_each(|part| once(&mut kept, part)),
                other => once(&mut kept, other),
            }
        }
        match (kept.pop(), kept.is_empty()) {
            (None, _) => Self::Never,
            (Some(one), true) => one,
            (Some(last), false) => {
                kept.push(last);
                Self::Any(kept)
            }
        }
    }

    pub(super) fn at_least(needed: usize, parts: impl IntoIterator<Item = Self>) -> Self {
        let mut needed = needed;
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Always => needed = needed.saturating_sub(1),
                Self::Never => {}
                other => kept.push(other),
            }
        }
        match needed {
            0 => Self::Always,
            1 => Self::any(kept),
            _ if needed > kept.len() => Self::Never,
            _ if needed == kept.len() => Self::all(kept),
            _ => Self::AtLeast(needed, kept),
        }
    }

    /// How long it is when written, about.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Always | Self::Never => 7,
            Self::Test(text) => text.len(),
            Self::Not(inner) => inner.length() + 5,
            Self::All(parts) | Self::Any(parts) => parts.iter().map(|part| part.length() + 7).sum(),
            Self::AtLeast(_, parts) => parts.iter().map(|part| part.length() + 11).sum(),
        }
    }

    /// As a form writes it; nothing where it always holds.
    pub(super) fn write(&self) -> String {
        if *self == Self::Always { String::new() } else { self.text(false) }
    }

    fn text(&self, inside: bool) -> String {
        let joined = |parts: &[Self], word: &str| {
            let text = parts.iter().map(|part| part.text(true)).collect::<Vec<_>>().join(word);
            if inside { format!("({text})") } else { text }
        };
        match self {
            Self::Always => "true()".to_owned(),
            Self::Never => "false()".to_owned(),
            Self::Test(text) => text.clone(),
            Self::Not(inner) => format!("not({})", inner.text(false)),
            Self::All(parts) => joined(parts, " and "),
            Self::Any(parts) => joined(parts, " or "),
            Self::AtLeast(needed, parts) => {
                let counted = parts.iter().map(|part| format!("number({})", part.text(false)));
                let sum = counted.collect::<Vec<_>>().join(" + ");
                let text = format!("{sum} >= {needed}");
                if inside { format!("({text})") } else { text }
            }
        }
    }
}

/// Adds what is not there yet. Lists are short: an expression that grows long is given up.
fn once(kept: &mut Vec<Expr>, part: Expr) {
    if !kept.contains(&part) {
        kept.push(part);
    }
}

#[cfg(test)]
mod tests {
    use super::Expr;

    #[test]
    fn what_is_certain_goes() {
        let a = || Expr::test("${a} = '1'");
        let b = || Expr::test("${b} = '1'");
        assert_eq!(Expr::all([a(), Expr::Always, a()]), a());
        assert_eq!(Expr::any([Expr::Never, a(), Expr::Always]), Expr::Always);
        assert_eq!(Expr::all([]), Expr::Always);
        assert_eq!(Expr::at_least(2, [a(), Expr::Always, Expr::Never]), a());
        assert_eq!(Expr::at_least(2, [a(), b(), Expr::Never]), Expr::all([a(), b()]));
        assert_eq!(a().not().not(), a());
    }

    #[test]
    fn brackets_stand_where_they_are_needed() {
        let test = |name: &str| Expr::test(format!("${{{name}}} = 'x'"));
        let some = Expr::at_least(2, ["a", "b", "c"].map(test));
        let whole = Expr::all([Expr::any([test("a"), test("b")]), test("c").not(), some]);
        assert_eq!(
            whole.write(),
            "(${a} = 'x' or ${b} = 'x') and not(${c} = 'x') and \
             (number(${a} = 'x') + number(${b} = 'x') + number(${c} = 'x') >= 2)"
        );
    }
}
