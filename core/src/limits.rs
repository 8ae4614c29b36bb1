// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How much input the engine is willing to read.

/// Limits on what is read. The defaults are generous for people and small enough that a hostile
/// file costs less than 100 MB of memory. Each limit has its own error code.
///
/// ```
/// use digirights::{Limits, Questionnaire};
///
/// let tight = Limits { bytes: 10, ..Limits::default() };
/// let error = Questionnaire::from_json_with("{\"format\": \"1.0\"}", &tight).unwrap_err();
/// assert_eq!(error.first().code().as_str(), "J0101");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest text of one file, in bytes. Default 16 MiB. Error `J0101`.
    pub bytes: usize,
    /// Deepest nesting of objects and lists in a file. Default 64; values above 120 are read as
    /// 120. Error `J0105`.
    pub depth: usize,
    /// Most JSON values (objects, lists, texts, numbers, …) in a file. Default 400,000. Error
    /// `J0106`.
    pub values: usize,
    /// Longest key of an object, in bytes. Default 256. Error `J0107`.
    pub key: usize,
    /// Most questions and nodes in a questionnaire, and most answers in an answers file. Default
    /// 20,000. Error `S0210`.
    pub items: usize,
    /// Most problems that are reported at once; the last one says that there are more. Default 1,000.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 16 << 20, depth: 64, values: 400_000, key: 256, items: 20_000, problems: 1_000 }
    }
}
