// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is written and read again, and how it is spelled, changes nothing.

use std::fmt::Write as _;

use digirights::Answers;
use digirights_tests::random::{Mix, Wishes};
use digirights_tests::tape::Tape;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::case::{case, config, read, score_document, tape};

/// The same JSON with other white space, order of keys, spelling of numbers and of letters.
fn respell(tape: &mut Tape, value: &Value, text: &mut String) {
    let space = tape.of(&["", " ", "\n\t", "  \r\n"]);
    text.push_str(space);
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            tape.shuffle(&mut members);
            text.push('{');
            for (index, (key, value)) in members.into_iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                respell(tape, &key.as_str().into(), text);
                text.push(':');
                respell(tape, value, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                respell(tape, item, text);
            }
            text.push(']');
        }
        Value::String(letters) if tape.chance(30) => {
            text.push('"');
            for unit in letters.encode_utf16() {
                let _ = write!(text, "\\u{unit:04X}");
            }
            text.push('"');
        }
        Value::Number(number)
            if number.as_f64().is_some_and(|number| number.fract().abs() <= 0.0 && number.abs() < 1e9) =>
        {
            let whole = number.as_f64().unwrap_or_default();
            let _ = match tape.pick(4) {
                1 => write!(text, "{whole:.1}"),
                2 => write!(text, "{whole:.0}e0"),
                3 => write!(text, "{:.1}E+1", whole / 10.0),
                _ => write!(text, "{whole:.0}"),
            };
        }
        other => text.push_str(&other.to_string()),
    }
    text.push_str(space);
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn the_same_input_gives_the_same_bytes(mut tape in tape()) {
        let Some((whole, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else { return Ok(()) };
        let again = crate::case::made(&whole);
        prop_assert_eq!(score_document(&instrument, &given).to_json(), score_document(&again, &given).to_json());
    }

    #[test]
    fn spelling_changes_nothing(mut tape in tape()) {
        let Some((whole, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else { return Ok(()) };
        let (mut questionnaire, mut answers) = (String::new(), String::new());
        respell(&mut tape, &whole, &mut questionnaire);
        respell(&mut tape, &given, &mut answers);
        let other = digirights::Questionnaire::from_json(&questionnaire).and_then(digirights::Questionnaire::check);
        let other = other.unwrap_or_else(|problems| panic!("{problems}\n{questionnaire}"));
        prop_assert_eq!(instrument.digest(), other.digest());
        let read_again = Answers::from_json(&answers).unwrap_or_else(|problems| panic!("{problems}\n{answers}"));
        prop_assert_eq!(read(&given).digest(), read_again.digest(), "{}", answers);
        let again = other.assess(&read_again).unwrap_or_else(|problems| panic!("{problems}\n{answers}")).score();
        prop_assert_eq!(score_document(&instrument, &given).to_json(), again.to_json(), "{}\n{}", questionnaire, answers);
    }

    #[test]
    fn answers_survive_being_written_and_read(mut tape in tape(), note in ".{0,20}", evidence in prop::collection::vec(".{0,12}", 0..3)) {
        let Some((_, instrument, mut given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else { return Ok(()) };
        given["context"] = json!({"population": 21000, "country": "NL", "languages": ["nl", "fy"], "income_class": "high"});
        given["date"] = "2026-05-31T10:00:00Z".into();
        let ids: Vec<String> = given["answers"].as_object().into_iter().flatten().map(|(id, _)| id.clone()).collect();
        for id in ids {
            let answer = &mut given["answers"][&id];
            if answer.get("state").is_none() && answer.get("value").is_none() {
                *answer = json!({"value": answer});
            }
            answer["note"] = note.as_str().into();
            answer["evidence"] = evidence.as_slice().into();
            answer["at"] = "2026-05-02".into();
            answer["confidence"] = "medium".into();
            answer["role"] = "legal".into();
        }
        let answers = read(&given);
        let again = Answers::from_json(&answers.to_json()).unwrap_or_else(|problems| panic!("{problems}"));
        prop_assert_eq!(answers.document(), again.document());
        prop_assert_eq!(answers.to_json(), again.to_json());
        let scores = |answers: &Answers| {
            let mut document = instrument.assess(answers).unwrap_or_else(|problems| panic!("{problems}")).score().to_document();
            document.answers.digest.clear();
            document
        };
        prop_assert_eq!(scores(&answers), scores(&again));
    }

    /// An answer that is set by code is the answer that a file gives.
    #[test]
    fn answers_set_one_by_one_are_the_file(mut tape in tape()) {
        let Some((_, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else { return Ok(()) };
        let file = read(&given);
        let mut built = Answers::new(instrument.id().clone(), instrument.version());
        built.document_mut().profile = file.document().profile.clone();
        for (id, answer) in &file.document().answers {
            built.set(id.clone(), answer.clone());
        }
        prop_assert_eq!(built.document(), file.document());
        prop_assert_eq!(Answers::from_json(&built.to_json()).map(|read| read.digest()), Ok(built.digest()));
    }
}
