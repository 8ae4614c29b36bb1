// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What can be typed into a question for a number, a day or a text.

use super::cases::{limit, value_aspect};
use super::tongues::{Tongue, each};
use crate::forms::holds::Aspect;
use crate::instrument::program::{MapPlan, QuestionPlan, RangePlan, Scoring, ShapePlan};
use crate::questionnaire::Edge;

/// Type and limits of a row.
pub(super) struct Limit {
    pub(super) kind: &'static str,
    pub(super) constraint: String,
    pub(super) messages: Vec<String>,
}

/// Whole numbers of up to nine digits are what every program for forms can hold as such.
const MOST: f64 = 999_999_999.0;

pub(super) fn limit_of(plan: &QuestionPlan, tongues: &[Tongue<'_>]) -> Limit {
    match &plan.scoring {
        Scoring::Number { range, map } => number(plan, range, map.as_ref(), tongues),
        Scoring::Date { starts, edge, .. } => {
            // A day in no band is no answer.
            let Some(first) = starts.first().cloned().flatten() else { return none("date") };
            let sign = if *edge == Edge::Included { ">=" } else { ">" };
            let message = |tongue: &Tongue<'_>| Some(tongue.words.at_least.replace("{}", first.as_str()));
            Limit {
                kind: "date",
                constraint: format!(". {sign} date('{first}')"),
                messages: each(tongues, "", message),
            }
        }
        _ => none("text"),
    }
}

fn none(kind: &'static str) -> Limit {
    Limit { kind, constraint: String::new(), messages: Vec::new() }
}

fn number(plan: &QuestionPlan, range: &RangePlan, map: Option<&MapPlan>, tongues: &[Tongue<'_>]) -> Limit {
    let short = range.minimum >= -MOST && range.maximum <= MOST;
    let kind =
        if range.integer && short && value_aspect(plan) != Aspect::Percent { "integer" } else { "decimal" };
    let mut parts = Vec::new();
    let (mut least, mut most) = (None, None);
    if range.integer && kind == "decimal" && !range.share {
        parts.push(". = int(.)".to_owned());
    }
    if range.minimum.is_finite() {
        parts.push(format!(". >= {}", limit(range.minimum, range)));
        least = Some(range.minimum);
    }
    if range.maximum.is_finite() {
        parts.push(format!(". <= {}", limit(range.maximum, range)));
        most = Some(range.maximum);
    }
    // A number below the first band is no answer.
    if let Some(MapPlan { shape: ShapePlan::Steps(steps), .. }) = map
        && let Some(first) = steps.starts.first().copied().filter(|first| first.is_finite())
        && (first > range.minimum || (first >= range.minimum && steps.edge == Edge::Excluded))
    {
        let sign = if steps.edge == Edge::Included { ">=" } else { ">" };
        parts.push(format!(". {sign} {}", limit(first, range)));
        least = Some(first);
    }
    let message = |tongue: &Tongue<'_>| {
        let words = tongue.words;
        let whole = range.integer.then(|| words.whole.to_owned());
        let least = least.map(|least| words.at_least.replace("{}", &limit(least, range)));
        let most = most.map(|most| words.at_most.replace("{}", &limit(most, range)));
        Some([whole, least, most].into_iter().flatten().collect::<Vec<_>>().join(", "))
    };
    let messages = if parts.is_empty() { Vec::new() } else { each(tongues, "", message) };
    Limit { kind, constraint: parts.join(" and "), messages }
}
