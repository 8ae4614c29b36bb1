// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Reports of the sample cities, of nothing answered, and of hostile texts.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use digirights::{Answers, Assessment, Instrument, PlanOptions, Scorecard, Target};
use digirights_reporting::document::{Block, Document, Section};
use digirights_reporting::{Audience, FigureKind, Subject, Words};

fn flagship() -> Instrument {
    digirights_questionnaires::find("digital-rights").unwrap().instrument().unwrap()
}

fn sample(name: &str) -> Answers {
    let bundle = digirights_questionnaires::find("digital-rights").unwrap();
    let (_, text) = bundle.samples().iter().find(|(found, _)| *found == name).unwrap();
    Answers::from_json(text).unwrap()
}

fn assessed(instrument: &Instrument, name: &str) -> Assessment {
    instrument.assess(&sample(name)).unwrap()
}

/// Every report that can be made of an assessment, with an earlier one where there is one.
fn reports(
    instrument: &Instrument,
    assessment: &Assessment,
    options: &PlanOptions,
    earlier: Option<&Scorecard>,
) -> Vec<(&'static str, Document)> {
    let words = Words::new(instrument, None).unwrap();
    let card = assessment.score();
    let plan = assessment.plan(options).unwrap();
    let mut subject = Subject::new(&card, &words).with_plan(&plan);
    let mut found = Vec::new();
    if let Some(earlier) = earlier {
        subject = subject.with_earlier(earlier).unwrap();
        found.push(("comparison", subject.comparison_report().unwrap()));
    }
    found.extend(Audience::ALL.map(|audience| (audience.as_str(), subject.report(audience))));
    found
}

/// A document for the eye. A release does not change the pictures.
fn picture(document: &Document) -> String {
    let engine = format!("digirights {}", digirights::ENGINE);
    document.to_markdown().replace(&engine, "digirights [version]")
}

/// No key of a text is left where its text should stand.
fn no_key_is_left(name: &str, text: &str) {
    for key in [
        "title.",
        "cover.",
        "column.",
        "figure.",
        "state.",
        "node.",
        "read.",
        "method.",
        "verify.",
        "action.",
        "political.",
        "target.",
        "comparison.",
    ] {
        for (at, _) in text.match_indices(key) {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let after = text[at + key.len()..].chars().next().unwrap_or(' ');
            assert!(
                !(before.is_whitespace() || before == '>') || !after.is_ascii_lowercase(),
                "{name}: {}",
                &text[at..(at + 40).min(text.len())]
            );
        }
    }
}

#[test]
fn sample_cities_have_whole_reports() {
    let instrument = flagship();
    let earlier = assessed(&instrument, "midsized-2025.json").score();
    for name in ["smalltown.json", "midsized.json", "largecity.json"] {
        let (earlier, target) = match name {
            "midsized.json" => (Some(&earlier), Some(Target::Level("advancing".parse().unwrap()))),
            _ => (None, None),
        };
        let options = PlanOptions { target, ..PlanOptions::default() };
        for (kind, document) in reports(&instrument, &assessed(&instrument, name), &options, earlier) {
            let html = document.to_html();
            no_key_is_left(&format!("{name} {kind}"), &html);
            assert_eq!(html, document.to_html(), "the same bytes every time");
            well_formed(&html);
            let stem = name.trim_end_matches(".json");
            insta::assert_snapshot!(format!("{stem}-{kind}"), picture(&document));
        }
    }
}

#[test]
fn nothing_answered_has_a_report_as_well() {
    let instrument = flagship();
    let empty =
        r#"{"format": "1.0", "questionnaire": {"id": "digital-rights", "version": "1.0.0"}, "answers": {}}"#;
    let assessment = instrument.assess(&Answers::from_json(empty).unwrap()).unwrap();
    for (kind, document) in reports(&instrument, &assessment, &PlanOptions::default(), None) {
        well_formed(&document.to_html());
        insta::assert_snapshot!(format!("nothing-{kind}"), picture(&document));
    }
}

#[test]
fn texts_of_people_show_as_typed_and_do_nothing() {
    let instrument = flagship();
    let hostile = "<script>alert(1)</script> \" onload=\"x ![](x) {{7*7}} =1+1 \u{1b}[31m\u{202e}";
    let answers = format!(
        r#"{{"format": "1.0", "questionnaire": {{"id": "digital-rights", "version": "1.0.0"}}, "city": {city}, "answers": {{
            "M01.1": {{"value": "partly", "note": {city}, "evidence": ["javascript:alert(1)", "https://example.org/?a=1&b=<2>"], "role": {city}}}
        }}}}"#,
        city = serde_json::to_string(hostile).unwrap()
    );
    let assessment = instrument.assess(&Answers::from_json(&answers).unwrap()).unwrap();
    for (kind, document) in reports(&instrument, &assessment, &PlanOptions::default(), None) {
        let html = document.to_html();
        well_formed(&html);
        assert!(!html.contains("<script"), "{kind}");
        assert!(!html.contains("javascript:alert(1)\""), "{kind}");
        assert!(!html.contains('\u{1b}') && !html.contains('\u{202e}'), "{kind}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{kind}");
        let markdown = document.to_markdown();
        assert!(!markdown.replace("\\<", "").replace("](<", "").contains('<'), "{kind}");
        assert!(markdown.contains("\\<script\\>"), "{kind}");
    }
}

#[test]
fn a_questionnaire_without_texts_levels_or_actions_has_reports() {
    let instrument = digirights::Questionnaire::from_json(
        r#"{"format": "1.0", "id": "mini", "version": "1.0.0", "root": {"id": "whole", "rule": "sum", "maximum": 7, "children": [
            {"id": "q1", "answer": {"kind": "yes_no"}, "maximum": 3}, {"id": "q2", "answer": {"kind": "yes_no"}, "maximum": 4}]}}"#,
    )
    .unwrap()
    .check()
    .unwrap();
    let answers =
        r#"{"format": "1.0", "questionnaire": {"id": "mini", "version": "1.0.0"}, "answers": {"q1": true}}"#;
    let assessment = instrument.assess(&Answers::from_json(answers).unwrap()).unwrap();
    for (kind, document) in reports(&instrument, &assessment, &PlanOptions::default(), None) {
        well_formed(&document.to_html());
        insta::assert_snapshot!(format!("mini-{kind}"), picture(&document));
    }
}

#[test]
fn every_section_of_the_questionnaire_is_there() {
    let instrument = flagship();
    let reports =
        reports(&instrument, &assessed(&instrument, "midsized.json"), &PlanOptions::default(), None);
    let (_, technical) = reports.iter().find(|(kind, _)| *kind == "technical").unwrap();
    let mut ids = Vec::new();
    let mut questions = String::new();
    each(&technical.sections, &mut |section| {
        ids.push(section.id.clone());
        for block in &section.blocks {
            if let Block::Table(table) = block {
                questions.extend(table.rows.iter().map(|row| row.cells.first().unwrap().letters()));
            }
        }
    });
    instrument.definition().root.each_node(&mut |node| {
        assert!(
            node.id == instrument.definition().root.id || ids.contains(&format!("part-{}", node.id)),
            "{}",
            node.id
        );
    });
    instrument.definition().root.each_question(&mut |question| {
        assert!(questions.contains(&format!(" {}", question.id)), "{}", question.id);
    });
    let mut sorted = ids.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), ids.len(), "no id stands twice");
}

fn each(sections: &[Section], visit: &mut impl FnMut(&Section)) {
    for section in sections {
        visit(section);
        each(&section.sections, visit);
    }
}

#[test]
fn charts_are_asked_for_by_name() {
    let instrument = flagship();
    let words = Words::new(&instrument, None).unwrap();
    let assessment = assessed(&instrument, "midsized.json");
    let (card, plan) = (assessment.score(), assessment.plan(&PlanOptions::default()).unwrap());
    let subject = Subject::new(&card, &words);
    assert_eq!(
        subject.figures(),
        [FigureKind::Radar, FigureKind::Bars, FigureKind::HeatMap, FigureKind::Gaps]
    );
    let error = subject.figure(FigureKind::Roadmap, 720).unwrap_err();
    assert_eq!(error.to_string(), "D0003: roadmap: found no plan, expected one");
    let subject = subject.with_plan(&plan);
    assert_eq!(subject.figures(), FigureKind::ALL);
    let error = "rader".parse::<FigureKind>().unwrap_err();
    assert_eq!((error.code(), error.to_string().contains("did you mean `radar`?")), ("D0002", true));
    let error = Words::new(&instrument, Some("e")).unwrap_err();
    assert_eq!(error.to_string(), "D0001: language: found `e`, expected `en` (did you mean `en`?)");
    let error = "politcal".parse::<Audience>().unwrap_err();
    assert!(error.to_string().contains("did you mean `political`?"));
}

/// What is for everybody can be read by everybody: no number without its bounds, a text for each picture.
#[test]
fn a_page_and_messages_for_everybody() {
    let instrument = flagship();
    let words = Words::new(&instrument, None).unwrap();
    let assessment = assessed(&instrument, "midsized.json");
    let (card, plan) = (assessment.score(), assessment.plan(&PlanOptions::default()).unwrap());
    let subject = Subject::new(&card, &words).with_plan(&plan);
    let page = subject.infographic().unwrap();
    let svg = page.svg();
    assert_eq!(svg, page.svg());
    for said in ["Marenpoort", "55.4", "between 55 and 55.9", "Progressing", "not audited"] {
        assert!(svg.contains(said), "{said}");
    }
    let messages = subject.campaign().unwrap();
    let said: Vec<String> =
        messages.iter().map(|message| format!("{}: {}", message.id, message.text)).collect();
    insta::assert_snapshot!("campaign", said.join("\n"));
    for message in &messages {
        assert_eq!(message.cards.len(), 3);
        for (_, card) in &message.cards {
            assert!(card.svg().contains("Marenpoort"));
            assert_eq!(card.description, message.alternative);
        }
    }
    let kit = || subject.campaign_kit(|_| Some(b"pixels".to_vec())).unwrap();
    assert!(kit() == kit(), "the same bytes every time");
    let kit = kit();
    let archive = zip::ZipArchive::new(std::io::Cursor::new(&kit)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.len(), 1 + 6 * messages.len());
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    assert!(has("cards/score-tall.png") && has("messages.html"));
    let empty =
        r#"{"format": "1.0", "questionnaire": {"id": "digital-rights", "version": "1.0.0"}, "answers": {}}"#;
    let card = instrument.assess(&Answers::from_json(empty).unwrap()).unwrap().score();
    let subject = Subject::new(&card, &words);
    assert_eq!(subject.infographic().unwrap_err().code(), "D0003");
    assert_eq!(subject.campaign().unwrap_err().code(), "D0003");
}

/// The gaps are what the engine says is missing.
#[test]
fn gaps_lead_from_the_score_to_the_full_score() {
    let instrument = flagship();
    let words = Words::new(&instrument, None).unwrap();
    for name in ["smalltown.json", "midsized.json", "largecity.json"] {
        let card = assessed(&instrument, name).score();
        let picture = Subject::new(&card, &words).figure(FigureKind::Gaps, 720).unwrap();
        let digirights_reporting::chart::Drawing::Waterfall(waterfall) = picture.chart.drawing else {
            panic!()
        };
        let (first, last) = (waterfall.steps.first().unwrap(), waterfall.steps.last().unwrap());
        assert!((first.to - card.root().score().unwrap().point()).abs() < 1e-9);
        assert!((last.to - 1.0).abs() < 1e-6, "{}", last.to);
    }
}

/// Every element that is opened is closed; those without content are HTML's own.
fn well_formed(html: &str) {
    let void = ["meta", "br", "hr", "img", "link", "input", "!DOCTYPE"];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        let name = tag
            .trim_start_matches('/')
            .split(|letter: char| letter.is_whitespace() || letter == '/')
            .next()
            .unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "near {}", &rest[..rest.len().min(60)]);
        } else if !void.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
}

#[test]
fn a_lens_is_drawn_with_a_bar_for_each_member() {
    let instrument = flagship();
    let (card, earlier) =
        (assessed(&instrument, "midsized.json").score(), assessed(&instrument, "midsized-2025.json").score());
    let words = Words::new(&instrument, None).unwrap();
    let subject = Subject::new(&card, &words).with_earlier(&earlier).unwrap();
    for lens in &instrument.definition().lenses {
        let picture = subject.lens(lens.id.as_str(), 480).unwrap();
        let svg = picture.chart.svg();
        let data = picture.data.unwrap();
        assert_eq!(data.rows.len(), lens.members.len());
        for (row, member) in data.rows.iter().zip(&lens.members) {
            assert_eq!(row.cells[0].letters(), words.member(lens.id.as_str(), member.id.as_str()));
            let score = card.lens(lens.id.as_str(), member.id.as_str()).unwrap();
            assert_eq!(row.cells[1].letters(), words.number(score.point() * 100.0));
            assert!(svg.contains(&format!(">{}</text>", row.cells[1].letters())));
        }
        assert!(svg.contains("dr-earlier-mark") && !picture.chart.description.is_empty());
    }
    let error = subject.lens("principals", 480).unwrap_err();
    assert_eq!((error.code(), error.nearest()), ("D0002", Some("principles")));
}
