// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! For everybody: a result on one page, and messages with their cards.

use digirights::HighlightDocument;

use crate::chart::Drawing;
use crate::error::Error;
use crate::figure::{FigureKind, cuts, day, highest_and_lowest, reach_of, within};
use crate::poster::{Card, CardSize, Figure, Infographic, Page, Parts, Points, Poster};
use crate::subject::Subject;
use crate::words::Unit;

use super::{cover, overview};

/// How many strengths, gaps and actions are named.
const NAMED: usize = 3;

/// A message of a campaign, with its pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Tells it from the others, such as `strength-1`.
    pub id: String,
    /// What is said, line by line.
    pub text: String,
    /// What the pictures show, for those who cannot see them.
    pub alternative: String,
    /// The same picture in every size.
    pub cards: Vec<(CardSize, Poster)>,
}

pub(super) fn infographic(subject: &Subject<'_>) -> Result<Poster, Error> {
    let words = subject.words;
    if subject.whole().is_none() {
        return Err(Error::Missing { what: "infographic", missing: "score of the whole" });
    }
    let digests = [
        ("verify.questionnaire.digest", &subject.result.questionnaire.digest),
        ("verify.answers.digest", &subject.result.answers.digest),
    ];
    let footer = digests.iter().map(|(key, digest)| format!("{}: {digest}", words.say(key, &[])));
    let status = words.say("cover.footer", &[("city", &subject.city()), ("title", words.title())]);
    let figure = whole(subject);
    let title = public_title(subject);
    let page = Infographic {
        heading: words.title().to_owned(),
        city: subject.city(),
        date: subject.date().map(day).unwrap_or_default(),
        parts: parts(subject),
        strengths: Points {
            title: words.say("strengths", &[]),
            items: named(subject, &subject.result.strengths, "strengths.none"),
        },
        gaps: Points {
            title: words.say("weaknesses", &[]),
            items: named(subject, &subject.result.weaknesses, "weaknesses.none"),
        },
        next: Points { title: words.say("public.next", &[]), items: next(subject) },
        reading: Points {
            title: words.say("read", &[]),
            items: ["public.read.score", "public.read.bounds", "read.not_audited"]
                .iter()
                .map(|key| words.say(key, &[("full", &words.number(subject.unit().full()))]))
                .collect(),
        },
        footer: std::iter::once(status).chain(footer).collect(),
        score: figure,
    };
    let description = format!("{title}. {}", said(subject, &page.score));
    Ok(Poster {
        id: "infographic".to_owned(),
        title,
        description,
        rtl: words.is_rtl(),
        page: Page::Infographic(Box::new(page)),
    })
}

/// The scores of the parts, as a radar where one can be read.
fn parts(subject: &Subject<'_>) -> Option<Parts> {
    let radar = subject.figure(FigureKind::Radar, crate::figure::PAGE).map(|figure| figure.chart.drawing);
    match radar {
        Ok(Drawing::Radar(radar)) => Some(Parts::Radar(radar)),
        _ => highest_and_lowest(subject).map(Parts::Bars),
    }
}

/// What a page for everybody is called.
pub(super) fn public_title(subject: &Subject<'_>) -> String {
    let title = subject.words.title();
    subject.words.say("public.title", &[("title", title), ("city", &subject.city())])
}

/// The score of the whole, never without its bounds.
fn whole(subject: &Subject<'_>) -> Figure {
    let words = subject.words;
    let root = subject.card.root();
    Figure {
        name: words.say("key.score", &[("full", &words.number(subject.unit().full()))]),
        value: subject.point(&root),
        bounds: overview::bounds_said(subject, &root),
        level: subject.level(&root),
        reach: reach_of(&root),
        cuts: cuts(subject, &root),
    }
}

fn said(subject: &Subject<'_>, figure: &Figure) -> String {
    let values = [("score", figure.value.as_str()), ("bounds", figure.bounds.as_str())];
    let score = if figure.bounds.is_empty() {
        figure.value.clone()
    } else {
        subject.words.say("bounds.point", &values)
    };
    let level = if figure.level.is_empty() { String::new() } else { format!(" · {}", figure.level) };
    format!("{}: {score}{level}", figure.name)
}

fn named(subject: &Subject<'_>, found: &[HighlightDocument], none: &str) -> Vec<String> {
    if found.is_empty() {
        return vec![subject.words.say(none, &[])];
    }
    let said = |highlight: &HighlightDocument| {
        let node = subject.card.node(highlight.node.as_str())?;
        let name = subject.words.node(highlight.node.as_str());
        Some(format!("{name}: {}", subject.words.scored(node.score()?)))
    };
    found.iter().take(NAMED).filter_map(said).collect()
}

/// The first actions of the roadmap, with the months they have.
fn actions<'a>(subject: &Subject<'a>) -> Vec<(&'a str, String)> {
    let stretches = subject.plan.into_iter().flat_map(|plan| &plan.roadmap.stretches);
    let of =
        stretches.flat_map(|stretch| stretch.actions.iter().map(move |action| (action.as_str(), stretch)));
    of.take(NAMED).map(|(action, stretch)| (action, within(subject, stretch.to_month))).collect()
}

fn next(subject: &Subject<'_>) -> Vec<String> {
    let found = actions(subject);
    if found.is_empty() {
        return vec![match subject.plan {
            None => subject.words.say("plan.none", &[]),
            Some(plan) if plan.recommendations.is_empty() => subject.words.nothing_recommended(subject.card),
            Some(_) => subject.words.say("roadmap.none", &[]),
        }];
    }
    found.iter().map(|(action, within)| format!("{} ({within})", subject.words.action(action))).collect()
}

/// A message for the score, for each strength and for each next step. A step is what the engine proposes: that
/// a city has decided it, no result can tell.
pub(super) fn campaign(subject: &Subject<'_>) -> Result<Vec<Message>, Error> {
    let words = subject.words;
    if subject.whole().is_none() {
        return Err(Error::Missing { what: "campaign kit", missing: "score of the whole" });
    }
    let score = whole(subject);
    let title = words.title();
    let headline = match subject.named_city() {
        Some(city) => words.say("campaign.score", &[("city", city), ("title", title)]),
        None => words.say("campaign.score.unnamed", &[("title", title)]),
    };
    let answered = words.say("campaign.answered", &[("answered", &cover::answered(subject))]);
    let mut messages = vec![message(subject, "score", &headline, &[answered], &score)];
    for (index, strength) in subject.result.strengths.iter().take(NAMED).enumerate() {
        let Some(node) = subject.card.node(strength.node.as_str()) else { continue };
        let name = words.node(strength.node.as_str());
        let figure = Figure {
            name: words.say("key.score", &[("full", &words.number(Unit::of(node.maximum()).full()))]),
            value: subject.point(&node),
            bounds: overview::bounds_said(subject, &node),
            level: subject.level(&node),
            reach: reach_of(&node),
            cuts: Vec::new(),
        };
        let headline = words.say("campaign.strength", &[("part", name)]);
        let level = node.level().and_then(|level| words.level_text(strength.node.as_str(), level.as_str()));
        let meaning: Vec<String> = level.and_then(|text| text.description.clone()).into_iter().collect();
        messages.push(message(subject, &format!("strength-{}", index + 1), &headline, &meaning, &figure));
    }
    for (index, (action, within)) in actions(subject).into_iter().enumerate() {
        let headline = words.say("campaign.step", &[("action", words.action(action))]);
        let why = words.action_text(action).and_then(|text| text.why.clone());
        let when = words.say("campaign.step.when", &[("within", &within)]);
        let sentences: Vec<String> = std::iter::once(when).chain(why).collect();
        messages.push(message(subject, &format!("step-{}", index + 1), &headline, &sentences, &score));
    }
    Ok(messages)
}

fn message(
    subject: &Subject<'_>,
    id: &str,
    headline: &str,
    sentences: &[String],
    figure: &Figure,
) -> Message {
    let words = subject.words;
    let source = words.say("campaign.source", &[("title", words.title())]);
    let lines =
        std::iter::once(headline.to_owned()).chain(sentences.iter().cloned()).chain([said(subject, figure)]);
    let text = lines.collect::<Vec<_>>().join("\n");
    let alternative = format!("{}: {}. {source}", subject.city(), text.replace('\n', " · "));
    let card = |size: CardSize, name: &str| Poster {
        id: format!("{id}-{name}"),
        title: headline.to_owned(),
        description: alternative.clone(),
        rtl: words.is_rtl(),
        page: Page::Card(Box::new(Card {
            size,
            city: subject.city(),
            headline: headline.to_owned(),
            sentences: sentences.to_vec(),
            figure: figure.clone(),
            source: source.clone(),
        })),
    };
    let sizes = [(CardSize::Wide, "wide"), (CardSize::Square, "square"), (CardSize::Tall, "tall")];
    let cards = sizes.map(|(size, name)| (size, card(size, name)));
    Message { id: id.to_owned(), text, alternative, cards: cards.into() }
}
