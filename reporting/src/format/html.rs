// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! HTML: one file, without script.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::chart::{self, Chart};
use crate::clean::clean;
use crate::direction::runs_against;
use crate::document::{Block, Document, Fact, Item, Picture, Row, Run, Section, Table, Text};

use super::Numbers;

/// How it looks, on screen and on paper.
const STYLE: &str = include_str!("report.css");

/// The width of charts on a phone, in pixels.
const NARROW: u32 = 320;

pub(super) fn written(document: &Document) -> String {
    let mut numbers = Numbers::default();
    let direction = if document.rtl { "rtl" } else { "ltr" };
    let page = html! {
        (DOCTYPE)
        html lang=(document.language) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(format!("digirights {}", digirights::ENGINE));
                title { (clean(&document.title)) " · " (clean(&document.subtitle)) }
                style { (PreEscaped(STYLE)) (PreEscaped(chart::STYLE)) }
            }
            body {
                main {
                    header.cover[!document.contents.is_empty()] {
                        h1 { (clean(&document.title)) }
                        p.subtitle { (clean(&document.subtitle)) }
                        @if !document.facts.is_empty() { (facts(&document.facts, document.rtl)) }
                    }
                    @if !document.contents.is_empty() {
                        nav aria-labelledby="contents" {
                            h2 id="contents" { (clean(&document.contents)) }
                            (contents(&document.sections, 2))
                        }
                    }
                    @for section in &document.sections { (of_section(document, section, 2, &mut numbers)) }
                }
                footer { p { (clean(&document.footer)) } }
            }
        }
    };
    page.into_string()
}

/// Links to the sections, down to a level of headings.
fn contents(sections: &[Section], levels: usize) -> Markup {
    html! {
        ol {
            @for section in sections {
                li {
                    a href=(format!("#{}", id(&section.id))) { (clean(&section.heading)) }
                    @if levels > 1 && !section.sections.is_empty() { (contents(&section.sections, levels - 1)) }
                }
            }
        }
    }
}

/// Ids of the questionnaire's author, kept apart from those that the page has itself.
fn id(section: &str) -> String {
    format!("s-{section}")
}

fn of_section(document: &Document, section: &Section, level: usize, numbers: &mut Numbers) -> Markup {
    let id = id(&section.id);
    html! {
        section.new-page[section.new_page] aria-labelledby=(id) {
            (heading(&section.heading, &id, level))
            @for block in &section.blocks { (of_block(document, block, numbers)) }
            @for section in &section.sections { (of_section(document, section, level + 1, numbers)) }
        }
    }
}

fn heading(text: &str, id: &str, level: usize) -> Markup {
    let text = clean(text);
    match level {
        ..=2 => html! { h2 id=(id) { (text) } },
        3 => html! { h3 id=(id) { (text) } },
        4 => html! { h4 id=(id) { (text) } },
        5 => html! { h5 id=(id) { (text) } },
        _ => html! { h6 id=(id) { (text) } },
    }
}

fn of_block(document: &Document, block: &Block, numbers: &mut Numbers) -> Markup {
    match block {
        Block::Paragraph(text) => html! { p { (runs(text, document.rtl)) } },
        Block::Note(text) => html! { p.note { (runs(text, document.rtl)) } },
        Block::List(list) if list.numbered => html! { ol { (items(&list.items, document.rtl)) } },
        Block::List(list) => html! { ul { (items(&list.items, document.rtl)) } },
        Block::Facts(of) => facts(of, document.rtl),
        Block::Figures(figures) => html! {
            dl.figures {
                @for figure in figures {
                    div {
                        dt { (clean(&figure.name)) }
                        dd.value { (clean(&figure.value)) }
                        dd.more { (clean(&figure.note)) }
                    }
                }
            }
        },
        Block::Table(of) => {
            let label = (!of.caption.is_empty()).then(|| numbers.table(&document.labels));
            table(of, label.as_deref(), document.rtl)
        }
        Block::Chart(picture) => figure(document, picture, numbers),
    }
}

fn figure(document: &Document, picture: &Picture, numbers: &mut Numbers) -> Markup {
    let chart = &picture.chart;
    // On a phone a wide chart would be made so small that nobody could read it.
    let narrow = Chart { id: format!("{}-narrow", chart.id), width: NARROW, ..chart.clone() };
    html! {
        figure {
            // Everything in them that comes from data is escaped where it is drawn.
            div.chart { (PreEscaped(chart.svg())) }
            div.chart.narrow { (PreEscaped(narrow.svg())) }
            figcaption {
                strong { (numbers.figure(&document.labels)) ". " (clean(&chart.title)) "." } " "
                (clean(&picture.caption)) " " (clean(&chart.description))
            }
        }
        // Not inside: a figure ends with its caption.
        @if let Some(data) = &picture.data {
            details {
                summary { (clean(&document.labels.data)) }
                (table(data, None, document.rtl))
            }
        }
    }
}

fn facts(facts: &[Fact], rtl: bool) -> Markup {
    html! {
        dl.facts {
            // A name stands once before all that belongs to it.
            @for same in facts.chunk_by(|one, next| one.name == next.name) {
                div {
                    @if let Some(first) = same.first() { dt { (clean(&first.name)) } }
                    @for fact in same { dd { (runs(&fact.value, rtl)) } }
                }
            }
        }
    }
}

fn items(items: &[Item], rtl: bool) -> Markup {
    html! {
        @for item in items {
            li {
                (runs(&item.text, rtl))
                @if !item.below.is_empty() {
                    ul { @for below in &item.below { li { (runs(below, rtl)) } } }
                }
            }
        }
    }
}

fn table(table: &Table, label: Option<&str>, rtl: bool) -> Markup {
    let total: u32 = table.columns.iter().map(|column| column.width).sum();
    let width = |width: u32| format!("width:{:.1}%", f64::from(width) * 100.0 / f64::from(total.max(1)));
    html! {
        div.table {
            table {
                @if let Some(label) = label {
                    caption { strong { (label) "." } " " (clean(&table.caption)) }
                }
                thead {
                    tr {
                        @for column in &table.columns {
                            th.n[column.number] scope="col" style=(width(column.width)) { (clean(&column.heading)) }
                        }
                    }
                }
                tbody { @for row in &table.rows { (of_row(table, row, rtl)) } }
            }
        }
    }
}

fn of_row(table: &Table, row: &Row, rtl: bool) -> Markup {
    let look = format!("d{}{}", row.depth.min(5), if row.strong { " strong" } else { "" });
    html! {
        tr class=(look) {
            @for (index, cell) in row.cells.iter().enumerate() {
                @let number = table.columns.get(index).is_some_and(|column| column.number);
                @if index == 0 { th.n[number] scope="row" { (runs(cell, rtl)) } } @else { td.n[number] { (runs(cell, rtl)) } }
            }
        }
    }
}

fn runs(text: &Text, rtl: bool) -> Markup {
    html! {
        @for run in &text.0 {
            @if runs_against(&run.text, rtl) { bdi { (of_run(run)) } } @else { (of_run(run)) }
        }
    }
}

fn of_run(run: &Run) -> Markup {
    let text = clean(&run.text);
    if !run.link.is_empty() {
        return html! { a href=(run.link) rel="noopener noreferrer" { (text) } };
    }
    match (run.strong, run.quiet) {
        (true, _) => html! { strong { (text) } },
        (_, true) => html! { span.quiet { (text) } },
        _ => html! { (text) },
    }
}
