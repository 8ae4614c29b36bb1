// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a JSON Pointer to the bytes it points at.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::value::RawValue;

/// Where a value stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The key before it, with its quotation marks, where the value is a member of an object.
    pub key: Option<Range<usize>>,
    /// The value.
    pub value: Range<usize>,
    /// Whether the whole pointer led here; if not, this is the deepest value on its way.
    pub exact: bool,
}

/// Finds the value, or the deepest one on the way to it; `None` where the text is not JSON.
pub fn find(text: &str, pointer: &str) -> Option<Place> {
    let whole: &RawValue = serde_json::from_str(text).ok()?;
    let mut place = Place { key: None, value: range(text, whole.get())?, exact: true };
    for segment in pointer.split('/').skip(1) {
        let name = segment.replace("~1", "/").replace("~0", "~");
        match step(text, &place.value, &name) {
            Some((key, value)) => place = Place { key, value, exact: true },
            None => return Some(Place { exact: false, ..place }),
        }
    }
    Some(place)
}

type Step = (Option<Range<usize>>, Range<usize>);

fn step(text: &str, parent: &Range<usize>, name: &str) -> Option<Step> {
    let inside = text.get(parent.clone())?;
    if inside.starts_with('{') {
        let members: BTreeMap<String, &RawValue> = serde_json::from_str(inside).ok()?;
        let value = range(text, members.get(name)?.get())?;
        Some((key_before(text, value.start, name), value))
    } else {
        let items: Vec<&RawValue> = serde_json::from_str(inside).ok()?;
        Some((None, range(text, items.get(name.parse::<usize>().ok()?)?.get())?))
    }
}

/// A raw value is a slice of the text it was read from, so that their addresses tell where it is.
fn range(text: &str, part: &str) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let range = start..start.checked_add(part.len())?;
    (text.get(range.clone())? == part).then_some(range)
}

/// The key as it is written before its value; `None` where it is written with escapes that are not
/// needed.
fn key_before(text: &str, value: usize, name: &str) -> Option<Range<usize>> {
    let before = text.get(..value)?.trim_end().strip_suffix(':')?.trim_end();
    let written = serde_json::to_string(name).ok()?;
    before.ends_with(&written).then(|| before.len() - written.len()..before.len())
}

#[cfg(test)]
mod tests {
    use super::find;

    const TEXT: &str = r#" {"a": [1, {"b/c": "é", "d~": null}], "a2": {"x": 1, "x": 22}}"#;

    fn at(pointer: &str) -> (Option<&str>, &str, bool) {
        let place = find(TEXT, pointer).unwrap();
        (place.key.map(|key| &TEXT[key]), &TEXT[place.value], place.exact)
    }

    #[test]
    fn points_at_values_and_their_keys() {
        assert_eq!(at("/a/0"), (None, "1", true));
        assert_eq!(at("/a/1/b~1c"), (Some("\"b/c\""), "\"é\"", true));
        assert_eq!(at("/a/1/d~0"), (Some("\"d~\""), "null", true));
        assert_eq!(at("/a2/x"), (Some("\"x\""), "22", true));
        assert_eq!(at(""), (None, TEXT.trim(), true));
    }

    #[test]
    fn what_is_missing_points_at_what_it_is_missing_from() {
        assert_eq!(at("/a2/y/z"), (Some("\"a2\""), r#"{"x": 1, "x": 22}"#, false));
        assert_eq!(at("/a/7"), (Some("\"a\""), r#"[1, {"b/c": "é", "d~": null}]"#, false));
        assert_eq!(find("{", "/a"), None);
    }
}
