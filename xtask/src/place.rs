// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Where things are: the checkout, and the cache that outlives it.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The folders that commands work in.
#[derive(Debug)]
pub(crate) struct Place {
    /// The root of the checkout.
    pub(crate) root: PathBuf,
    /// The cache folder: what is costly to make and serves every checkout.
    pub(crate) cache: PathBuf,
}

impl Place {
    /// Finds both folders from the environment.
    pub(crate) fn find() -> Result<Self, Failure> {
        let root = variable("CARGO_MANIFEST_DIR")
            .as_deref()
            .and_then(Path::parent)
            .map(Path::to_path_buf)
            .ok_or_else(|| Failure::usage("run me as `cargo xtask`"))?;
        let cache = cache_folder(
            variable("DIGIRIGHTS_CACHE"),
            variable("XDG_CACHE_HOME"),
            variable("HOME").or_else(|| variable("USERPROFILE")),
        )
        .ok_or_else(|| {
            Failure::new("no cache folder: neither DIGIRIGHTS_CACHE nor HOME is set")
                .remedy("export DIGIRIGHTS_CACHE=<folder>")
        })?;
        Ok(Self { root, cache })
    }

    /// The folder that cargo builds into.
    pub(crate) fn target(&self) -> PathBuf {
        let chosen = Self::shared_target().or_else(|| variable("CARGO_TARGET_DIR"));
        self.root.join(chosen.unwrap_or_else(|| "target".into()))
    }

    /// The target folder that unattended runs share, so that a fresh clone does not start cold.
    /// `None` where a person works, or has already chosen one.
    pub(crate) fn shared_target() -> Option<PathBuf> {
        let unattended = env::var("CI").is_ok_and(|value| value == "true" || value == "1");
        if !unattended || variable("CARGO_TARGET_DIR").is_some() {
            return None;
        }
        Self::find().ok().map(|place| place.cache.join("target"))
    }
}

/// The first choice is ours, the second the desktop's, the third everybody's.
/// A relative `XDG_CACHE_HOME` is ignored, as its specification asks.
fn cache_folder(own: Option<PathBuf>, desktop: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    own.or_else(|| {
        desktop
            .filter(|folder| folder.is_absolute())
            .or_else(|| home.map(|home| home.join(".cache")))
            .map(|folder| folder.join("digirights"))
    })
}

/// An environment variable as a path; set but empty counts as not set.
pub(crate) fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_choice_of_a_cache_folder_wins() {
        let path = |text: &str| Some(PathBuf::from(text));
        assert_eq!(cache_folder(path("/a"), path("/b"), path("/c")), path("/a"));
        assert_eq!(cache_folder(None, path("/b"), path("/c")), path("/b/digirights"));
        assert_eq!(cache_folder(None, path("relative"), path("/c")), path("/c/.cache/digirights"));
        assert_eq!(cache_folder(None, None, None), None);
    }
}
