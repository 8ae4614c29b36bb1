// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A campaign's messages and cards in one archive.

use std::borrow::Cow;

use crate::document::{Block, Document, Fact, Section, Text};
use crate::error::Error;
use crate::format::archive::{Part, zipped};
use crate::poster::CardSize;
use crate::subject::Subject;

use super::{Message, cover, public, section};

/// The messages as a page to read, and every card as SVG and, where pixels can be made, as PNG.
pub(super) fn packed(subject: &Subject<'_>, png: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Vec<u8>, Error> {
    let messages = public::campaign(subject)?;
    let page = messages_page(subject, &messages).to_html().into_bytes();
    let mut parts = vec![Part { name: Cow::Borrowed("messages.html"), bytes: Cow::Owned(page) }];
    for message in &messages {
        for (size, card) in &message.cards {
            let svg = card.svg();
            let name = |end: &str| Cow::Owned(format!("cards/{}-{}.{end}", message.id, named(*size)));
            parts.extend(png(&svg).map(|png| Part { name: name("png"), bytes: Cow::Owned(png) }));
            parts.push(Part { name: name("svg"), bytes: Cow::Owned(svg.into_bytes()) });
        }
    }
    Ok(zipped(&parts))
}

fn named(size: CardSize) -> &'static str {
    match size {
        CardSize::Wide => "wide",
        CardSize::Square => "square",
        CardSize::Tall => "tall",
    }
}

/// What to say with each card, and its alternative text.
fn messages_page(subject: &Subject<'_>, messages: &[Message]) -> Document {
    let words = subject.words;
    let of = |message: &Message| -> Section {
        let mut lines = message.text.lines();
        let heading = lines.next().unwrap_or_default().to_owned();
        let said = lines.map(|line| Block::Paragraph(Text::plain(line)));
        let cards = format!("cards/{}-*", message.id);
        let facts = [("campaign.cards", &cards), ("campaign.alternative", &message.alternative)];
        let facts =
            facts.map(|(key, value)| Fact { name: words.say(key, &[]), value: Text::plain(value.as_str()) });
        section(&message.id, heading, said.chain([Block::Facts(facts.into())]).collect())
    };
    cover::document(
        subject,
        public::public_title(subject),
        Vec::new(),
        false,
        messages.iter().map(of).collect(),
    )
}
