// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Nothing in a questionnaire's folder is forgotten, and every questionnaire and sample is clean.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

use digirights::{Answers, merge};
use digirights_questionnaires::{Bundle, all, find};

type Outcome = Result<(), Box<dyn Error>>;

/// Names of all JSON files below a folder, relative to it.
fn json_files(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            json_files(&entry.path(), &format!("{name}/"), found)?;
        } else if Path::new(&name).extension().is_some_and(|extension| extension == "json") {
            found.insert(name);
        }
    }
    Ok(())
}

fn parts(bundle: &Bundle, folder: &str) -> Result<Vec<(&'static str, Answers)>, Box<dyn Error>> {
    let in_folder = |name: &str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let mut parts = Vec::new();
    for (name, text) in bundle.samples().iter().filter(|(name, _)| in_folder(name)) {
        parts.push((*name, Answers::from_json(text)?));
    }
    Ok(parts)
}

#[test]
fn every_json_file_is_embedded() -> Outcome {
    for bundle in all() {
        let mut on_disk = BTreeSet::new();
        json_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(bundle.id()), "", &mut on_disk)?;
        let samples = bundle.samples().iter().map(|(name, _)| format!("samples/{name}"));
        let embedded: BTreeSet<String> =
            bundle.files().iter().map(|(name, _)| (*name).to_owned()).chain(samples).collect();
        assert_eq!(on_disk, embedded, "{}", bundle.id());
    }
    Ok(())
}

#[test]
fn every_questionnaire_is_found_and_has_neither_problems_nor_warnings() -> Outcome {
    for bundle in all() {
        assert_eq!(find(bundle.id()), Some(bundle));
        let instrument = bundle.instrument()?;
        assert_eq!(instrument.id().as_str(), bundle.id());
        assert_eq!(instrument.warnings(), []);
    }
    assert_eq!(find("no-such-questionnaire"), None);
    Ok(())
}

#[test]
fn every_sample_is_assessed_cleanly() -> Outcome {
    for bundle in all() {
        let instrument = bundle.instrument()?;
        for (name, text) in bundle.samples() {
            let assessment = instrument.assess(&Answers::from_json(text)?)?;
            assert!(assessment.is_clean(), "{name}: {:?}", assessment.unused());
        }
    }
    Ok(())
}

#[test]
fn the_parts_of_the_departments_make_up_the_city() -> Outcome {
    let bundle = find("digital-rights").ok_or("the flagship")?;
    let parts = parts(bundle, "midsized-parts")?;
    let merged = merge(parts.iter().map(|(name, part)| (*name, part)))?;
    assert!(merged.conflicts().is_empty());
    let (_, whole) =
        bundle.samples().iter().find(|(name, _)| *name == "midsized.json").ok_or("the sample")?;
    let whole = Answers::from_json(whole)?;
    let (merged, whole) = (merged.answers().document(), whole.document());
    assert_eq!((&merged.city, &merged.date, &merged.context), (&whole.city, &whole.date, &whole.context));
    assert!(merged.answers.keys().eq(whole.answers.keys()));
    for (question, answer) in &whole.answers {
        let other = merged.answers.get(question).ok_or("answered in a part")?;
        assert!(other.says_the_same(answer), "{question}");
        assert_eq!(
            (&other.note, &other.evidence, &other.confidence, &other.role, &other.at),
            (&answer.note, &answer.evidence, &answer.confidence, &answer.role, &answer.at),
            "{question}"
        );
    }
    Ok(())
}

#[test]
fn the_parts_in_conflict_disagree_on_two_questions() -> Outcome {
    let bundle = find("digital-rights").ok_or("the flagship")?;
    let parts = parts(bundle, "midsized-parts-conflict")?;
    let merged = merge(parts.iter().map(|(name, part)| (*name, part)))?;
    let conflicts: Vec<&str> = merged.conflicts().keys().map(String::as_str).collect();
    assert_eq!(conflicts, ["M07.5", "M14.5"]);
    Ok(())
}
