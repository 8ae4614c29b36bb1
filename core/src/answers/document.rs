// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The answers file, field by field.

use serde::Serialize;
use serde_json::Value;

use crate::id::{ProfileId, QuestionnaireId};
use crate::json::decode::{names, record};
use crate::json::{Decode, Decoder, decode_document, parse};
use crate::limits::Limits;
use crate::map::Map;
use crate::problem::{Code, Problems};
use crate::questionnaire::ContextField;
use crate::version::{FormatVersion, Moment, Version};

record! {
    /// Which questionnaire answers are for.
    pub struct QuestionnaireRef {
        /// Its id.
        pub id: QuestionnaireId,
        /// Its version.
        pub version: Version,
    }
}

record! {
    /// What one city, or one department of it, said.
    pub struct AnswersDocument {
        /// Version of the file format.
        pub format: FormatVersion,
        /// Which questionnaire.
        pub questionnaire: QuestionnaireRef,
        /// The city's name.
        pub city: Option<String> = default,
        /// When the assessment was made.
        pub date: Option<Moment> = default,
        /// The profile that was answered; without it, the whole questionnaire.
        pub profile: Option<ProfileId> = default,
        /// Who answered this part: a role, not a person.
        pub role: Option<String> = default,
        /// What is known of the city besides its answers.
        pub context: Context = default,
        /// The answers, by question.
        pub answers: Map<String, Answer>,
        /// Answers of several departments that contradict each other, by question.
        pub conflicts: Map<String, Vec<Answer>> = default,
        /// How contradictions were settled, by question; the latest last.
        pub resolutions: Map<String, Vec<Resolution>> = default,
    }
}

record! {
    /// What is known of a city besides its answers.
    #[derive(Default)]
    pub struct Context {
        /// Inhabitants.
        pub population: Option<u64> = default,
        /// Country, ISO 3166-1 alpha-2.
        pub country: Option<String> = default,
        /// Region of the world.
        pub region: Option<String> = default,
        /// Income class of the country.
        pub income_class: Option<IncomeClass> = default,
        /// Languages (BCP 47).
        pub languages: Vec<String> = default,
        /// Membership.
        pub membership: Option<String> = default,
    }
}

names! {
    /// Income class of a country (World Bank).
    pub enum IncomeClass {
        /// Low.
        Low = "low",
        /// Lower middle.
        LowerMiddle = "lower_middle",
        /// Upper middle.
        UpperMiddle = "upper_middle",
        /// High.
        High = "high",
    }
}

impl Context {
    /// A field as texts; empty where nothing is known.
    pub(crate) fn texts(&self, field: ContextField) -> Vec<&str> {
        match field {
            ContextField::Population => Vec::new(),
            ContextField::Country => self.country.iter().map(String::as_str).collect(),
            ContextField::Region => self.region.iter().map(String::as_str).collect(),
            ContextField::IncomeClass => self.income_class.iter().map(|class| class.as_str()).collect(),
            ContextField::Languages => self.languages.iter().map(String::as_str).collect(),
            ContextField::Membership => self.membership.iter().map(String::as_str).collect(),
        }
    }
}

names! {
    /// The state that an answers file gives to a question.
    pub enum AnswerState {
        /// It has a value.
        Answered = "answered",
        /// It does not apply to this city.
        NotApplicable = "not_applicable",
        /// The answer is not known.
        DontKnow = "dont_know",
        /// Nothing was said.
        Unanswered = "unanswered",
    }
}

names! {
    /// How sure the respondent is.
    pub enum Confidence {
        /// Not sure.
        Low = "low",
        /// Fairly sure.
        Medium = "medium",
        /// Sure.
        High = "high",
    }
}

/// What was said to one question. In a file a bare text, number, truth value or list is short for
/// an object with that `value`, and `null` for the state `unanswered`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// Its state.
    pub state: AnswerState,
    /// Its value, where it is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Why the question does not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Addresses or document numbers that prove it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// How sure the respondent is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Who answered: a role, not a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// When, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// The part it came from, in a conflict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// What other departments said to the same question that does not contradict it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Answer>,
}

impl Answer {
    fn bare(state: AnswerState) -> Self {
        Self {
            state,
            value: None,
            reason: None,
            note: None,
            evidence: Vec::new(),
            confidence: None,
            role: None,
            at: None,
            part: None,
            also: Vec::new(),
        }
    }

    /// An answer with a value: an option's id, a number, a list of option ids, a day.
    #[must_use]
    pub fn value(value: impl Into<Value>) -> Self {
        Self { value: Some(value.into()), ..Self::bare(AnswerState::Answered) }
    }

    /// "Does not apply to us", and why.
    #[must_use]
    pub fn not_applicable(reason: impl Into<String>) -> Self {
        Self { reason: Some(reason.into()), ..Self::bare(AnswerState::NotApplicable) }
    }

    /// "We do not know".
    #[must_use]
    pub fn dont_know() -> Self {
        Self::bare(AnswerState::DontKnow)
    }

    /// No answer.
    #[must_use]
    pub fn unanswered() -> Self {
        Self::bare(AnswerState::Unanswered)
    }

    /// Whether it is [`Answer::unanswered`], with nothing beside it.
    pub(crate) fn is_nothing(&self) -> bool {
        let Self { state, value, reason, note, evidence, confidence, role, at, part, also } = self;
        let texts = [reason, note, role, part];
        *state == AnswerState::Unanswered
            && value.is_none()
            && texts.iter().all(|text| text.is_none())
            && confidence.is_none()
            && at.is_none()
            && evidence.is_empty()
            && also.is_empty()
    }

    /// Reads one answer: its value alone, or an object.
    ///
    /// # Errors
    /// Every problem of form at once: codes with the letters `J`, `S`, and `A0510`.
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        let (mut problems, limits) = (Vec::new(), Limits::default());
        let value = parse(text, &limits, &mut problems);
        let answer = value.and_then(|value| decode_document(&value, &limits, &mut problems));
        Problems::check(problems)?;
        Ok(answer.unwrap_or_else(Self::unanswered))
    }

    /// Whether two answers say the same: state, value and reason, however the value is spelled (1 and
    /// 1.0 are one number; a list of options is a set).
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let same_value = match (&self.value, &other.value) {
            (Some(own), Some(other)) => is_same(own, other),
            (own, other) => own.is_none() && other.is_none(),
        };
        self.state == other.state && same_value && self.reason == other.reason
    }

    /// Whether there is evidence, with this answer or with one beside it.
    #[must_use]
    pub fn has_evidence(&self) -> bool {
        !self.evidence.is_empty() || self.also.iter().any(Self::has_evidence)
    }
}

fn is_same(own: &Value, other: &Value) -> bool {
    match (own, other) {
        (Value::Number(own), Value::Number(other)) => {
            own.as_f64().zip(other.as_f64()).is_some_and(|(own, other)| own.total_cmp(&other).is_eq())
        }
        (Value::Array(own), Value::Array(other)) => {
            own.len() == other.len()
                && own.iter().all(|item| other.iter().any(|other| is_same(item, other)))
                && other.iter().all(|item| own.iter().any(|own| is_same(item, own)))
        }
        (Value::Object(own), Value::Object(other)) => {
            own.len() == other.len()
                && own.iter().all(|(key, item)| other.get(key).is_some_and(|other| is_same(item, other)))
        }
        (own, other) => own == other,
    }
}

const FIELDS: [&str; 10] =
    ["state", "value", "reason", "note", "evidence", "confidence", "role", "at", "part", "also"];

impl Decode for Answer {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        match value {
            None | Some(Value::Null) => return Self::unanswered(),
            Some(Value::Object(_)) => {}
            Some(other) => return Self::value(other.clone()),
        }
        decoder.begin(value, &FIELDS);
        let before = decoder.noted();
        let state = decoder.field::<Option<AnswerState>>("state", false);
        let state_is_known = decoder.noted() == before;
        let answer = Self {
            state: state.unwrap_or(AnswerState::Unanswered),
            value: decoder.field::<Option<Value>>("value", false).filter(|value| !value.is_null()),
            reason: decoder.field("reason", false),
            note: decoder.field("note", false),
            evidence: decoder.field("evidence", false),
            confidence: decoder.field("confidence", false),
            role: decoder.field("role", false),
            at: decoder.field("at", false),
            part: decoder.field("part", false),
            also: decoder.field("also", false),
        };
        decoder.end();
        let has_value = answer.value.is_some();
        match state {
            None if has_value => return Self { state: AnswerState::Answered, ..answer },
            Some(state) if state_is_known && has_value != (state == AnswerState::Answered) => {
                let found = format!("`{state}` {} a value", if has_value { "with" } else { "without" });
                let expected = "a value with `answered`, and only there";
                decoder.refuse(Code::StateContradicts, &found, expected);
            }
            _ => {}
        }
        answer
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Answer {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Answer".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let text = || serde_json::json!({"type": "string"});
        schemars::json_schema!({
            "description": "What was said to one question: its value alone, null for no answer, or an object.",
            "anyOf": [
                {"type": ["string", "number", "boolean", "array", "null"]},
                {
                    "type": "object",
                    "properties": {
                        "state": generator.subschema_for::<AnswerState>(),
                        "value": {
                            "description": "Its value, where it is answered.",
                            "type": ["string", "number", "boolean", "array", "object"]
                        },
                        "reason": text(),
                        "note": text(),
                        "evidence": {"type": "array", "items": text()},
                        "confidence": generator.subschema_for::<Confidence>(),
                        "role": text(),
                        "at": generator.subschema_for::<Moment>(),
                        "part": text(),
                        "also": {"type": "array", "items": generator.subschema_for::<Self>()}
                    },
                    "additionalProperties": false
                }
            ]
        })
    }
}

record! {
    /// How a contradiction between departments was settled.
    pub struct Resolution {
        /// The answer that counts.
        pub chosen: Answer,
        /// The answers that do not.
        pub rejected: Vec<Answer> = default,
        /// Who settled it: a role, not a person.
        pub by: Option<String> = default,
        /// Why.
        pub reason: Option<String> = default,
    }
}

record! {
    /// What settles one contradiction.
    pub struct Settlement {
        /// The answer that counts.
        pub answer: Answer,
        /// Who settled it: a role, not a person.
        pub by: Option<String> = default,
        /// Why.
        pub reason: Option<String> = default,
    }
}
