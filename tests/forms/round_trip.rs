// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is filled into a form, exported and read back scores as the answers that were filled in.

use digirights::{FormOptions, FormReader, Instrument, QuestionState, XlsForm, XlsFormOptions};
use digirights_tests::random::{Mix, answers, document, each_question};
use digirights_tests::tape::Tape;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::case::{config, instrument, read, tape};
use crate::export::{Style, table};
use crate::filled::Filled;

/// The option of a question that counts as a state.
pub(crate) fn option_for(whole: &Value, id: &str, state: &str) -> Option<String> {
    let mut found = None;
    each_question(whole, &mut |question| {
        if question["id"] == id && matches!(question["answer"]["kind"].as_str(), Some("choice" | "several")) {
            let options = question["answer"]["options"].as_array().into_iter().flatten();
            let option = options.into_iter().find(|option| option["counts_as"] == state);
            found = option.and_then(|option| option["id"].as_str()).map(str::to_owned);
        }
    });
    found
}

/// Answers that a person can give: what is hidden cannot be answered, and "none of these" only where no
/// option stands for it.
pub(crate) fn givable(
    tape: &mut Tape,
    whole: &Value,
    instrument: &Instrument,
    profile: Option<&str>,
) -> (Map<String, Value>, Vec<String>) {
    let mut given = answers(tape, whole, &Mix::PARTIAL);
    each_question(whole, &mut |question| {
        let exclusive = question["answer"]["options"].as_array().into_iter().flatten();
        let mut exclusive = exclusive.filter(|option| option["exclusive"] == true);
        let id = question["id"].as_str().unwrap_or_default();
        let nothing = given.get(id).is_some_and(|answer| *answer == json!([]));
        if let (Some(option), true) = (exclusive.next(), nothing) {
            given.insert(id.to_owned(), json!([option["id"]]));
        }
    });
    let assess = |given: &Map<String, Value>| {
        let mut document = document(given);
        if let Some(profile) = profile {
            document["profile"] = profile.into();
        }
        instrument.assess(&read(&document))
    };
    // A number of choices that lies in no band is no answer.
    if let Err(problems) = assess(&given) {
        let places = problems.iter().filter_map(|problem| problem.path().strip_prefix("/answers/"));
        places.for_each(|place| drop(given.remove(place.trim_end_matches("/value"))));
    }
    let card = assess(&given).unwrap_or_else(|problems| panic!("{problems}")).score();
    let hidden: Vec<String> = card
        .questions()
        .filter(|question| question.state() == QuestionState::NotShown)
        .map(|question| question.id().to_string())
        .collect();
    let asked = |id: &str| card.question(id).is_some();
    given.retain(|id, _| asked(id));
    (given, hidden)
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn what_comes_back_scores_the_same(mut tape in tape()) {
        let Some((whole, instrument)) = instrument(&mut tape) else { return Err(TestCaseError::reject("a circle")) };
        let has_profile = whole["profiles"].as_array().is_some_and(|list| !list.is_empty());
        let profile = (has_profile && tape.chance(50)).then_some("part");
        let (mut given, hidden) = givable(&mut tape, &whole, &instrument, profile);
        let profile = profile.map(|profile| profile.parse().unwrap());
        let options = XlsFormOptions { profile: profile.clone(), evidence: true, notes: true, ..XlsFormOptions::default() };
        let form = XlsForm::new(&instrument, &options).unwrap();

        let style = tape.of(&Style::ALL);
        let languages = form.survey.columns.iter().filter(|column| column.starts_with("label")).count();
        let mut filled = Filled::new(&form, tape.pick(languages));
        filled.fill(&given, &|id, state| option_for(&whole, id, state));
        for (row, text) in [("city", "Ville-du-Lac"), ("country", "FR"), ("population", "21000"), ("date", "2026-05-31")] {
            filled.set(row, text);
        }
        let (headings, cells): (Vec<String>, Vec<Option<String>>) = table(&filled, style).into_iter().unzip();
        let cells: Vec<Option<&str>> = cells.iter().map(Option::as_deref).collect();
        let options = FormOptions { profile: profile.clone(), ..FormOptions::default() };
        let reader = FormReader::new(&instrument, &headings, options)
            .unwrap_or_else(|problems| panic!("{problems}\n{headings:?}"));
        prop_assert!(reader.report().warnings.is_empty(), "{:?}", reader.report().warnings);
        let (back, problems) = reader.read(1, &cells);
        prop_assert!(problems.is_empty(), "{style:?} {problems:?}\n{headings:?}\n{cells:?}");

        let about = serde_json::to_value(back.document()).unwrap();
        prop_assert_eq!(&about["city"], "Ville-du-Lac");
        prop_assert_eq!(&about["date"], "2026-05-31");
        prop_assert_eq!(&about["context"], &json!({"population": 21000, "country": "FR"}));

        // What a form hides cannot be filled in; what it shows and does not count is kept.
        given.retain(|id, _| {
            let name = crate::case::name(id);
            let shown = filled.is_shown(&name) || filled.is_shown(&format!("{name}_percent"));
            assert!(shown || hidden.contains(id), "{id} is hidden in the form and shown in the engine\n{whole}");
            shown
        });
        let mut expected = document(&given);
        if let Some(profile) = &profile {
            expected["profile"] = profile.as_str().into();
        }
        let before = instrument.assess(&read(&expected)).unwrap().score().to_document();
        let after = instrument.assess(&back).unwrap_or_else(|problems| panic!("{problems}")).score().to_document();
        let plain = |document| {
            let mut value = serde_json::to_value(document).unwrap();
            for key in ["answers", "context", "date", "city"] {
                value.as_object_mut().unwrap().remove(key);
            }
            value
        };
        prop_assert!(plain(before) == plain(after), "{:?}\n{:#?}\n{:?}\n{:?}", style, reader.report().columns, cells, back.document().answers);
    }
}
