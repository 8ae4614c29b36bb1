// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is written as PDF: reports on cities, and a document of texts that nobody would want.

#[path = "../office/sample.rs"]
#[expect(dead_code, reason = "documents for word processors have more samples")]
mod office;

use std::path::PathBuf;
use std::sync::LazyLock;

use digirights::{Answers, Assessment, Instrument, Plan, PlanOptions};
use digirights_questionnaires::find;
use digirights_reporting::document::{
    Block, Column, Document, Fact, Item, KeyFigure, Labels, List, Picture, Row, Section, Table, Text,
};
use digirights_reporting::{Audience, Pdf, Subject, Words};

use crate::tools;

pub(crate) use office::{city, hostile, instrument};

/// Answers that say nothing.
pub(crate) fn nothing(instrument: &Instrument) -> Assessment {
    let answers =
        r#"{"format": "1.0", "questionnaire": {"id": "digital-rights", "version": "1.0.0"}, "answers": {}}"#;
    instrument.assess(&Answers::from_json(answers).unwrap()).unwrap()
}

/// A city whose name is wider than a page.
pub(crate) fn long_name(instrument: &Instrument) -> Assessment {
    let (_, sample) = find("digital-rights").unwrap().samples()[0];
    let mut sample: serde_json::Value = serde_json::from_str(sample).unwrap();
    let name = format!("{} {}", "Sankt ".repeat(40), "Llanfairpwllgwyngyll".repeat(12));
    sample["city"] = name.into();
    instrument.assess(&Answers::from_json(&sample.to_string()).unwrap()).unwrap()
}

pub(crate) fn planned(assessment: &Assessment) -> Plan {
    assessment.plan(&PlanOptions::default()).unwrap()
}

/// A report with its PDF, written once for all tests.
pub(crate) struct Written {
    pub(crate) name: &'static str,
    pub(crate) document: Document,
    pub(crate) pdf: Pdf,
}

impl Written {
    /// As a file in a folder of a test's own.
    pub(crate) fn file(&self, test: &str) -> PathBuf {
        tools::file(&tools::folder(&format!("{test}-{}", self.name)), self.name, &self.pdf.bytes)
    }
}

/// Every kind of report.
pub(crate) fn written() -> &'static [Written] {
    static WRITTEN: LazyLock<Vec<Written>> = LazyLock::new(|| {
        let write = |(name, document): (_, Document)| {
            let pdf = document.to_pdf(&[]).unwrap();
            Written { name, document, pdf }
        };
        documents().into_iter().map(write).collect()
    });
    &WRITTEN
}

fn documents() -> Vec<(&'static str, Document)> {
    let instrument = instrument();
    let words = Words::new(&instrument, None).unwrap();
    let (card, plan) = city(&instrument, "midsized.json");
    let (other, _) = city(&instrument, "largecity.json");
    let subject = Subject::new(&card, &words).with_plan(&plan).with_earlier(&other).unwrap();
    let empty = nothing(&instrument);
    let (empty_card, empty_plan) = (empty.score(), planned(&empty));
    let empty = Subject::new(&empty_card, &words).with_plan(&empty_plan);
    let long = long_name(&instrument);
    let (long_card, long_plan) = (long.score(), planned(&long));
    let long = Subject::new(&long_card, &words).with_plan(&long_plan);
    vec![
        ("technical", subject.report(Audience::Technical)),
        ("political", subject.report(Audience::Political)),
        ("comparison", subject.comparison_report().unwrap()),
        ("nothing", empty.report(Audience::Technical)),
        ("nothing-political", empty.report(Audience::Political)),
        ("long-name", long.report(Audience::Political)),
        ("arabic", arabic()),
        ("hostile", hostile(false)),
        ("hostile-mirrored", hostile(true)),
    ]
}

/// All sections, those inside others, too.
pub(crate) fn sections(document: &Document) -> Vec<&Section> {
    fn all(section: &Section) -> Vec<&Section> {
        std::iter::once(section).chain(section.sections.iter().flat_map(all)).collect()
    }
    document.sections.iter().flat_map(all).collect()
}

/// All blocks of a document.
pub(crate) fn blocks(document: &Document) -> Vec<&Block> {
    sections(document).into_iter().flat_map(|section| &section.blocks).collect()
}

/// A report in Arabic, with numbers and Latin words in it.
pub(crate) fn arabic() -> Document {
    let chart = include_str!("../charts/radar.json");
    let mut chart = digirights_reporting::chart::Chart::from_json(chart).unwrap();
    chart.rtl = true;
    chart.title = "الدرجات حسب المجال".into();
    let column = |heading: &str, number, width| Column { heading: heading.into(), number, width };
    let cells = |name: &str, score: &str| vec![Text::plain(name), Text::plain(score)];
    let row = |depth, name: &str, score: &str| Row { depth, strong: depth == 0, cells: cells(name, score) };
    let table = Table {
        caption: "الدرجات".into(),
        columns: vec![column("المجال", false, 3), column("الدرجة", true, 1)],
        rows: vec![
            row(0, "الأسس", "53.2"),
            row(1, "الخصوصية وحماية البيانات (GDPR)", "48"),
            row(1, "الشفافية", "61"),
        ],
    };
    let item = |text: &str| Item { text: text.into(), below: vec!["خلال 6 أشهر".into()] };
    let blocks = vec![
        Block::Paragraph(
            Text::plain("حصلت المدينة على 53.2 من 100 نقطة، بين ").and_strong("48 و60").and("."),
        ),
        Block::Note("هذا تقييم ذاتي ولم يدققه أحد.".into()),
        Block::Figures(vec![KeyFigure {
            value: "53.2".into(),
            name: "الدرجة من 100".into(),
            note: "بين 48 و60".into(),
        }]),
        Block::List(List {
            numbered: true,
            items: vec![item("تعيين مسؤول عن الحقوق الرقمية"), item("نشر سجل للخوارزميات")],
        }),
        Block::Table(table),
        Block::Chart(Box::new(Picture {
            chart, caption: "الدرجات حسب المجال".into(), data: None
        })),
    ];
    let section = |id: &str, heading: &str, blocks, sections| Section {
        id: id.into(),
        heading: heading.into(),
        new_page: false,
        blocks,
        sections,
    };
    let fact = |name: &str, value: &str| Fact { name: name.into(), value: value.into() };
    Document {
        language: "ar".into(),
        rtl: true,
        title: "التقييم الذاتي للحقوق الرقمية".into(),
        subtitle: "مدينة مارينبورت".into(),
        facts: vec![fact("التاريخ", "2026-09-30"), fact("الاستبيان", "digital-rights 1.0.0")],
        contents: "المحتويات".into(),
        sections: vec![section(
            "s",
            "أين نقف",
            blocks,
            vec![section(
                "t",
                "ما يجب فعله أولا",
                vec!["لا شيء بعد".into()].into_iter().map(Block::Paragraph).collect(),
                vec![],
            )],
        )],
        footer: "مارينبورت: تقييم ذاتي".into(),
        page: "صفحة".into(),
        labels: Labels {
            figure: "الشكل".into(), table: "الجدول".into(), data: "الشكل كجدول".into()
        },
    }
}
