// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights verify`: whether a published result is what the answers give.

use digirights::{Answers, Code, Instrument, Limits, Problem};
use serde_json::{Value, json};

use crate::arguments::{Format, VerifyArguments};
use crate::city;
use crate::diagnostics::{self, notice};
use crate::escape::clean;
use crate::failure::{Ending, Failure, Outcome};
use crate::input::{STANDARD_INPUT, read};
use crate::output;
use crate::report::Report;

/// Runs it.
pub fn run(arguments: &VerifyArguments) -> Outcome {
    if arguments.result == STANDARD_INPUT && arguments.answers == STANDARD_INPUT {
        return Err(Failure::usage(Report::option("ANSWERS", STANDARD_INPUT, "standard input once")));
    }
    let result = read(&arguments.result, &Limits::default())?;
    let given = city::answers(&arguments.answers)?;
    let instrument = city::instrument(arguments.questionnaire.as_deref(), &given)?;
    let answers = given.source.shown.clone();
    let profile = profile_of(result.json(), &instrument, &given.answers);
    if let Some(profile) = &profile {
        notice(&format!("the result is of the profile `{profile}`, which the answers do not name"));
    }
    let assessment = city::hold(&instrument, given, profile.as_deref())?;
    let differences: Vec<Problem> =
        assessment.verify(result.json()).err().map(digirights::Problems::into_vec).unwrap_or_default();
    let verified = differences.is_empty();
    if arguments.format == Format::Text && differences.iter().any(|problem| problem.code() != Code::Differs) {
        return Err(Failure::Input(Report::all(&differences, std::slice::from_ref(&result))));
    }
    if arguments.format == Format::Json {
        output::json(&json!({ "verified": verified, "problems": differences }))?;
    } else if verified {
        let text = format!("Verified: {} is what {answers} gives.", result.shown);
        output::text(&format!("{}\n", clean(&text)))?;
    } else {
        diagnostics::show(&Report::all(&differences, std::slice::from_ref(&result)), false);
        let number = differences.len();
        let differences =
            if number == 1 { "1 difference".to_owned() } else { format!("{number} differences") };
        output::text(&format!("Not verified: {differences}.\n"))?;
    }
    Ok(if verified { Ending::Success } else { Ending::Problems })
}

/// The profile that a result says it is of, where the answers do not name it themselves: it was
/// scored with `--profile`.
fn profile_of(result: &str, instrument: &Instrument, answers: &Answers) -> Option<String> {
    let value: Value = serde_json::from_str(result).ok()?;
    let profile = value.get("profile")?.as_str()?;
    let known = instrument.definition().profiles.iter().any(|known| known.id.as_str() == profile);
    let named = answers.document().profile.as_ref().is_some_and(|named| named.as_str() == profile);
    (known && !named).then(|| profile.to_owned())
}
