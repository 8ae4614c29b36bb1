// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A result without its answers and without a plan.

use crate::document::{Block, Document, Table};
use crate::figure::table;
use crate::subject::Subject;

use super::{cover, findings, method, next_level, overview, paragraph, section};

pub(super) fn document(subject: &Subject<'_>) -> Document {
    let words = subject.words;
    let root = subject.card.root();
    let mut blocks =
        vec![Block::Figures(overview::key_figures(subject)), paragraph(overview::certainty(subject))];
    blocks.extend(overview::changed(subject));
    let nodes: Vec<_> = subject.card.nodes().collect();
    blocks.push(Block::Table(Table { caption: words.say("table.scores", &[]), ..table(subject, &nodes) }));
    let mut sections = vec![section("overview", words.say("overview", &[]), blocks)];
    sections
        .extend(next_level::blocks(subject, &root).map(|next| section("next", next.heading, next.blocks)));
    sections.extend(overview::highlights(subject));
    sections.extend(findings::other_views(subject));
    sections.extend(findings::to_find_out(subject));
    sections.extend(findings::left_aside(subject));
    sections.push(method::verify(subject));
    cover::document(subject, words.title().to_owned(), cover::facts(subject), false, sections)
}
