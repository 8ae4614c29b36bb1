// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Digests: SHA-256 of the canonical JSON form (RFC 8785) of a document.

use std::fmt::Write as _;
use std::sync::OnceLock;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::canonical::canonical;
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
    pub(crate) fn of(document: &impl Serialize) -> Self {
        Self { source: compact(document), digest: OnceLock::new() }
    }

    /// What the digest is of.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    pub(crate) fn get(&self) -> &str {
        self.digest.get_or_init(|| digest(&self.source))
    }
}

/// Of a document as JSON text that the engine wrote: `sha256:` and 64 hexadecimal digits.
pub(crate) fn digest(document: &str) -> String {
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(canonical(&read_back(document))) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn digest_of_the_empty_object() {
        // printf '{}' | sha256sum
        let expected = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert_eq!(digest("{}"), expected);
    }
}
