// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Everything that the heading of a column can name.

use std::collections::BTreeSet;

use super::cell::{Wording, spoken};
use super::heading::Meaning;
use super::holds::{About, Aspect, Holds};
use super::labels::Labels;
use super::lookup::{Lookup, Spelled};
use super::names::{Named, Names};
use super::text::{bare, fold, key};
use crate::id::ItemId;
use crate::instrument::program::{Item, Program, Scoring};
use crate::instrument::table::Q;
use crate::instrument::{Instrument, Part};

/// What an id names.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    Question(Q),
    Gone(ItemId),
}

/// A meaning, and whether it was found by an id or a name in forms rather than by a text.
pub(super) struct Found {
    pub(super) meaning: Meaning,
    pub(super) by_name: bool,
}

impl Found {
    pub(super) const NOTHING: Self = Self { meaning: Meaning::Nothing, by_name: false };
}

/// Names of questions, of what a form asks beside them, of groups and of the city.
#[derive(Debug)]
pub(super) struct Vocabulary<'a> {
    pub(super) program: &'a Program,
    wording: &'a Wording,
    pub(super) ids: Lookup<Subject>,
    pub(super) rows: Lookup<Named>,
    pub(super) prompts: Lookup<Q>,
    pub(super) groups: Lookup<()>,
    /// The group of a form that asks about the city.
    pub(super) city: Lookup<()>,
    pub(super) aspects: Lookup<Aspect>,
    pub(super) abouts: Lookup<About>,
    /// The first words of all that names a question, and what may follow it: most headings of other
    /// tables have none.
    beginnings: BTreeSet<String>,
    endings: BTreeSet<String>,
    /// Bytes of the longest name of a question, and of what may follow it, with all that may stand around
    /// them.
    longest: usize,
    longest_ending: usize,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn of(instrument: &Instrument, part: &'a Part, wording: &'a Wording) -> Self {
        let labels = Labels::of(instrument.definition());
        let mut words = Self {
            program: &part.program,
            wording,
            ids: Lookup::default(),
            rows: Lookup::default(),
            prompts: Lookup::default(),
            groups: Lookup::default(),
            city: Lookup::default(),
            aspects: Lookup::default(),
            abouts: Lookup::default(),
            beginnings: BTreeSet::new(),
            endings: wording.choice_names(),
            longest: 0,
            longest_ending: 0,
        };
        words.add_items(instrument, &labels);
        words.add_customary(&labels);
        let names = words.aspects.names().map(|name| bare(&key(name)));
        words.endings.extend(names.collect::<Vec<_>>());
        // Twice as long for a text that came with unseen signs, and some more for an id beside it.
        words.longest = 2 * words.longest + 200;
        words.longest_ending = 2 * words.endings.iter().map(String::len).max().unwrap_or_default() + 20;
        words
    }

    fn add_items(&mut self, instrument: &Instrument, labels: &Labels<'_>) {
        for (position, plan) in self.program.questions.iter() {
            self.ids.add(plan.id.as_str(), Subject::Question(position));
            self.note(plan.id.as_str());
            for text in labels.of_question(plan.id.as_str()) {
                self.prompts.add(&text.prompt, position);
                self.note(&text.prompt);
            }
        }
        instrument.definition().root.each_question(&mut |question| {
            if !self.program.items.contains_key(&question.id) {
                self.ids.add(question.id.as_str(), Subject::Gone(question.id.clone()));
                self.note(question.id.as_str());
            }
        });
        for (thing, name) in Names::of(instrument.definition()).iter() {
            if let Named::Node(id) = thing {
                self.groups.add(id.as_str(), ());
                labels.titles(id.as_str()).for_each(|title| self.groups.add(title, ()));
            }
            if matches!(thing, Named::Node(_) | Named::City) {
                self.groups.add(name, ());
            }
            if *thing == Named::City {
                self.city.add(name, ());
            }
            self.rows.add(name, thing.clone());
            self.note(name);
        }
    }

    fn note(&mut self, name: &str) {
        self.beginnings.insert(beginning(name));
        self.longest = self.longest.max(name.len());
    }

    fn add_customary(&mut self, labels: &Labels<'_>) {
        let names = [
            ("state", Aspect::State),
            ("reason", Aspect::Reason),
            ("note", Aspect::Note),
            ("evidence", Aspect::Evidence),
            ("confidence", Aspect::Confidence),
            ("role", Aspect::Role),
            ("at", Aspect::At),
        ];
        for (name, aspect) in names {
            self.aspects.add(name, aspect);
        }
        for about in About::ALL {
            self.abouts.add(about.as_str(), *about);
        }
        for words in spoken(labels) {
            let aspects = [
                (words.reason, Aspect::Reason),
                (words.note, Aspect::Note),
                (words.evidence, Aspect::Evidence),
            ];
            for (list, aspect) in aspects {
                list.iter().for_each(|word| self.aspects.add(word, aspect.clone()));
            }
            self.aspects.add(words.no_answer, Aspect::State);
            let abouts = [
                (words.city, About::City),
                (words.date, About::Date),
                (words.population, About::Population),
                (words.country, About::Country),
                (words.region, About::Region),
                (words.income_class, About::IncomeClass),
                (words.languages, About::Languages),
                (words.membership, About::Membership),
            ];
            for (list, about) in abouts {
                list.iter().for_each(|word| self.abouts.add(word, about));
            }
            self.groups.add(words.about, ());
            self.city.add(words.about, ());
        }
    }

    /// Whether the text is what forms ask about an answer, without a word of which question.
    pub(super) fn asks_beside(&self, text: &str) -> bool {
        let asks = text.trim_end().ends_with(['?', '？', '؟']);
        asks && matches!(self.aspects.one(text), Some(Aspect::State | Aspect::Reason))
    }

    /// Whether the text may be a name with something around it: looking it up costs more.
    pub(super) fn may_name(&self, text: &str) -> bool {
        let bracketed = text.starts_with(['[', '(']);
        !text.is_empty()
            && text.len() <= self.longest
            && (bracketed || self.beginnings.contains(&beginning(text)))
    }

    /// Whether the text is something that may follow the name of a question.
    pub(super) fn may_follow(&self, text: &str) -> bool {
        text.len() <= self.longest_ending && self.endings.contains(&bare(&key(text)))
    }

    pub(super) fn is_share(&self, question: Q) -> bool {
        let plan = self.program.questions.get(question);
        plan.is_some_and(|plan| matches!(&plan.scoring, Scoring::Number { range, .. } if range.share))
    }

    pub(super) fn id(&self, question: Q) -> ItemId {
        self.program.questions[question].id.clone()
    }

    /// A question by its id, its name, its text, or its id with its text; any of them with a mark that
    /// its numbers are percent.
    pub(super) fn subject(&self, text: &str) -> Found {
        let found = self.unmarked(text);
        let Some(before) = before_percent(text) else { return found };
        // The mark may be part of the text of the question.
        let own = found.meaning != Meaning::Nothing;
        let found = if own { found } else { self.unmarked(before) };
        let Meaning::Clear(Holds::Question { id, what: Aspect::Answer }) = &found.meaning else {
            return found;
        };
        let Some(Item::Question(question)) = self.program.items.get(id).copied() else { return found };
        if self.is_share(question) {
            let meaning = Meaning::Clear(Holds::Question { id: id.clone(), what: Aspect::Percent });
            return Found { meaning, by_name: found.by_name };
        }
        if own { found } else { Found::NOTHING }
    }

    fn unmarked(&self, text: &str) -> Found {
        let one = |question, by_name| {
            let holds = Holds::Question { id: self.id(question), what: Aspect::Answer };
            Found { meaning: Meaning::Clear(holds), by_name }
        };
        let spelled = Spelled::of(text);
        match self.by_spelled(&spelled).as_slice() {
            [] => {}
            [Subject::Question(question)] => return one(*question, true),
            [Subject::Gone(id)] => return Found { meaning: Meaning::Gone(id.clone()), by_name: true },
            several => return Found { meaning: self.ambiguous(several), by_name: true },
        }
        match self.prompts.find_spelled(&spelled) {
            [] => self.with_text(text).map_or(Found::NOTHING, |question| one(question, false)),
            [question] => one(*question, false),
            several => {
                let ids = several.iter().map(|question| self.id(*question));
                Found { meaning: Meaning::Ambiguous(ids.collect()), by_name: false }
            }
        }
    }

    /// What an id, or the name that stands for it in a form, names.
    pub(super) fn by_name(&self, text: &str) -> Vec<Subject> {
        self.by_spelled(&Spelled::of(text))
    }

    fn by_spelled(&self, text: &Spelled<'_>) -> Vec<Subject> {
        let ids = self.ids.find_spelled(text);
        if !ids.is_empty() {
            return ids.to_vec();
        }
        let of_row = |named: &Named| match named {
            Named::Question(id, Aspect::Answer) => match self.program.items.get(id) {
                Some(Item::Question(question)) => Some(Subject::Question(*question)),
                _ => Some(Subject::Gone(id.clone())),
            },
            _ => None,
        };
        self.rows.find_spelled(text).iter().filter_map(of_row).collect()
    }

    fn ambiguous(&self, subjects: &[Subject]) -> Meaning {
        let ids = subjects.iter().map(|subject| match subject {
            Subject::Question(question) => self.id(*question),
            Subject::Gone(id) => id.clone(),
        });
        Meaning::Ambiguous(ids.collect())
    }

    /// An id with the text of its question, before it or after it in brackets. The id tells questions
    /// with the same text apart; another text than the question's is not taken for it.
    fn with_text(&self, text: &str) -> Option<Q> {
        let of = |id: &str, rest: &str| match self.by_name(id.trim_matches(is_sign)).as_slice() {
            [Subject::Question(question)] => {
                let rest = rest.trim_start_matches(is_sign);
                (rest.is_empty() || self.prompts.find(rest).contains(question)).then_some(*question)
            }
            _ => None,
        };
        let bracketed = text
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
            .or_else(|| text.strip_prefix('(').and_then(|rest| rest.split_once(')')));
        let leading = bracketed.or_else(|| text.split_once(char::is_whitespace));
        let trailing = text.strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '[']));
        leading
            .and_then(|(id, rest)| of(id, rest))
            .or_else(|| trailing.and_then(|(rest, id)| of(id, rest.trim_end_matches(['-', ' ']))))
    }

    /// What a text says of a question: one of its choices, or what the column holds beside the answer.
    pub(super) fn part(&self, id: &ItemId, text: &str) -> Option<Aspect> {
        let Some(Item::Question(question)) = self.program.items.get(id).copied() else { return None };
        match self.wording.picks(question, text) {
            [one] => self.wording.choices(question)?.choice(*one).map(Aspect::Chosen),
            _ => self.aspects.one(text).cloned(),
        }
    }
}

/// The letters and digits that a text begins with, folded.
fn beginning(text: &str) -> String {
    let start: String = text.chars().take(80).collect();
    let folded = bare(&fold(&start));
    let letters = folded.chars().skip_while(|letter| !letter.is_alphanumeric());
    letters.take_while(|letter| letter.is_alphanumeric()).take(30).collect()
}

/// Signs around an id or before a text.
pub(super) fn is_sign(letter: char) -> bool {
    matches!(letter, ' ' | '.' | ':' | '-' | '–' | '—' | ')' | '(' | '[' | ']' | '|' | '*')
}

/// What stands before a mark that numbers are percent.
pub(super) fn before_percent(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(['*', ' ']);
    let before = text.strip_suffix("(%)").or_else(|| text.strip_suffix("[%]"))?;
    Some(before.trim_end())
}
