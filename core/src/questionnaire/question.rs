// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Questions, their kinds of answer, scales, bands and curves, as an author writes them.

use serde_json::Value;

use super::adjustment::Adjustment;
use super::condition::Condition;
use crate::id::{ItemId, LensId, MemberId, OptionId, ProfileId, RoleId, ScaleId};
use crate::json::decode::{names, record, variants};
use crate::json::{Decode, Decoder};
use crate::map::Map;
use crate::number::{Number, Positive, Share, Weight};
use crate::version::{Date, Version};

record! {
    /// A question: a leaf of the tree.
    pub struct Question {
        /// Its id, unique among questions and nodes.
        pub id: ItemId,
        /// What can be answered, and how it scores.
        pub answer: AnswerKind,
        /// Its weight in its parent.
        pub weight: Weight = default,
        /// Points of a full score, for answers that give values. Default 1.
        pub maximum: Option<Positive> = default,
        /// The scale is read from its other end: lowest + highest − score.
        pub reversed: bool = default,
        /// Shown only where this holds.
        pub show_when: Option<Condition> = default,
        /// Whether a city may say that the question does not apply to it.
        pub not_applicable: NotApplicable = default,
        /// A mark that gates can ask for.
        pub essential: bool = default,
        /// The profiles it belongs to.
        pub profiles: Vec<ProfileId> = default,
        /// The role that answers it.
        pub owner: Option<RoleId> = default,
        /// Members of lenses it belongs to.
        pub tags: Map<LensId, Vec<MemberId>> = default,
        /// What follows on its score.
        pub adjustments: Vec<Adjustment> = default,
        /// Since when it is asked, and until when.
        pub status: Option<Status<ItemId>> = default,
    }
}

/// Since when an id is in use, and what became of it. Ids are never used again.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "StatusOf{Id}"))]
#[serde(deny_unknown_fields)]
pub struct Status<Id> {
    /// First version that has it.
    pub since: Version,
    /// First version in which it no longer counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Version>,
    /// What took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<Id>,
}

impl<Id: Decode> Decode for Status<Id> {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        decoder.begin(value, &["since", "deprecated", "replaced_by"]);
        let status = Self {
            since: decoder.field("since", true),
            deprecated: decoder.field("deprecated", false),
            replaced_by: decoder.field("replaced_by", false),
        };
        decoder.end();
        status
    }
}

names! {
    /// Whether a question allows the answer "not applicable".
    #[derive(Default)]
    pub enum NotApplicable {
        /// It does not.
        #[default]
        Forbidden = "forbidden",
        /// It does.
        Allowed = "allowed",
        /// It does, and a reason must be given.
        WithReason = "with_reason",
    }
}

variants! {
    /// What can be answered, and how it scores.
    #[non_exhaustive]
    pub enum AnswerKind by "kind" {
        /// One option.
        Choice(Choice) = "choice",
        /// Yes, no, and perhaps partly.
        YesNo(YesNo) = "yes_no",
        /// Any number of options.
        Several(Several) = "several",
        /// A number.
        Number(Measure) = "number",
        /// A share of a whole.
        Share(Measure) = "share",
        /// A day.
        Date(DateAnswer) = "date",
        /// A text, never scored.
        Text(TextAnswer) = "text",
    }
}

record! {
    /// An answer by one option of a list.
    pub struct Choice {
        /// A shared scale.
        pub scale: Option<ScaleId> = default,
        /// Options of its own.
        pub options: Vec<Choosable> = default,
        /// Whether the options have an order.
        pub order: Order = default,
    }
}

names! {
    /// Whether options have an order.
    #[derive(Default)]
    pub enum Order {
        /// By what they are worth.
        #[default]
        Ordinal = "ordinal",
        /// None.
        Nominal = "nominal",
    }
}

record! {
    /// A shared list of options.
    pub struct Scale {
        /// The options.
        pub options: Vec<Choosable>,
    }
}

record! {
    /// An option, and what it is worth: one of `value`, `points` or `counts_as`.
    pub struct Choosable {
        /// Its id.
        pub id: OptionId,
        /// A value from 0 to 1.
        pub value: Option<Share> = default,
        /// Points.
        pub points: Option<Number> = default,
        /// The question then counts so.
        pub counts_as: Option<CountsAs> = default,
        /// Stands alone: cannot be chosen with others (several choices only).
        pub exclusive: bool = default,
    }
}

names! {
    /// A state that choosing an option stands for.
    pub enum CountsAs {
        /// As if the question did not apply.
        NotApplicable = "not_applicable",
        /// As if it were not known.
        DontKnow = "dont_know",
    }
}

record! {
    /// Yes, no, and perhaps partly.
    pub struct YesNo {
        /// Whether "partly" can be answered.
        pub partly: bool = default,
        /// Points instead of 1, 0.5 and 0.
        pub points: Option<YesNoPoints> = default,
    }
}

record! {
    /// Points of yes, partly and no.
    pub struct YesNoPoints {
        /// Of yes.
        pub yes: Number,
        /// Of partly. Needed where it can be answered.
        pub partly: Option<Number> = default,
        /// Of no.
        pub no: Number = default,
    }
}

record! {
    /// An answer by any number of options.
    pub struct Several {
        /// A shared scale.
        pub scale: Option<ScaleId> = default,
        /// Options of its own.
        pub options: Vec<Choosable> = default,
        /// How the chosen ones make a score.
        pub combine: Combine = default,
        /// Bands over the number chosen, for `count`.
        pub bands: Vec<Band> = default,
        /// Whether a number equal to `from` lies in the band.
        pub edge: Edge = default,
        /// The highest score.
        pub cap: Option<Positive> = default,
    }
}

names! {
    /// How several chosen options make a score.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum Combine {
        /// Sum of what they are worth.
        #[default]
        Sum = "sum",
        /// Chosen ÷ all options that are not exclusive.
        Share = "share",
        /// Bands over the number chosen.
        Count = "count",
        /// Mean of what they are worth.
        Mean = "mean",
        /// The least of what they are worth.
        Minimum = "minimum",
        /// The greatest of what they are worth.
        Maximum = "maximum",
    }
}

record! {
    /// A number or a share, scored by bands or a curve, or not at all.
    pub struct Measure {
        /// The unit, for people.
        pub unit: Option<String> = default,
        /// The least possible number.
        pub minimum: Option<Number> = default,
        /// The greatest possible number.
        pub maximum: Option<Number> = default,
        /// Whole numbers only.
        pub integer: bool = default,
        /// Steps.
        pub bands: Vec<Band> = default,
        /// Whether a number equal to `from` lies in the band.
        pub edge: Edge = default,
        /// A curve.
        pub curve: Option<Curve> = default,
    }
}

record! {
    /// A step: from here up to the next band.
    pub struct Band {
        /// Where it begins; the first may leave it out.
        pub from: Option<Number> = default,
        /// A value from 0 to 1.
        pub value: Option<Share> = default,
        /// Points.
        pub points: Option<Number> = default,
        /// The question then counts so.
        pub counts_as: Option<CountsAs> = default,
    }
}

names! {
    /// To which side a number on a cut point belongs.
    #[derive(Default)]
    pub enum Edge {
        /// To the upper side: `x >= from`.
        #[default]
        Included = "included",
        /// To the lower side: `x > from`.
        Excluded = "excluded",
    }
}

record! {
    /// A day, scored by bands or not at all.
    pub struct DateAnswer {
        /// Steps.
        pub bands: Vec<DateBand> = default,
        /// Whether the day `from` itself lies in the band.
        pub edge: Edge = default,
    }
}

record! {
    /// A step: from this day up to the next band.
    pub struct DateBand {
        /// Its first day; the first band may leave it out.
        pub from: Option<Date> = default,
        /// A value from 0 to 1.
        pub value: Option<Share> = default,
        /// Points.
        pub points: Option<Number> = default,
        /// The question then counts so.
        pub counts_as: Option<CountsAs> = default,
    }
}

record! {
    /// A text.
    pub struct TextAnswer {}
}

variants! {
    /// From a number to a value in [0, 1].
    #[non_exhaustive]
    pub enum Curve by "shape" {
        /// (x − worst) ÷ (best − worst), cut to 0…1.
        Linear(Goalposts) = "linear",
        /// The same on ln x.
        Logarithmic(Goalposts) = "logarithmic",
        /// ½ erfc((ln x − μ) ÷ (σ√2)) through two points.
        LogNormal(Knots) = "log_normal",
        /// Straight lines between points.
        Piecewise(Knots) = "piecewise",
    }
}

record! {
    /// The numbers that score 0 and 1. Lower is better where `worst` is above `best`.
    pub struct Goalposts {
        /// Scores 0.
        pub worst: Number,
        /// Scores 1.
        pub best: Number,
    }
}

record! {
    /// Points of a curve.
    pub struct Knots {
        /// The points.
        pub points: Vec<Knot>,
    }
}

record! {
    /// A point of a curve.
    pub struct Knot {
        /// The number.
        pub at: Number,
        /// Its value.
        pub value: Share,
    }
}
