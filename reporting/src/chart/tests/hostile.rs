// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Charts of nothing, of too much, of no numbers and of words that want to be more than words.

use proptest::prelude::*;

use super::super::{
    Axis, BarRow, BarWords, Bars, Blank, Cell, CellValue, Chart, Cut, Drawing, HeatMap, HeatRow, HeatWords,
    Moment, Period, Radar, RadarWords, RankRow, RankWords, Ranks, Reach, Roadmap, Scatter, ScatterPoint,
    Spoke, Step, StepKind, Task, Tick, Timeline, TimelineWords, Waterfall, WaterfallWords,
};
use super::svg::elements;

/// What rows of any chart are made from.
#[derive(Debug, Clone)]
struct Item {
    name: String,
    note: String,
    numbers: [f64; 3],
    scored: bool,
    kind: usize,
}

/// Words that want to be more than words.
pub(crate) fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("x".repeat(300)),
        Just("</text></svg><script>alert(1)</script>&amp;\"'<![CDATA[".to_owned()),
        Just("a\u{0}b\u{1b}[31m\u{202e}c\u{fffe}\u{7}\r\n\td".to_owned()),
        Just("سياسة المدينة (2024) للحقوق الرقمية".to_owned()),
        Just("数字权利：城市自评工具。数字权利".repeat(9)),
        Just("e\u{301}\u{301}\u{301}👩\u{200d}👧 NaN inf".to_owned()),
        Just("Political commitment and digital-rights agenda".to_owned()),
        any::<String>(),
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.0..=1.0,
        1 => -10.0..10.0,
        1 => any::<f64>(),
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, -0.0]),
    ]
}

fn item() -> impl Strategy<Value = Item> {
    (words(), words(), [number(), number(), number()], any::<bool>(), 0..6_usize)
        .prop_map(|(name, note, numbers, scored, kind)| Item { name, note, numbers, scored, kind })
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    prop_oneof![
        6 => prop::collection::vec(item(), 0..6),
        1 => (item(), 100..220_usize).prop_map(|(item, many)| vec![item; many]),
        1 => prop::collection::vec(item(), 20..40),
    ]
}

#[expect(clippy::too_many_lines, reason = "every kind of chart, one after the other")]
fn drawings(items: &[Item]) -> Vec<Drawing> {
    let word = items.last().map(|item| item.note.clone()).unwrap_or_default();
    let scale: Vec<String> = items.iter().map(|item| item.name.clone()).collect();
    let reach = |item: &Item| {
        let [low, point, high] = item.numbers;
        item.scored.then_some(Reach { low, point: (item.kind != 1).then_some(point), high })
    };
    let names = || items.iter().map(|item| item.name.clone());
    let ticks = || {
        items.iter().map(|item| Tick { at: item.numbers[0], label: item.note.clone() }).collect::<Vec<_>>()
    };
    let axis = |at: usize| Axis {
        title: word.clone(),
        end: items.first().map_or(0.0, |item| item.numbers[at]),
        ticks: ticks(),
    };
    let blanks =
        [Blank::Unanswered, Blank::DontKnow, Blank::NotApplicable, Blank::NotShown, Blank::NotScored];
    let cell = |item: &Item| Cell {
        value: match blanks.get(item.kind) {
            Some(blank) if !item.scored => CellValue::Blank(*blank),
            _ => CellValue::Score(item.numbers[0]),
        },
        label: item.note.clone(),
        title: item.name.clone(),
    };
    let heat_words = HeatWords {
        low: word.clone(),
        high: word.clone(),
        unanswered: word.clone(),
        dont_know: word.clone(),
        not_applicable: word.clone(),
        not_shown: word.clone(),
        not_scored: word.clone(),
    };
    let heat_rows: Vec<HeatRow> =
        names().take(30).map(|name| HeatRow { name, cells: items.iter().map(cell).collect() }).collect();
    let kinds = [StepKind::Total, StepKind::Reached, StepKind::Missing, StepKind::Open];
    let task = |item: &Item| Task {
        name: item.name.clone(),
        from: item.numbers[0],
        to: item.numbers[1],
        note: item.note.clone(),
    };
    vec![
        Drawing::Radar(Radar {
            spokes: items
                .iter()
                .map(|item| Spoke {
                    name: item.name.clone(),
                    reach: reach(item),
                    earlier: Some(item.numbers[2]),
                })
                .collect(),
            scale: scale.clone(),
            words: RadarWords { now: word.clone(), open: word.clone(), earlier: Some(word.clone()) },
        }),
        Drawing::Bars(Bars {
            rows: items
                .iter()
                .map(|item| BarRow {
                    name: item.name.clone(),
                    depth: if item.kind == 5 { u32::MAX } else { 1 },
                    reach: reach(item),
                    earlier: Some(item.numbers[0]),
                    value: item.note.clone(),
                    note: item.name.clone(),
                    cuts: item.numbers.iter().map(|at| Cut { at: *at, blocked: item.scored }).collect(),
                })
                .collect(),
            words: BarWords {
                sure: word.clone(),
                open: word.clone(),
                point: word.clone(),
                cut: Some(word.clone()),
                blocked: Some(word.clone()),
                earlier: Some(word.clone()),
            },
        }),
        Drawing::HeatMap(HeatMap {
            columns: names().collect(),
            rows: heat_rows.clone(),
            words: heat_words.clone(),
        }),
        Drawing::HeatMap(HeatMap { columns: Vec::new(), rows: heat_rows, words: heat_words }),
        Drawing::Waterfall(Waterfall {
            steps: items
                .iter()
                .map(|item| Step {
                    name: item.name.clone(),
                    from: item.numbers[0],
                    to: item.numbers[1],
                    label: item.note.clone(),
                    kind: kinds[item.kind % 4],
                })
                .collect(),
            scale: scale.clone(),
            words: WaterfallWords {
                total: Some(word.clone()),
                reached: None,
                missing: Some(word.clone()),
                open: Some(word.clone()),
            },
        }),
        Drawing::Scatter(Scatter {
            across: axis(0),
            up: axis(1),
            points: items
                .iter()
                .map(|item| ScatterPoint {
                    number: item.scored.then_some(item.kind * 1000),
                    name: item.name.clone(),
                    across: item.numbers[1],
                    up: item.numbers[2],
                    group: if item.scored { item.kind } else { usize::MAX },
                })
                .collect(),
            groups: names().collect(),
        }),
        Drawing::Roadmap(Roadmap {
            periods: items
                .iter()
                .take(12)
                .map(|item| Period {
                    title: item.name.clone(),
                    note: item.note.clone(),
                    months: item.numbers[2],
                    tasks: items.iter().take(item.kind).map(task).collect(),
                })
                .collect(),
        }),
        Drawing::Ranks(Ranks {
            rows: items
                .iter()
                .map(|item| RankRow {
                    name: item.name.clone(),
                    best: item.numbers[0],
                    rank: item.numbers[1],
                    worst: item.numbers[2],
                    value: item.note.clone(),
                    marked: item.scored,
                })
                .collect(),
            last: items.first().map_or(0, |item| if item.scored { u32::MAX } else { 7 }),
            words: RankWords { axis: word.clone(), rank: word.clone(), interval: word.clone() },
        }),
        Drawing::Timeline(Timeline {
            moments: items
                .iter()
                .map(|item| Moment {
                    name: item.name.clone(),
                    at: item.numbers[1],
                    reach: reach(item),
                    value: item.note.clone(),
                    planned: item.kind > 3,
                })
                .collect(),
            levels: ticks(),
            scale,
            words: TimelineWords { point: word.clone(), open: word.clone(), planned: Some(word) },
        }),
    ]
}

const ELEMENTS: [&str; 11] =
    ["svg", "title", "desc", "defs", "pattern", "g", "rect", "path", "text", "tspan", "line"];
const ATTRIBUTES: [&str; 32] = [
    "xmlns",
    "class",
    "viewBox",
    "width",
    "height",
    "direction",
    "role",
    "aria-labelledby",
    "id",
    "patternUnits",
    "patternTransform",
    "d",
    "x",
    "y",
    "rx",
    "fill",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "text-anchor",
    "font-family",
    "font-size",
    "font-weight",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "lang",
];

/// Well-formed, of known elements and attributes alone, with numbers that are numbers.
pub(crate) fn check(svg: &str) {
    let elements = elements(svg);
    let root = elements.last().unwrap();
    assert_eq!((root.name.as_str(), root.get("role")), ("svg", Some("img")));
    let mut ids: Vec<&str> = elements.iter().filter_map(|element| element.get("id")).collect();
    for id in root.get("aria-labelledby").unwrap().split(' ') {
        assert!(ids.contains(&id), "{id} is in {ids:?}");
    }
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(all, ids.len(), "ids are unique");
    for element in &elements {
        assert!(ELEMENTS.contains(&element.name.as_str()), "{}", element.name);
        let shown = element.text.chars().any(|letter| letter.is_control() || letter == '\u{202e}');
        assert!(!shown, "{:?}", element.text);
        for (name, value) in &element.attributes {
            assert!(ATTRIBUTES.contains(&name.as_str()), "{name}");
            let numbers = !matches!(name.as_str(), "id" | "aria-labelledby" | "fill" | "font-family");
            assert!(!numbers || !value.contains("NaN") && !value.contains("inf"), "{name}={value}");
            assert!(!value.contains("://") || name == "xmlns", "{name}={value}");
            if let Some(reference) = value.strip_prefix("url(#") {
                assert!(ids.contains(&reference.trim_end_matches(')')), "{reference} is in {ids:?}");
            }
        }
    }
}

fn check_chart(chart: &Chart) {
    check(&chart.svg());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks_a_chart(items in items(), id in words(), width in any::<u32>(), rtl in any::<bool>()) {
        for width in [width, 320] {
            for drawing in drawings(&items) {
                check_chart(&Chart { id: id.clone(), title: id.clone(), description: id.clone(), width, rtl, drawing });
            }
        }
    }
}

#[test]
fn few_and_many_rows() {
    let item = |name: &str| Item {
        name: name.to_owned(),
        note: "7".to_owned(),
        numbers: [0.2, 0.4, 0.7],
        scored: true,
        kind: 0,
    };
    for many in [0, 1, 2, 3, 200] {
        for name in ["City", &"x".repeat(300)] {
            for drawing in drawings(&vec![item(name); many]) {
                let chart = Chart {
                    id: "many".to_owned(),
                    title: "Many".to_owned(),
                    description: String::new(),
                    width: 720,
                    rtl: false,
                    drawing,
                };
                check(&chart.svg());
            }
        }
    }
}

#[test]
fn ids_of_charts_keep_apart() {
    let mut chart = super::example("radar");
    let first = chart.svg();
    chart.id = "other".to_owned();
    let second = chart.svg();
    let ids = |svg: &str| -> Vec<String> {
        elements(svg).iter().filter_map(|element| element.get("id").map(str::to_owned)).collect()
    };
    assert!(ids(&first).len() >= 3);
    assert!(ids(&first).iter().all(|id| !ids(&second).contains(id)));
}
