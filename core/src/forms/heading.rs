// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the heading of a column means. A heading is read in one way or not at all: what could mean two
//! things, or only looks as if it meant something, is said and takes no part.

use super::cell::Wording;
use super::holds::{Aspect, Holds};
use super::names::{Named, sanitized};
use super::text::key;
use super::vocabulary::{Found, Subject, Vocabulary, is_sign};
use crate::id::ItemId;
use crate::instrument::program::Item;
use crate::instrument::{Instrument, Part};
use crate::problem::nearest;

/// Signs that form tools put between groups, questions and options.
const SEPARATORS: [char; 5] = ['/', ':', '-', '.', '|'];

/// Longest heading that is looked at, in bytes, and the most places where it is taken apart.
const LONGEST: usize = 4_000;
const PLACES: usize = 24;

/// What a heading means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    /// This.
    Clear(Holds),
    /// Several questions; none that is named, where it asks what forms ask beside every answer.
    Ambiguous(Vec<ItemId>),
    /// A question that is no longer asked.
    Gone(ItemId),
    /// Nothing, though it looks as if it were meant for this question.
    Unclear(ItemId),
    /// Nothing of the questionnaire.
    Nothing,
}

/// Reads headings.
#[derive(Debug)]
pub(crate) struct Headings<'a> {
    words: Vocabulary<'a>,
}

/// A place in a heading where a question may end, the sign there, and what follows it.
type End<'h> = (usize, &'h str, &'h str);

impl<'a> Headings<'a> {
    pub(crate) fn of(instrument: &Instrument, part: &'a Part, wording: &'a Wording) -> Self {
        Self { words: Vocabulary::of(instrument, part, wording) }
    }

    /// What a heading means. `search`: whether to look for the question that one without a meaning was
    /// perhaps meant for.
    pub(crate) fn read(&self, heading: &str, search: bool) -> Meaning {
        if heading.len() > LONGEST {
            return Meaning::Nothing;
        }
        let heading = seen(heading);
        let ends = self.ends(heading);
        let found = self.whole(heading, 0, &ends);
        if found.meaning != Meaning::Nothing {
            return found.meaning;
        }
        let mut perhaps = None;
        for (at, sign) in heading.match_indices(SEPARATORS).take(PLACES) {
            let found = self.whole(heading, at + sign.len(), &ends);
            let prefix = heading.get(..at).unwrap_or_default().trim();
            match found.meaning {
                Meaning::Nothing if self.words.city.one(prefix).is_some() => {
                    let rest = heading.get(at + sign.len()..).unwrap_or_default();
                    if let Some(about) = self.words.abouts.one(rest) {
                        return Meaning::Clear(Holds::About(*about));
                    }
                }
                Meaning::Nothing => {}
                meaning if self.may_lead(prefix, heading, at, &meaning, found.by_name) => return meaning,
                meaning => perhaps = perhaps.or_else(|| id_in(&meaning)),
            }
        }
        if let Some(about) = self.words.abouts.one(heading) {
            return Meaning::Clear(Holds::About(*about));
        }
        if is_technical(heading) {
            return Meaning::Nothing;
        }
        if self.words.asks_beside(heading) {
            return Meaning::Ambiguous(Vec::new());
        }
        let meant = || search.then(|| self.meant(heading)).flatten();
        perhaps.or_else(meant).map_or(Meaning::Nothing, Meaning::Unclear)
    }

    /// Every place where a question may end because what follows may follow a question, the last first.
    fn ends<'h>(&self, heading: &'h str) -> Vec<End<'h>> {
        let signs = |letter: char| {
            SEPARATORS.contains(&letter) || matches!(letter, '[' | '(' | '_' | ' ' | '–' | '—')
        };
        let end = |(at, sign): (usize, &'h str)| {
            let after = heading.get(at + sign.len()..)?.trim();
            let after = match sign {
                "[" => after.strip_suffix(']')?,
                "(" => after.strip_suffix(')')?,
                _ => after,
            };
            self.words.may_follow(after).then_some((at, sign, after))
        };
        heading.rmatch_indices(signs).take(2 * PLACES).filter_map(end).collect()
    }

    /// A heading from a place on: all of it, or what is left behind its groups.
    fn whole(&self, heading: &str, start: usize, ends: &[End<'_>]) -> Found {
        let text = heading.get(start..).unwrap_or_default().trim();
        if self.words.may_name(text) {
            let found = self.named(text);
            if found.meaning != Meaning::Nothing {
                return found;
            }
        }
        self.parts(heading, start, ends)
    }

    /// A row of a form, or a question.
    fn named(&self, text: &str) -> Found {
        let clear = |holds| Found { meaning: Meaning::Clear(holds), by_name: true };
        match self.words.rows.find(text) {
            // A name of a form is an id, or made from one: where it is not distinct, ids decide.
            [Named::Question(id, aspect)] if *aspect != Aspect::Answer => {
                if let Some(meaning) = self.beside(id, aspect) {
                    return Found { meaning, by_name: true };
                }
            }
            [Named::About(about)] => return clear(Holds::About(*about)),
            [Named::Questionnaire] => return clear(Holds::Questionnaire),
            _ => {}
        }
        self.words.subject(text)
    }

    /// What a form asks beside an answer.
    fn beside(&self, id: &ItemId, aspect: &Aspect) -> Option<Meaning> {
        let Some(Item::Question(position)) = self.words.program.items.get(id).copied() else { return None };
        let fits = *aspect != Aspect::Percent || self.words.is_share(position);
        fits.then(|| Meaning::Clear(Holds::Question { id: id.clone(), what: aspect.clone() }))
    }

    /// A question with a word for what the column holds of it, or with one of its options.
    fn parts(&self, heading: &str, start: usize, ends: &[End<'_>]) -> Found {
        let mut found: Option<Found> = None;
        for (end, sign, right) in ends.iter().filter(|(end, ..)| *end > start) {
            let left = heading.get(start..*end).unwrap_or_default().trim();
            if !self.words.may_name(left) {
                continue;
            }
            let left = self.words.subject(left);
            let meaning = match &left.meaning {
                Meaning::Clear(Holds::Question { id, what: Aspect::Answer }) => {
                    match self.words.part(id, right) {
                        // XLSForms call so the text beside a choice: `q_other` beside `q/other`.
                        Some(Aspect::Chosen(_)) if *sign == "_" => Meaning::Unclear(id.clone()),
                        Some(what) => Meaning::Clear(Holds::Question { id: id.clone(), what }),
                        None => continue,
                    }
                }
                Meaning::Ambiguous(ids) if ids.iter().any(|id| self.words.part(id, right).is_some()) => {
                    left.meaning
                }
                _ => continue,
            };
            match &mut found {
                Some(other) if other.meaning != meaning => {
                    let ids = [&other.meaning, &meaning].into_iter().filter_map(id_in);
                    other.meaning = Meaning::Ambiguous(ids.collect());
                    break;
                }
                Some(_) => {}
                None => found = Some(Found { meaning, by_name: left.by_name }),
            }
        }
        found.unwrap_or(Found::NOTHING)
    }

    /// Whether what stands before a heading can be the groups of a form: groups of this questionnaire,
    /// or names as other forms have them. Before a short name, such as a number, only known groups are.
    fn may_lead(&self, prefix: &str, heading: &str, at: usize, meaning: &Meaning, by_name: bool) -> bool {
        if self.are_groups(prefix) {
            return true;
        }
        let rest = heading.get(at + 1..).unwrap_or_default();
        let is_name =
            |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || SEPARATORS.contains(&letter);
        let about = matches!(meaning, Meaning::Clear(Holds::About(_) | Holds::Questionnaire));
        let telling = rest.len() >= 3 && rest.contains(|letter: char| letter.is_ascii_alphabetic());
        let parts = || prefix.split(SEPARATORS).map(str::trim);
        by_name
            && telling
            && !about
            && prefix.chars().all(is_name)
            && !prefix.starts_with('_')
            && parts().all(|part| self.words.aspects.find(part).is_empty())
    }

    /// Whether a text is one group after another.
    fn are_groups(&self, prefix: &str) -> bool {
        let ends: Vec<usize> =
            prefix.match_indices(SEPARATORS).map(|(at, _)| at).take(PLACES).chain([prefix.len()]).collect();
        let mut starts = vec![0];
        for end in &ends {
            let reached = starts.iter().any(|start| {
                prefix.get(*start..*end).is_some_and(|group| !self.words.groups.find(group).is_empty())
            });
            if reached && *end == prefix.len() {
                return true;
            }
            if reached {
                starts.push(end + 1);
            }
        }
        false
    }

    /// The question that a heading was probably meant for: it holds an id with a digit in it, begins
    /// with an id, begins as the text of a question does, or is a slip away from an id.
    fn meant(&self, heading: &str) -> Option<ItemId> {
        let words: Vec<&str> = heading
            .split(|letter: char| letter == ' ' || "()[]/:|,;".contains(letter))
            .take(PLACES)
            .collect();
        let named = |word: &str| match self.words.by_name(word.trim_matches(is_sign)).as_slice() {
            [Subject::Question(question)] => Some(self.words.id(*question)),
            _ => None,
        };
        let telling = |word: &&&str| word.len() >= 2 && word.contains(|letter: char| letter.is_ascii_digit());
        let by_id = words.first().filter(|word| word.len() >= 2).and_then(|word| named(word));
        let by_id = by_id.or_else(|| words.iter().filter(telling).find_map(|word| named(word)));
        let by_text = || self.words.prompts.like(heading, 15).map(|question| self.words.id(*question));
        let by_slip = || {
            let last = heading.rsplit('/').next().unwrap_or(heading);
            let near = nearest(last, self.words.ids.names())?;
            (last.len() >= 3).then(|| near.parse::<ItemId>().ok())?
        };
        by_id.or_else(by_text).or_else(by_slip)
    }
}

fn id_in(meaning: &Meaning) -> Option<ItemId> {
    match meaning {
        Meaning::Clear(Holds::Question { id, .. }) | Meaning::Gone(id) | Meaning::Unclear(id) => {
            Some(id.clone())
        }
        Meaning::Ambiguous(ids) => ids.first().cloned(),
        Meaning::Clear(_) | Meaning::Nothing => None,
    }
}

/// Without a byte order mark and other unseen signs around it.
fn seen(heading: &str) -> &str {
    heading.trim_matches(|letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '\u{feff}' | '\u{200b}'..='\u{200f}')
    })
}

/// Headings that form tools add to every table.
fn is_technical(heading: &str) -> bool {
    const KNOWN: &str = "start end today deviceid subscriberid simserial phonenumber username email audit \
        instanceid uuid key submissiondate submitterid submittername attachmentspresent \
        attachmentsexpected status reviewstate edits formversion timestamp emailaddress id starttime \
        completiontime name lastmodifiedtime language respondentid collectorid datecreated datemodified \
        startdate enddate ipaddress firstname lastname customdata1 responseid submitdate lastpage \
        startlanguage seed datestamp ipaddr refurl score";
    let last = heading.rsplit(['/', '-']).next().unwrap_or(heading);
    let plain: String = sanitized(&key(last)).chars().filter(|letter| *letter != '_').collect();
    heading.starts_with('_') || KNOWN.split_ascii_whitespace().any(|known| known == plain)
}
