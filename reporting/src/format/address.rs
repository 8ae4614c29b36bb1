// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Addresses of links. Word refuses a whole file for the sake of one address that is not written as
//! RFC 3986 wants it, and in Markdown some letters would end a table's cell or the link itself.

use std::fmt::Write;

/// The address in the letters that an address may have; the others are percent-encoded.
pub(crate) fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    let mut has_fragment = false;
    for (position, byte) in address.bytes().enumerate() {
        let is_kept = match byte {
            b'#' => !std::mem::replace(&mut has_fragment, true),
            b'%' => is_escape(address.as_bytes().get(position + 1..position + 3)),
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
        };
        if is_kept {
            encoded.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn is_escape(digits: Option<&[u8]>) -> bool {
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn letters_that_an_address_cannot_have_are_encoded() {
        assert_eq!(encoded("https://example.org/a?b=c&d=%20#e"), "https://example.org/a?b=c&d=%20#e");
        assert_eq!(
            encoded("https://example.org/Zürich|\"<[5%zz#a#b"),
            "https://example.org/Z%C3%BCrich%7C%22%3C%5B5%25zz#a%23b"
        );
    }
}
