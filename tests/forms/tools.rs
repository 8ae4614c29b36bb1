// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables as real tools make them: which heading is taken for what.

use digirights::{Aspect, Choice, Code, FormColumn, FormOptions, FormReader, Holds, Instrument, Problem};
use serde_json::{Value, json};

use crate::case::check;

/// A questionnaire in two languages with every kind of question.
pub(crate) fn questionnaire() -> Value {
    let options = json!({
        "press": "In the press, and on posters", "radio": "On the radio", "none": "None of these"
    });
    let french = json!({
        "press": "Dans la presse et par affiches", "radio": "À la radio", "none": "Rien de cela"
    });
    json!({"format": "1.0", "id": "mini", "version": "1.2.0", "languages": ["en", "fr"],
    "scales": {"steps": {"options": [{"id": "no", "value": 0}, {"id": "partly", "value": 0.5}, {"id": "yes", "value": 1}]}},
    "root": {"id": "whole", "children": [
        {"id": "M01", "children": [
            {"id": "M01.1", "answer": {"kind": "choice", "scale": "steps"}, "not_applicable": "with_reason"},
            {"id": "M01.2", "answer": {"kind": "several", "combine": "share",
                "options": [{"id": "press"}, {"id": "radio"}, {"id": "none", "exclusive": true}]}},
            {"id": "M01.3", "answer": {"kind": "share"}, "not_applicable": "allowed"},
            {"id": "M01.4", "answer": {"kind": "yes_no", "partly": true}}
        ]},
        {"id": "M02", "children": [
            {"id": "M02.1", "answer": {"kind": "number", "unit": "days", "minimum": 0, "maximum": 5000, "integer": true,
                "bands": [{"value": 0}, {"from": 10, "value": 1}]}},
            {"id": "M02.2", "answer": {"kind": "date"}},
            {"id": "M02.3", "answer": {"kind": "text"}},
            {"id": "M02.4", "answer": {"kind": "yes_no"}},
            {"id": "M02.5", "answer": {"kind": "yes_no"}},
                {"id": "M02.7", "answer": {"kind": "number", "unit": "%"}}, {"id": "M02.8", "answer": {"kind": "number"}},
            {"id": "M02.6", "answer": {"kind": "yes_no"}, "status": {"since": "1.0.0", "deprecated": "1.2.0"}}
        ]}
    ]},
    "text": {
        "en": {"title": "Mini", "scales": {"steps": {"no": "Not yet", "partly": "In part; not everywhere", "yes": "In place"}},
            "nodes": {"whole": {"title": "All"}, "M01": {"title": "Commitment: what was said"}, "M02": {"title": "Rules/laws"}},
            "questions": {
                "M01.1": {"prompt": "Is there a public register?"}, "M01.2": {"prompt": "Where is it announced?", "options": options},
                "M01.3": {"prompt": "What share of departments takes part?"}, "M01.4": {"prompt": "Is it – really – used?"},
                "M02.1": {"prompt": "How many days?"}, "M02.2": {"prompt": "Since when?"}, "M02.3": {"prompt": "Which law?"},
                "M02.4": {"prompt": "Is it checked?"}, "M02.5": {"prompt": "Is it checked?"}, "M02.7": {"prompt": "How much (%)"}, "M02.8": {"prompt": "And how much?"}
            }},
        "fr": {"title": "Mini", "scales": {"steps": {"no": "Pas encore", "partly": "En partie", "yes": "En place"}},
            "nodes": {"whole": {"title": "Tout"}, "M01": {"title": "Engagement"}, "M02": {"title": "Règles"}},
            "questions": {
                "M01.1": {"prompt": "Y a-t-il un registre public ?"}, "M01.2": {"prompt": "Où est-il annoncé ?", "options": french},
                "M01.3": {"prompt": "Quelle part des services participe ?"}, "M01.4": {"prompt": "Est-il utilisé ?"},
                "M02.1": {"prompt": "Combien de jours ?"}, "M02.2": {"prompt": "Depuis quand ?"}, "M02.3": {"prompt": "Quelle loi ?"},
                "M02.4": {"prompt": "Est-ce vérifié ?"}, "M02.5": {"prompt": "Est-ce contrôlé ?"}, "M02.7": {"prompt": "Combien (%)"}, "M02.8": {"prompt": "Et combien ?"}
            }}
    }})
}

pub(crate) fn instrument() -> Instrument {
    check(&questionnaire()).unwrap_or_else(|problems| panic!("{problems}"))
}

pub(crate) fn reader(headings: &[&str]) -> Result<FormReader, digirights::Problems> {
    FormReader::new(&instrument(), headings, FormOptions::default())
}

/// What a heading is taken for, in a table with another column that answers a question.
fn taken(heading: &str) -> String {
    let other = if heading.contains("2.1") || heading.contains("2_1") { "M01.1" } else { "M02.1" };
    let reader = reader(&[heading, other]).unwrap_or_else(|problems| panic!("{heading}: {problems}"));
    let report = reader.report();
    match (&report.columns[0], report.warnings.first()) {
        (FormColumn { holds: Holds::Other, .. }, Some(warning)) => {
            assert_eq!(warning.code(), Code::UnknownColumn);
            format!("? {}", warning.nearest().unwrap_or("several"))
        }
        (FormColumn { holds: Holds::Question { id, what }, .. }, None) => match what {
            Aspect::Answer => id.to_string(),
            Aspect::Chosen(Choice::Option(option)) => format!("{id} [{option}]"),
            Aspect::Chosen(choice) => format!("{id} {choice:?}"),
            other => format!("{id} {other:?}"),
        },
        (FormColumn { holds: Holds::About(about), .. }, None) => format!("city {about:?}"),
        (FormColumn { holds, .. }, warning) => format!("{holds:?}{}", warning.map_or("", |_| "!")),
    }
}

#[test]
fn headings_of_many_tools() {
    for (heading, expected) in [
        // The id, however it is written.
        ("M01.1", "M01.1"),
        (" m01.1 ", "M01.1"),
        ("\u{feff}M01.1", "M01.1"),
        ("M01.1.", "M01.1"),
        ("M01_1", "M01.1"),
        ("[M01.1]", "M01.1"),
        // The text, with what editors do to it.
        ("Is there a public register?", "M01.1"),
        ("IS THERE A PUBLIC REGISTER", "M01.1"),
        ("Is there  a\u{a0}public\nregister? *", "M01.1"),
        ("Y a-t-il un registre public\u{a0}?", "M01.1"),
        ("Is it - really - used?", "M01.4"),
        ("Ou est-il annonce", "M01.2"),
        // Both, for questions with the same text, too.
        ("M01.1 Is there a public register?", "M01.1"),
        ("M01.1. Is there a public register?", "M01.1"),
        ("M01.1: Is there a public register?", "M01.1"),
        ("[M01.1] Is there a public register?", "M01.1"),
        ("(M01.1) Is there a public register?", "M01.1"),
        ("M01.1 – Is there a public register?", "M01.1"),
        ("Is there a public register? [M01.1]", "M01.1"),
        ("M02.5 Is it checked?", "M02.5"),
        // Groups of a form before it.
        ("M01/M01_1", "M01.1"),
        ("whole/M01/M01_1", "M01.1"),
        ("M01-M01_1", "M01.1"),
        ("M01:M01_1", "M01.1"),
        ("group_ab1cd23/M01_1", "M01.1"),
        ("data/section_2/M01_1", "M01.1"),
        ("Commitment: what was said/Is there a public register?", "M01.1"),
        ("Engagement/Y a-t-il un registre public ?", "M01.1"),
        ("Rules/laws/Which law?", "M02.3"),
        // One choice of several.
        ("M01.2/press", "M01.2 [press]"),
        ("M01_2/press", "M01.2 [press]"),
        ("M01/M01_2/radio", "M01.2 [radio]"),
        ("M01-M01_2/radio", "M01.2 [radio]"),
        ("M01.2[press]", "M01.2 [press]"),
        ("Where is it announced? [On the radio]", "M01.2 [radio]"),
        ("Where is it announced?/In the press, and on posters", "M01.2 [press]"),
        ("Commitment: what was said/Where is it announced?/On the radio", "M01.2 [radio]"),
        ("Où est-il annoncé ?: À la radio", "M01.2 [radio]"),
        ("M01_2/dont_know", "M01.2 DontKnow"),
        // A text of its own, as XLSForms have one beside a choice.
        ("M01_2_press", "? M01.2"),
        ("M01/M01_2_none", "? M01.2"),
        ("M01.2 - Don't know", "M01.2 DontKnow"),
        // Beside the answer.
        ("M01.1.state", "M01.1 State"),
        ("M01.1/note", "M01.1 Note"),
        ("M01_1_reason", "M01.1 Reason"),
        ("M01/M01_1_reason", "M01.1 Reason"),
        ("M01.1 evidence", "M01.1 Evidence"),
        ("M01.1 (comment)", "M01.1 Note"),
        ("M01.1[comment]", "M01.1 Note"),
        ("Is there a public register? – Comment", "M01.1 Note"),
        ("M01.1 Why does it not apply?", "M01.1 Reason"),
        ("M01.1 Remarque", "M01.1 Note"),
        ("M01.3: If there is no answer: why?", "M01.3 State"),
        ("M01_3_percent", "M01.3 Percent"),
        ("What share of departments takes part? (%)", "M01.3 Percent"),
        ("M01.3 (%)", "M01.3 Percent"),
        ("How much (%)", "M02.7"),
        // The city.
        ("City", "city City"),
        ("Nom de la ville", "city City"),
        ("about/country", "city Country"),
        ("Number of inhabitants", "city Population"),
        ("About the city/City", "city City"),
        ("La ville/Pays", "city Country"),
        ("Engagement/Pays", "Other"),
        // Nothing of the questionnaire.
        ("Timestamp", "Other"),
        ("_submission_time", "Other"),
        ("meta/instanceID", "Other"),
        ("Contact person", "Other"),
        ("respondent/city_of_birth", "Other"),
        ("respondent/city", "Other"),
        ("", "Other"),
        // Not understood, and meant for a question.
        ("Is it checked?", "? several"),
        ("Why does it not apply?", "? several"),
        ("If there is no answer: why?", "? several"),
        ("M01.1 Is there a secret register?", "? M01.1"),
        ("M01.11", "? M01.1"),
        ("Is there a public reg", "? M01.1"),
        ("Is there a public register, and where", "? M01.1"),
        ("My part/Is there a public register?", "? M01.1"),
        ("M01.2/television", "? M01.2"),
        ("M01.1/yes", "? M01.1"),
        ("M01.1 (%)", "? M01.1"),
        ("Answer to M01.1 of last year", "? M01.1"),
        ("comment/M01_1", "? M01.1"),
        ("_supplementalDetails/M01_1", "Other"),
    ] {
        assert_eq!(taken(heading), expected, "{heading:?}");
    }
}

#[test]
fn columns_together() {
    let codes = |headings: &[&str]| -> Vec<Code> {
        match reader(headings) {
            Ok(reader) => reader.report().warnings.iter().map(Problem::code).collect(),
            Err(problems) => problems.iter().map(Problem::code).collect(),
        }
    };
    assert_eq!(codes(&["M01.1", "M01_1"]), [Code::ColumnTwice]);
    assert_eq!(codes(&["M01.1", "Is there a public register?"]), [Code::ColumnTwice]);
    assert_eq!(codes(&["M01.3", "M01_3_percent"]), [Code::ColumnTwice]);
    assert_eq!(codes(&["M01.2", "M01.2/press", "M01.2/radio"]), []);
    assert_eq!(codes(&["City", "Timestamp", "M01.1/note"]), [Code::NoColumn]);
    assert_eq!(codes(&[]), [Code::NoColumn]);
    assert_eq!(codes(&["M01.1", "M02.6"]), [Code::DeprecatedQuestion]);
    assert_eq!(codes(&["M01_2/press", "M01_2_press", "M01_2/radio"]), [Code::UnknownColumn]);
    // What is said of the city twice changes no score.
    let twice = reader(&["City", "Nom de la ville", "M01.1", "Pays"]).unwrap();
    let holds: Vec<&Holds> = twice.report().columns.iter().map(|column| &column.holds).collect();
    assert!(matches!(holds[..], [Holds::About(_), Holds::Other, Holds::Question { .. }, Holds::About(_)]));
    let [warning] = &twice.report().warnings[..] else { panic!("{:?}", twice.report().warnings) };
    assert_eq!((warning.code(), warning.path()), (Code::ColumnLeftOut, "/Nom de la ville"));
    assert_eq!(warning.found(), "`Nom de la ville`, beside `City`");
    let (answers, _) = twice.read(1, &[Some("A"), Some("B"), Some("yes"), None]);
    assert_eq!(answers.document().city.as_deref(), Some("A"));
    let problem = reader(&["M01.1", "x/M01_1"]).unwrap_err();
    assert_eq!(problem.first().path(), "/x~1M01_1");
    let unknown = FormOptions { profile: Some("quick".parse().unwrap()), ..FormOptions::default() };
    assert_eq!(
        FormReader::new(&instrument(), &["M01.1"], unknown).unwrap_err().first().code(),
        Code::UnknownProfile
    );
}

#[test]
fn headings_can_be_renamed() {
    let rename = [("Question 1".to_owned(), "M01.1".to_owned()), ("M01.4".to_owned(), String::new())];
    let options = FormOptions { rename: rename.into_iter().collect(), ..FormOptions::default() };
    let reader = FormReader::new(&instrument(), &["Question 1", "M01.4"], options).unwrap();
    let (answers, problems) = reader.read(1, &[Some("yes"), Some("no")]);
    assert!(problems.is_empty());
    assert_eq!(answers.document().answers.keys().collect::<Vec<_>>(), ["M01.1"]);
    let rename =
        [("Question 1".to_owned(), "Register".to_owned()), ("Question 2".to_owned(), "M01.4".to_owned())];
    let options = FormOptions { rename: rename.into_iter().collect(), ..FormOptions::default() };
    let problems = FormReader::new(&instrument(), &["Question 1", "M01.1"], options).unwrap_err();
    let codes: Vec<Code> = problems.iter().map(Problem::code).collect();
    assert_eq!(codes, [Code::UnknownQuestion, Code::NoColumn]);
}
