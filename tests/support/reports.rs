// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Prints a JSON object by name: of every chart and report of the sample cities, and of every chart that is drawn
//! from data, the digest (SHA-256), or the code of the reason why there is none. The bindings hold theirs
//! against it.
#![expect(clippy::print_stdout, reason = "a program for other programs")]
#![expect(clippy::expect_used, reason = "the files are those of the project")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use digirights::{Answers, Assessment, Instrument, PlanOptions, Scorecard};
use digirights_reporting::chart::Chart;
use digirights_reporting::document::Document;
use digirights_reporting::{Audience, Error, FigureKind, Format, Subject, Words};
use sha2::{Digest, Sha256};

/// Charts change their form with the room they have.
const WIDTHS: [u32; 2] = [320, 720];

fn main() {
    let mut digests = BTreeMap::new();
    for bundle in digirights_questionnaires::all() {
        let instrument = bundle.instrument().expect("a questionnaire on board is sound");
        let Some((_, first)) = bundle.samples().iter().min() else { continue };
        let earlier = held(&instrument, first).score();
        for (name, text) in bundle.samples() {
            for (file, made) in files(&held(&instrument, text), &earlier) {
                digests.insert(format!("{}/{name} {file}", bundle.id()), told(made));
            }
        }
    }
    let charts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reporting/tests/charts");
    for entry in fs::read_dir(charts).expect("a folder").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a file");
        let svg = Chart::from_json(&text).map(|chart| chart.svg().into_bytes());
        digests.insert(entry.file_name().to_string_lossy().into_owned(), told(svg));
    }
    println!("{}", serde_json::json!(digests));
}

fn held(instrument: &Instrument, answers: &str) -> Assessment {
    instrument.assess(&Answers::from_json(answers).expect("a sample can be read")).expect("a sample fits")
}

/// A file, or why there is none.
type Made = Result<Vec<u8>, Error>;

/// Everything that can be made of a result with a plan and an earlier result, without pixels.
fn files(assessment: &Assessment, earlier: &Scorecard) -> Vec<(String, Made)> {
    let words = Words::new(assessment.instrument(), None).expect("its first language");
    let (card, plan) = (assessment.score(), assessment.plan(&PlanOptions::default()).expect("no goal"));
    let subject = Subject::new(&card, &words).with_plan(&plan);
    let subject = subject.with_earlier(earlier).expect("two results of one questionnaire");
    let document = |document: Document, format| match format {
        Format::Docx => Ok(document.to_docx(|_| None)),
        _ => document.to_file(format),
    };
    let mut files = Vec::new();
    for kind in FigureKind::ALL {
        for width in WIDTHS {
            let svg = subject.figure(kind, width).map(|figure| figure.chart.svg().into_bytes());
            files.push((format!("{kind}-{width}.svg"), svg));
        }
    }
    // The typesetter that makes PDF is too large for bindings.
    let made_everywhere = |format: &Format| *format != Format::Pdf;
    for format in Format::ALL.into_iter().filter(made_everywhere) {
        for audience in Audience::ALL {
            let made = match format {
                Format::Xlsx | Format::Csv => subject.file(audience, format),
                _ => document(subject.report(audience), format),
            };
            files.push((format!("{audience}.{format}"), made));
        }
    }
    for format in Format::OF_DOCUMENTS.into_iter().filter(made_everywhere) {
        let made = subject.comparison_report().and_then(|report| document(report, format));
        files.push((format!("comparison.{format}"), made));
    }
    files.push(("infographic.svg".to_owned(), subject.infographic().map(|page| page.svg().into_bytes())));
    files.push(("campaign.zip".to_owned(), subject.campaign_kit(|_| None)));
    files
}

/// The digest of a file, or the code of the reason why there is none.
fn told(made: Made) -> String {
    let digest = |bytes: Vec<u8>| {
        Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    };
    made.map_or_else(|error| error.code().to_owned(), digest)
}
