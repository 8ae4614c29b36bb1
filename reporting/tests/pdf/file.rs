// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is given back: the same bytes, what could not be shown, and why nothing can be made.

use digirights_reporting::document::Document;
use digirights_reporting::{Audience, Format, Subject, Words};

use crate::samples::{arabic, city, instrument, written};
use crate::tools::{file, folder, fonts, information, objects, pages, read_aloud, text};
use crate::tree::{Element, File};

#[test]
fn the_same_document_gives_the_same_bytes() {
    for written in written().iter().filter(|written| !written.name.starts_with("hostile")) {
        assert!(written.pdf == written.document.to_pdf(&[]).unwrap(), "{}", written.name);
    }
    let parallel: Vec<_> = (0..2).map(|_| std::thread::spawn(|| arabic().to_pdf(&[]).unwrap())).collect();
    let here = arabic().to_pdf(&[]).unwrap();
    assert!(parallel.into_iter().all(|thread| thread.join().unwrap() == here));
    let path = file(&folder("file-same"), "same", &here.bytes);
    let said = information(&path);
    assert!(!said.contains("CreationDate") && !said.contains("ModDate"), "{said}");
    assert!(said.contains("digirights"), "{said}");
}

#[test]
fn two_documents_have_two_names() {
    let other = Document { footer: "another".into(), ..arabic() };
    let name = |document: &Document| {
        let path = file(&folder("file-name"), "name", &document.to_pdf(&[]).unwrap().bytes);
        objects(&path)["qpdf"][1]["trailer"]["value"]["/ID"][0].clone()
    };
    assert_ne!(name(&arabic()), name(&other));
}

#[test]
fn subjects_and_documents_write_it() {
    let instrument = instrument();
    let words = Words::new(&instrument, None).unwrap();
    let (card, plan) = city(&instrument, "midsized.json");
    let subject = Subject::new(&card, &words).with_plan(&plan);
    let written = subject.file(Audience::Political, Format::Pdf).unwrap();
    assert_eq!(written, subject.report(Audience::Political).to_pdf(&[]).unwrap().bytes);
    assert_eq!(Format::Pdf.media_type(), "application/pdf");
}

#[test]
fn a_page_for_everybody_is_one_page() {
    let instrument = instrument();
    let words = Words::new(&instrument, None).unwrap();
    let (card, plan) = city(&instrument, "midsized.json");
    let poster = Subject::new(&card, &words).with_plan(&plan).infographic().unwrap();
    let pdf = poster.to_pdf(words.language(), &[]).unwrap();
    assert!(pdf == poster.to_pdf(words.language(), &[]).unwrap() && pdf.missing.is_empty());
    let path = file(&folder("file-page"), "page", &pdf.bytes);
    let said = information(&path);
    assert!(said.contains("Pages:           1") && said.contains("595.5 x 842.25"), "{said}");
    assert!(said.contains(&poster.title), "{said}");
    assert!(read_aloud(&path).contains("Marenpoort"));
    assert!(fonts(&path).iter().all(|font| font.contains("NotoSans")));
    let objects = File::new(&objects(&path));
    assert_eq!(objects.catalogue()["/Lang"], "u:en");
    let tree = objects.tree();
    let figures: Vec<_> =
        tree.iter().flat_map(Element::all).filter(|element| element.tag == "Figure").collect();
    assert_eq!(figures.len(), 1);
    assert_eq!(figures[0].alternative.as_deref(), Some(poster.description.as_str()));
    let page = &pages(&path, 60)[0];
    assert!(page.grey.iter().any(|grey| *grey < 100));
}

#[test]
fn letters_that_no_font_has_are_told_of() {
    let pdf = &written().iter().find(|written| written.name == "hostile").unwrap().pdf;
    assert!(pdf.missing.contains(&'日') && pdf.missing.contains(&'👩') && !pdf.missing.contains(&'ع'));
    let font: &[u8] = include_bytes!("one-letter.ttf");
    let document = Document { subtitle: "東京".into(), rtl: false, language: "en".into(), ..arabic() };
    assert_eq!(document.to_pdf(&[]).unwrap().missing, ['京', '東']);
    let with = document.to_pdf(&[font]).unwrap();
    assert_eq!(with.missing, ['京']);
    let path = file(&folder("file-letter"), "letter", &with.bytes);
    assert!(text(&path).contains('東'), "{}", text(&path));
}

#[test]
fn what_cannot_be_made_says_why() {
    let error = arabic().to_pdf(&[b"no font"]).unwrap_err();
    assert_eq!((error.code(), error.found()), ("D0201", "7 bytes"));
    let untitled = Document { title: String::new(), ..arabic() };
    let error = untitled.to_pdf(&[]).unwrap_err();
    assert_eq!(error.code(), "D0202");
    assert!(error.found().contains("title"), "{error}");
    for language in ["", "?", "english-please"] {
        let document = Document { language: language.into(), ..arabic() };
        let error = document.to_pdf(&[]).unwrap_err();
        assert_eq!(error.code(), "D0202", "{language}: {error}");
    }
}
