// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The part of `XPath` that forms of questionnaires use, as form tools evaluate it.

/// Evaluates an expression; `value` gives what a row holds, empty where it is hidden.
pub(crate) fn holds(expression: &str, value: &dyn Fn(&str) -> String) -> bool {
    let mut reader = Reader { rest: expression, value };
    let result = reader.any();
    assert!(reader.rest.trim().is_empty(), "`{}` is left of `{expression}`", reader.rest);
    result.truth()
}

enum Term {
    Truth(bool),
    Number(f64),
    Text(String),
    /// A day, as days since some day.
    Day(f64),
}

impl Term {
    fn truth(&self) -> bool {
        match self {
            Self::Truth(truth) => *truth,
            Self::Number(number) | Self::Day(number) => number.abs() > 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
        }
    }

    fn number(&self) -> f64 {
        match self {
            Self::Truth(truth) => f64::from(u8::from(*truth)),
            Self::Number(number) | Self::Day(number) => *number,
            Self::Text(text) => text.parse().unwrap_or(f64::NAN),
        }
    }

    /// A text as the other side of a comparison needs it.
    fn beside(&self, other: &Self) -> f64 {
        match (self, other) {
            (Self::Text(text), Self::Day(_)) => day(text),
            _ => self.number(),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Truth(truth) => truth.to_string(),
            Self::Number(number) | Self::Day(number) => number.to_string(),
        }
    }
}

/// A number that grows with the day.
fn day(text: &str) -> f64 {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<f64>().unwrap_or(f64::NAN));
    let mut next = || parts.next().unwrap_or(f64::NAN);
    next() * 372.0 + next() * 31.0 + next()
}

struct Reader<'a> {
    rest: &'a str,
    value: &'a dyn Fn(&str) -> String,
}

impl Reader<'_> {
    fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn any(&mut self) -> Term {
        let mut left = self.all();
        while self.eat("or ") {
            let right = self.all();
            left = Term::Truth(left.truth() || right.truth());
        }
        left
    }

    fn all(&mut self) -> Term {
        let mut left = self.comparison();
        while self.eat("and ") {
            let right = self.comparison();
            left = Term::Truth(left.truth() && right.truth());
        }
        left
    }

    fn comparison(&mut self) -> Term {
        let left = self.sum();
        for sign in ["!=", ">=", "<=", "=", ">", "<"] {
            if self.eat(sign) {
                let right = self.sum();
                return Term::Truth(compare(&left, sign, &right));
            }
        }
        left
    }

    fn sum(&mut self) -> Term {
        let mut left = self.term();
        while self.eat("+") {
            let right = self.term();
            left = Term::Number(left.number() + right.number());
        }
        left
    }

    fn term(&mut self) -> Term {
        if self.eat("(") {
            let inside = self.any();
            assert!(self.eat(")"), "a bracket closes before `{}`", self.rest);
            return inside;
        }
        if self.eat("${") {
            let (name, rest) = self.rest.split_once('}').unwrap_or_else(|| panic!("{}", self.rest));
            self.rest = rest;
            return Term::Text((self.value)(name));
        }
        if self.eat("'") {
            let (text, rest) = self.rest.split_once('\'').unwrap_or_else(|| panic!("{}", self.rest));
            self.rest = rest;
            return Term::Text(text.to_owned());
        }
        let rest = self.rest.trim_start();
        if rest.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
            let end = rest.find(|letter: char| !(letter.is_ascii_digit() || "-.".contains(letter)));
            let (number, rest) = rest.split_at(end.unwrap_or(rest.len()));
            self.rest = rest;
            return Term::Number(number.parse().unwrap_or_else(|_| panic!("{number}")));
        }
        let (name, rest) = rest.split_once('(').unwrap_or_else(|| panic!("what is `{rest}`?"));
        self.rest = rest;
        self.function(name)
    }

    fn function(&mut self, name: &str) -> Term {
        let mut arguments = Vec::new();
        while !self.eat(")") {
            assert!(!self.rest.is_empty(), "{name} does not end");
            arguments.push(self.any());
            self.eat(",");
        }
        match (name, arguments.as_slice()) {
            ("true", []) => Term::Truth(true),
            ("false", []) => Term::Truth(false),
            ("not", [one]) => Term::Truth(!one.truth()),
            ("number", [one]) => Term::Number(one.number()),
            ("int", [one]) => Term::Number(one.number().trunc()),
            ("date", [one]) => Term::Day(day(&one.text())),
            ("selected", [list, one]) => {
                Term::Truth(list.text().split_whitespace().any(|word| word == one.text()))
            }
            ("count-selected", [list]) => {
                let count = list.text().split_whitespace().count();
                Term::Number(count.to_string().parse().unwrap_or(f64::NAN))
            }
            (name, arguments) => panic!("{name} with {} arguments", arguments.len()),
        }
    }
}

fn compare(left: &Term, sign: &str, right: &Term) -> bool {
    if let (Term::Text(left), "=" | "!=", Term::Text(right)) = (left, sign, right) {
        return (left == right) == (sign == "=");
    }
    let (left, right) = (left.beside(right), right.beside(left));
    match sign {
        "=" => (left - right).abs() < 1e-12,
        "!=" => (left - right).abs() >= 1e-12,
        ">=" => left >= right,
        "<=" => left <= right,
        ">" => left > right,
        _ => left < right,
    }
}

#[test]
fn expressions() {
    let value = |name: &str| match name {
        "a" => "x y".to_owned(),
        "n" => "5".to_owned(),
        "d" => "2024-03-01".to_owned(),
        _ => String::new(),
    };
    for (expression, expected) in [
        ("selected(${a}, 'x') and not(selected(${a}, 'z'))", true),
        ("count-selected(${a}) = 2", true),
        ("${n} >= 5 and ${n} < 5.5", true),
        ("${b} >= 0 or ${b} != ''", false),
        ("(number(${n} = 5) + number(${b} = '') + number(false())) >= 2", true),
        ("${d} > date('2024-02-29') and ${d} = '2024-03-01'", true),
        ("${b} < date('2024-02-29')", false),
        ("${n} > -3", true),
    ] {
        assert_eq!(holds(expression, &value), expected, "{expression}");
    }
}
