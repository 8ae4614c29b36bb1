// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is written: reports on sample cities, and a document of texts that nobody would want.

use digirights::{Answers, Instrument, Plan, PlanOptions, Questionnaire, Scorecard};
use digirights_questionnaires::find;
use digirights_reporting::chart::{Axis, Chart, Drawing, Scatter};
use digirights_reporting::document::{
    Block, Column, Document, Fact, Item, KeyFigure, Labels, List, Picture, Row, Section, Table, Text,
};

/// The flagship questionnaire.
pub(crate) fn instrument() -> Instrument {
    find("digital-rights").unwrap().instrument().unwrap()
}

/// Result and plan of a sample city.
pub(crate) fn city(instrument: &Instrument, name: &str) -> (Scorecard, Plan) {
    let samples = find("digital-rights").unwrap().samples();
    let (_, text) = samples.iter().find(|(path, _)| path.ends_with(name)).unwrap();
    let assessment = instrument.assess(&Answers::from_json(text).unwrap()).unwrap();
    (assessment.score(), assessment.plan(&PlanOptions::default()).unwrap())
}

/// Result and plan of a questionnaire and answers.
pub(crate) fn scored(questionnaire: &str, answers: &str) -> (Instrument, Scorecard, Plan) {
    let instrument = Questionnaire::from_json(questionnaire).unwrap().check().unwrap();
    let assessment = instrument.assess(&Answers::from_json(answers).unwrap()).unwrap();
    let (card, plan) = (assessment.score(), assessment.plan(&PlanOptions::default()).unwrap());
    (instrument, card, plan)
}

/// Texts that would do something, or break something, where they are not taken as texts.
pub(crate) const HOSTILE: [&str; 8] = [
    "<b>bold</b> & <script>alert('1')</script> ]]> &amp; \"quoted\"",
    "=HYPERLINK(\"https://example.org\";\"here\")",
    "@SUM(A1:A9)",
    "emoji 👩‍👩‍👧 🏳️‍🌈 and e\u{301}",
    "العربية داخل نص 123",
    "日本語のテキスト",
    "{ TOC \\o \"1-9\" } PAGE",
    "    four blanks",
];

/// A document in which every text is hostile, and every kind of block is there, full and empty.
pub(crate) fn hostile(rtl: bool) -> Document {
    let text = |index: usize| HOSTILE[index % HOSTILE.len()];
    let long = "w".repeat(10_000);
    let column = |heading: &str, number, width| Column { heading: heading.to_owned(), number, width };
    let row = |depth, strong| Row {
        depth,
        strong,
        cells: vec![text(0).into(), text(1).into(), Text::plain("12.5"), text(3).into()],
    };
    let table = Table {
        caption: text(0).into(),
        columns: vec![
            column("Part", false, 4),
            column(&"Unbreakable".repeat(9), false, 1),
            column("Score", true, 1),
            column("Note", false, 3),
        ],
        rows: vec![row(0, true), row(1, false), row(2, false), row(90, false)],
    };
    let section = |id: &str, blocks, sections| Section {
        id: id.to_owned(),
        heading: format!("{id} {}", text(0)),
        new_page: false,
        blocks,
        sections,
    };
    let linked = Text::plain("a ")
        .and_strong("strong")
        .and_quiet(" quiet ")
        .and_link("link", "https://example.org/Zürich?a=b&c=\"d\"|[e]#f#g");
    let unlinked = Text::default().and_link("no link", "javascript:alert(1)");
    let item = |text: Text, below| Item { text, below };
    let list = |numbered| {
        Block::List(List {
            numbered,
            items: vec![item(text(4).into(), vec![text(5).into()]), item(long.as_str().into(), vec![])],
        })
    };
    let figure = |value: &str| KeyFigure { value: value.into(), name: text(0).into(), note: text(5).into() };
    let picture = |data| Picture { chart: chart(), caption: text(0).into(), data };
    let deep = section("s1-1-1-1-1", vec![], vec![]);
    let deep = section("s1-1-1-1", vec![], vec![deep]);
    let deep = section("s1-1-1", vec![], vec![deep]);
    let empty = Table { caption: String::new(), columns: vec![], rows: vec![] };
    Document {
        language: if rtl { "ar" } else { "en" }.into(),
        rtl,
        title: text(0).into(),
        subtitle: text(4).into(),
        facts: vec![Fact { name: text(0).into(), value: linked.clone() }],
        contents: "Contents".into(),
        sections: vec![
            section(
                "s1",
                (0..HOSTILE.len()).map(|index| Block::Paragraph(text(index).into())).collect(),
                vec![section(
                    "s1-1",
                    vec![
                        Block::Note(linked.clone()),
                        Block::Note(unlinked),
                        Block::Paragraph(long.as_str().into()),
                    ],
                    vec![deep],
                )],
            ),
            section("s2", vec![list(true), list(true), list(false)], vec![]),
            section(
                "s3",
                vec![Block::Table(table.clone()), Block::Table(table.clone()), Block::Table(empty)],
                vec![],
            ),
            section(
                "s4",
                vec![
                    Block::Chart(Box::new(picture(Some(Table { caption: String::new(), ..table })))),
                    Block::Chart(Box::new(picture(None))),
                ],
                vec![],
            ),
            section(
                "s5",
                vec![
                    Block::Figures(vec![figure("55.4"), figure("1"), figure(""), figure("9"), figure("5")]),
                    Block::Figures(vec![]),
                    Block::Facts(vec![]),
                    Block::Paragraph(Text::default()),
                ],
                vec![],
            ),
            section("s6", vec![], vec![]),
        ],
        footer: text(0).into(),
        page: "Page".into(),
        labels: Labels {
            figure: "Figure".into(),
            table: "Table".into(),
            data: "The figure as a table".into(),
        },
    }
}

fn chart() -> Chart {
    let axis = || Axis { title: "days".into(), end: 1.0, ticks: vec![] };
    Chart {
        id: "c".into(),
        title: HOSTILE[0].into(),
        description: HOSTILE[0].into(),
        width: 720,
        rtl: false,
        drawing: Drawing::Scatter(Scatter { across: axis(), up: axis(), points: vec![], groups: vec![] }),
    }
}
