// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Pages of a city that does not exist, and pages that nobody would make.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::{Card, CardSize, Figure, Infographic, Page, Parts, Points, Poster};
use crate::chart::tests::{check, elements, texts, words};
use crate::chart::{Cut, Radar, RadarWords, Reach, Spoke};

fn examples() -> Vec<(String, Poster)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/posters");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert_eq!(paths.len(), 4);
    let read = |path: &Path| Poster::from_json(&fs::read_to_string(path).unwrap()).unwrap();
    paths.iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), read(path))).collect()
}

#[test]
fn every_kind_of_page() {
    for (name, poster) in examples() {
        insta::assert_snapshot!(name, poster.svg().replace("><", ">\n<"));
    }
}

#[test]
fn texts_stay_inside_and_apart_and_whole() {
    for (name, mut poster) in examples() {
        for rtl in [false, true] {
            poster.rtl = rtl;
            let svg = poster.svg();
            assert!(!svg.contains("…</t") || name == "infographic", "{name} leaves words out");
            let all = elements(&svg);
            let page = all.last().unwrap();
            let texts = texts(&svg);
            for (at, text) in texts.iter().enumerate() {
                assert!(text.inside(page.number("width"), page.number("height")), "{name}: {text:?}");
                for other in &texts[at + 1..] {
                    assert!(!text.covers(other), "{name}: {text:?} covers {other:?}");
                }
            }
        }
    }
}

#[test]
fn an_id_that_cannot_be_is_refused() {
    let error = Poster::from_json(
        r#"{"id": "a b", "title": "", "description": "", "page": {"card": {"size": "wide", "city": "", "headline": "",
            "sentences": [], "figure": {"name": "", "value": ""}}}}"#,
    );
    assert_eq!(error.unwrap_err().code(), "D0103");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks_a_page(
        word in words(), other in words(), many in 0..40_usize, number in any::<f64>(), rtl in any::<bool>(),
    ) {
        let points = || Points { title: word.clone(), items: vec![other.clone(); many] };
        let reach = Some(Reach { low: number, point: Some(number), high: 0.5 });
        let figure = || Figure {
            name: other.clone(),
            value: word.clone(),
            bounds: word.clone(),
            level: other.clone(),
            reach,
            cuts: vec![Cut { at: number, blocked: rtl }; many],
        };
        let spoke = Spoke { name: word.clone(), reach, earlier: Some(number) };
        let infographic = Infographic {
            heading: word.clone(),
            city: other.clone(),
            date: word.clone(),
            score: figure(),
            parts: Some(Parts::Radar(Radar {
                spokes: vec![spoke; many],
                scale: vec![word.clone(); many],
                words: RadarWords { now: other.clone(), open: word.clone(), earlier: None },
            })),
            strengths: points(),
            gaps: points(),
            next: points(),
            reading: points(),
            footer: vec![word.clone(); many],
        };
        let card = |size| Card {
            size,
            city: word.clone(),
            headline: other.clone(),
            sentences: vec![word.clone(); many],
            figure: figure(),
            source: other.clone(),
        };
        let cards = [CardSize::Wide, CardSize::Square, CardSize::Tall].map(|size| Page::Card(Box::new(card(size))));
        for page in cards.into_iter().chain([Page::Infographic(Box::new(infographic))]) {
            let poster = Poster { id: other.clone(), title: word.clone(), description: other.clone(), rtl, page };
            check(&poster.svg());
        }
    }
}
