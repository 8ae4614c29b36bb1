// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a row says about the city itself.

use super::holds::About;
use super::number::{Written, read as number};
use super::row::Row;
use super::text::{fold, key};
use crate::answers::{AnswersDocument, IncomeClass};
use crate::problem::{Code, nearest};
use crate::questionnaire::is_country;

/// Reads a cell that is not empty into the answers.
pub(super) fn read(
    row: &mut Row<'_>,
    column: usize,
    about: About,
    text: &str,
    document: &mut AnswersDocument,
) {
    let words = || Some(text.trim().to_owned());
    let context = &mut document.context;
    match about {
        About::City => document.city = words(),
        About::Role => document.role = words(),
        About::Region => context.region = words(),
        About::Membership => context.membership = words(),
        About::Languages => {
            let tags = text.split(|letter: char| letter.is_whitespace() || ",;|".contains(letter));
            context.languages = tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
        }
        About::Date => document.date = row.moment(text, column),
        About::Population => {
            context.population = inhabitants(text);
            if context.population.is_none() {
                row.note(Code::UnknownContext, column, format!("`{text}`"), "a whole number such as 21000");
            }
        }
        About::Country => {
            let code = text.trim().to_ascii_uppercase();
            if is_country(&code) {
                context.country = Some(code);
            } else {
                let expected = "two capital letters (ISO 3166-1)";
                row.note(Code::UnknownContext, column, format!("`{text}`"), expected);
            }
        }
        About::IncomeClass => {
            let name = key(text).replace([' ', '-'], "_").trim_end_matches("_income").to_owned();
            context.income_class = IncomeClass::ALL.iter().find(|class| class.as_str() == name).copied();
            if context.income_class.is_none() {
                let names: Vec<&str> = IncomeClass::ALL.iter().map(|class| class.as_str()).collect();
                let expected = format!("one of {}", names.join(", "));
                let problem = crate::problem::Problem::new(Code::UnknownContext, row.place(column))
                    .finding(format!("`{text}`"))
                    .expecting(expected)
                    .perhaps(nearest(&name, names));
                row.problems.push(problem);
            }
        }
    }
}

fn inhabitants(text: &str) -> Option<u64> {
    const MOST: f64 = 1e15;
    match number(&fold(text), true, None) {
        Written::Number(number) if (0.0..=MOST).contains(&number) && libm::floor(number) >= number =>
        {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is whole, not negative and at most 1e15"
            )]
            Some(number as u64)
        }
        _ => None,
    }
}
