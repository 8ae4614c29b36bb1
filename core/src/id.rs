// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Ids, one type for each thing that has one, so that they cannot be mixed up.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::json::{Decode, DecodeKey, Decoder};
use crate::problem::{Code, Problem};

const LONGEST: usize = 64;

fn is_id(text: &str) -> bool {
    let mut letters = text.bytes();
    letters.next().is_some_and(|first| first.is_ascii_alphanumeric())
        && text.len() <= LONGEST
        && letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'.' | b'_' | b'-'))
}

/// The text of an id that is being read.
fn checked(text: Option<&str>, what: &str, decoder: &mut Decoder<'_>) -> Arc<str> {
    let text = text.inspect(|text| {
        if !is_id(text) {
            decoder.refuse(Code::BadId, &format!("`{text}`"), what);
        }
    });
    text.unwrap_or_default().into()
}

macro_rules! ids {
    ($( $(#[$outer:meta])* $name:ident, $what:literal; )*) => { $(
        $(#[$outer])*
        ///
        /// 1 to 64 characters of `A-Z a-z 0-9 . _ -`, beginning with a letter or digit.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Problem;

            /// # Errors
            /// `S0205` where the text cannot be an id.
            fn from_str(text: &str) -> Result<Self, Problem> {
                if is_id(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(Problem::new(Code::BadId, "").finding(format!("`{text}`")).expecting($what))
                }
            }
        }

        impl Decode for $name {
            fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
                let text = decoder.text(value);
                Self(checked(text, $what, decoder))
            }
        }

        impl DecodeKey for $name {
            fn decode_key(key: &str, decoder: &mut Decoder<'_>) -> Self {
                Self(checked(Some(key), $what, decoder))
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
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
                schemars::json_schema!({
                    "type": "string",
                    "description": $what,
                    "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
                })
            }
        }
    )* };
}

ids! {
    /// Id of a questionnaire.
    QuestionnaireId, "the id of a questionnaire";
    /// Id of a node or of a question: both share one set of ids.
    ItemId, "the id of a node or a question";
    /// Id of an option of a scale or question.
    OptionId, "the id of an option";
    /// Id of a shared scale.
    ScaleId, "the id of a scale";
    /// Id of a level set.
    LevelSetId, "the id of a level set";
    /// Id of a level in its set.
    LevelId, "the id of a level";
    /// Id of a lens.
    LensId, "the id of a lens";
    /// Id of a member of a lens.
    MemberId, "the id of a member of a lens";
    /// Id of a profile.
    ProfileId, "the id of a profile";
    /// Id of a role that owns questions and actions.
    RoleId, "the id of a role";
    /// Id of an action.
    ActionId, "the id of an action";
    /// Id of a practice.
    PracticeId, "the id of a practice";
    /// The author's word for a sort of node, such as `mechanism`.
    Kind, "a word for a sort of node";
    /// A language tag (BCP 47), such as `en` or `pt-BR`.
    Language, "a language tag (BCP 47)";
}

#[cfg(test)]
mod tests {
    use super::{ItemId, is_id};

    #[test]
    fn what_can_be_an_id() {
        for good in ["M01", "M01.1", "a", "9_b-c"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", " ", ".a", "a b", "é", "-x", &"a".repeat(65)] {
            assert!(!is_id(bad), "{bad}");
        }
        assert_eq!("M01".parse::<ItemId>().unwrap().as_str(), "M01");
    }
}
