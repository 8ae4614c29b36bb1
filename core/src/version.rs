// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Versions of questionnaires and file formats, and dates.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::json::{Decode, Decoder};
use crate::problem::Code;

/// The file format that this engine reads and writes, `major.minor`.
pub const FORMAT: FormatVersion = FormatVersion { major: 1, minor: 0 };

/// The engine's version, as written into every result.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Version of a file format. The same major and a minor that is not newer can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormatVersion {
    /// Changes when older readers cannot read it.
    pub major: u32,
    /// Changes when something is added.
    pub minor: u32,
}

/// Version of a questionnaire. A patch changes texts only; a minor or major version needs a bridge
/// for older answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// First number.
    pub major: u32,
    /// Second number.
    pub minor: u32,
    /// Third number.
    pub patch: u32,
}

impl Version {
    /// Whether answers to one can be scored as answers to the other: all but the patch is equal.
    #[must_use]
    pub fn is_same_edition(self, other: Self) -> bool {
        (self.major, self.minor) == (other.major, other.minor)
    }
}

/// Version of a questionnaire without its patch, as bridges name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    /// First number of the version.
    pub major: u32,
    /// Second number of the version.
    pub minor: u32,
}

/// A calendar day, `2026-05-31`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(String);

/// A date or a date with a time after `T`, kept as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment(String);

fn numbers<const N: usize>(text: &str) -> Option<[u32; N]> {
    let mut found = [0; N];
    let mut parts = text.split('.');
    for slot in &mut found {
        let part = parts.next()?;
        let plain = part.bytes().all(|digit| digit.is_ascii_digit());
        if !plain || part.len() > 6 || (part.len() > 1 && part.starts_with('0')) {
            return None;
        }
        *slot = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| -> Option<u32> {
        let part = text.get(from..to)?;
        part.bytes().all(|digit| digit.is_ascii_digit()).then(|| part.parse().ok())?
    };
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (digits(0, 4), digits(5, 7), digits(8, 10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

impl Date {
    /// The day as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        is_date(text).then(|| Self(text.to_owned()))
    }
}

impl Moment {
    /// The moment as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its calendar day, `2026-05-31`, which is in order with other days as text.
    pub(crate) fn day(&self) -> &str {
        self.0.split('T').next().unwrap_or_default()
    }
}

impl fmt::Display for FormatVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Decode for FormatVersion {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        let Some(text) = decoder.text(value) else { return FORMAT };
        let Some([major, minor]) = numbers(text) else {
            let expected = format!("a format such as {FORMAT}");
            decoder.refuse(Code::BadVersion, &format!("`{text}`"), &expected);
            return FORMAT;
        };
        let version = Self { major, minor };
        if version.major != FORMAT.major || version > FORMAT {
            decoder.refuse(Code::NewerFormat, text, &format!("format {FORMAT} or an older 1.x"));
        }
        version
    }
}

/// The numbers of a version that is being read.
fn version<const N: usize>(value: Option<&str>, expected: &str, decoder: &mut Decoder<'_>) -> [u32; N] {
    let Some(text) = value else { return [0; N] };
    numbers(text).unwrap_or_else(|| {
        decoder.refuse(Code::BadVersion, &format!("`{text}`"), expected);
        [0; N]
    })
}

impl Decode for Version {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        let text = decoder.text(value);
        let [major, minor, patch] = version(text, "a version such as 1.0.0", decoder);
        Self { major, minor, patch }
    }
}

impl Decode for Edition {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        let text = decoder.text(value);
        let [major, minor] = version(text, "a version without its patch, such as 1.0", decoder);
        Self { major, minor }
    }
}

impl Decode for Date {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        let text = decoder.text(value).unwrap_or_default();
        if value.is_some_and(Value::is_string) && !is_date(text) {
            decoder.refuse(Code::BadDate, &format!("`{text}`"), "a day such as 2026-05-31");
        }
        Self(text.to_owned())
    }
}

fn is_moment(text: &str) -> bool {
    let (day, time) = (text.get(..10).unwrap_or(text), text.get(10..).unwrap_or(""));
    is_date(day) && (time.is_empty() || (time.starts_with('T') && time.len() < 30))
}

impl Decode for Moment {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        let text = decoder.text(value).unwrap_or_default();
        if value.is_some_and(Value::is_string) && !is_moment(text) {
            let expected = "a day such as 2026-05-31, or with a time after T";
            decoder.refuse(Code::BadDate, &format!("`{text}`"), expected);
        }
        Self(text.to_owned())
    }
}

macro_rules! written_as_text {
    ($( $name:ident $pattern:literal ),*) => { $(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "pattern": $pattern})
            }
        }
    )* };
}

written_as_text! {
    FormatVersion "^[0-9]+\\.[0-9]+$",
    Version "^[0-9]+\\.[0-9]+\\.[0-9]+$",
    Edition "^[0-9]+\\.[0-9]+$",
    Date "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    Moment "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?$"
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn days_that_exist() {
        for good in ["2024-02-29", "2000-02-29", "2026-12-31"] {
            assert!(is_date(good), "{good}");
        }
        for bad in
            ["2026-02-29", "1900-02-29", "2026-13-01", "2026-1-1", "2026-00-10", "20260101", "2026-01-0é"]
        {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
