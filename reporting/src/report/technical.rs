// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The report for those who do the work.

use crate::document::{Document, Section};
use crate::subject::Subject;

use super::{cover, findings, method, overview, parts, plan};

pub(super) fn document(subject: &Subject<'_>) -> Document {
    let mut sections: Vec<Section> = vec![method::how_to_read(subject), overview::section(subject)];
    sections.extend(parts::sections(subject));
    sections.extend(findings::other_views(subject));
    sections.extend(findings::to_find_out(subject));
    sections.extend(plan::recommendations(subject));
    sections.extend(plan::roadmap(subject));
    sections.extend(plan::practices(subject));
    sections.extend(findings::left_aside(subject));
    sections.push(method::method(subject));
    sections.push(method::verify(subject));
    let title = subject.words.say("title.technical", &[("title", subject.words.title())]);
    cover::document(subject, title, cover::facts(subject), true, sections)
}
