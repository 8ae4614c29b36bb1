// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Digests: SHA-256 of the canonical JSON form (RFC 8785) of a document.

use std::fmt::Write as _;
use std::sync::OnceLock;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::read_back;
use super::write::compact;

/// The digest of a document, worked out when it is first asked for.
#[derive(Debug)]
pub(crate) struct LazyDigest {
    /// The document as compact JSON.
    source: String,
    digest: OnceLock<String>,
}

impl PartialEq for LazyDigest {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl LazyDigest {
    pub(crate) fn of(document: &Value) -> Self {
        Self { source: compact(document), digest: OnceLock::new() }
    }

    pub(crate) fn get(&self) -> &str {
        self.digest.get_or_init(|| digest(&self.source))
    }
}

/// Of a document as JSON text that the engine wrote: `sha256:` and 64 hexadecimal digits.
pub(crate) fn digest(document: &str) -> String {
    let canonical = serde_json_canonicalizer::to_vec(&read_back(document)).unwrap_or_default();
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(&canonical) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::digest;

    /// The example of RFC 8785, section 3.2.2, in its canonical form of 3.2.3.
    #[test]
    fn canonical_form_is_that_of_rfc_8785() {
        let given: serde_json::Value = serde_json::from_str(
            r#"{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#,
        )
        .unwrap();
        assert_eq!(
            serde_json_canonicalizer::to_string(&given).unwrap(),
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
             \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
        );
    }

    #[test]
    fn digest_of_the_empty_object() {
        // printf '{}' | sha256sum
        let expected = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert_eq!(digest("{}"), expected);
    }
}
