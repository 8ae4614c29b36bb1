// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Charts of scores.

use digirights::questionnaire::Child;
use digirights::{NodeScore, QuestionState, Score};

use crate::chart::{
    BarRow, BarWords, Bars, Blank, Cell, CellValue, Drawing, HeatMap, HeatRow, HeatWords, Radar, RadarWords,
    Spoke, Step, StepKind, Waterfall, WaterfallWords,
};
use crate::document::{Picture, Row, Table, Text};
use crate::subject::Subject;
use crate::words::Unit;

use super::{FigureKind, columns, cuts, picture, reach_of, scale};

/// With more spokes than this a radar cannot be read.
const MOST_SPOKES: usize = 20;

/// So many bars of the highest scores, and of the lowest, stand where there is no room for all.
const AT_EACH_END: usize = 5;

/// What the radar shows: the parts, or what is above them where they are too many.
fn spokes<'a>(subject: &Subject<'a>) -> Vec<NodeScore<'a>> {
    let parts = subject.parts();
    if parts.len() <= MOST_SPOKES { parts } else { subject.below(&subject.card.root()) }
}

pub(super) fn radar(subject: &Subject<'_>) -> Option<Picture> {
    let words = subject.words;
    let nodes = spokes(subject);
    let scored = nodes.iter().filter(|node| node.score().is_some()).count();
    if scored < 3 || nodes.len() > MOST_SPOKES {
        return None;
    }
    let spoke = |node: &NodeScore<'_>| Spoke {
        name: words.node(node.id().as_str()).to_owned(),
        reach: reach_of(node),
        earlier: earlier(subject, node).map(Score::share),
    };
    let drawing = Drawing::Radar(Radar {
        spokes: nodes.iter().map(spoke).collect(),
        scale: scale(words, 100.0),
        words: RadarWords {
            now: words.say("sign.point", &[]),
            open: words.say("sign.open", &[]),
            earlier: subject.earlier.as_ref().map(|_| words.say("sign.earlier", &[])),
        },
    });
    Some(picture(subject, FigureKind::Radar, ends(subject, &nodes), drawing, Some(table(subject, &nodes))))
}

/// Which is highest, which is lowest, and how many have no score yet.
fn ends(subject: &Subject<'_>, nodes: &[NodeScore<'_>]) -> String {
    let words = subject.words;
    let mut scored: Vec<(Score, &NodeScore<'_>)> =
        nodes.iter().filter_map(|node| Some((node.score()?, node))).collect();
    scored.sort_by(|(a, _), (b, _)| b.share().total_cmp(&a.share()));
    let blank = nodes.len() - scored.len();
    let mut said = Vec::new();
    if let (Some((high, best)), Some((low, worst))) = (scored.first(), scored.last())
        && scored.len() > 1
    {
        said.push(words.say(
            "figure.ends",
            &[
                ("best", words.node(best.id().as_str())),
                ("high", &words.score(high.point(), Unit::from(*high))),
                ("worst", words.node(worst.id().as_str())),
                ("low", &words.score(low.point(), Unit::from(*low))),
            ],
        ));
    }
    if blank > 0 {
        said.push(words.count("figure.blank", blank, &[]));
    }
    said.join(" ")
}

fn earlier(subject: &Subject<'_>, node: &NodeScore<'_>) -> Option<Score> {
    subject.earlier.as_ref()?.card.node(node.id().as_str())?.score()
}

/// Nodes with their scores, bounds and levels.
pub(crate) fn table(subject: &Subject<'_>, nodes: &[NodeScore<'_>]) -> Table {
    let words = subject.words;
    let has_levels = nodes.iter().any(|node| words.level_set(node.id().as_str()).is_some());
    let mut heads = vec![("column.part", false, 5), ("column.score", true, 2), ("column.bounds", true, 2)];
    if subject.earlier.is_some() {
        heads.push(("column.earlier", true, 3));
    }
    if has_levels {
        heads.push(("column.level", false, 2));
    }
    let least = nodes.iter().map(depth).min().unwrap_or_default();
    let row = |node: &NodeScore<'_>| {
        let bounds = node.bounds().map(|(low, high)| words.range(low, high, Unit::of(node.maximum())));
        let mut cells = vec![
            Text::plain(words.node(node.id().as_str())),
            Text::plain(subject.point(node)),
            Text::plain(bounds.unwrap_or_default()),
        ];
        if subject.earlier.is_some() {
            let earlier = earlier(subject, node);
            cells.push(Text::plain(earlier.map_or(String::new(), |score| words.brief(score))));
        }
        if has_levels {
            cells.push(Text::plain(subject.level(node)));
        }
        let depth = depth(node) - least;
        Row { depth, strong: depth == 0 && nodes.len() > 1 && has_depth(nodes), cells }
    };
    Table { caption: String::new(), columns: columns(words, &heads), rows: nodes.iter().map(row).collect() }
}

fn depth(node: &NodeScore<'_>) -> u32 {
    let above = std::iter::successors(node.parent(), NodeScore::parent).count();
    u32::try_from(above).unwrap_or(u32::MAX)
}

fn has_depth(nodes: &[NodeScore<'_>]) -> bool {
    let mut depths = nodes.iter().map(depth);
    depths.next().is_some_and(|first| depths.any(|depth| depth != first))
}

pub(super) fn bars(subject: &Subject<'_>) -> Picture {
    let root = subject.card.root();
    let nodes: Vec<NodeScore<'_>> = subject.card.nodes().collect();
    let rows: Vec<BarRow> = nodes.iter().map(|node| bar(subject, node)).collect();
    let without_root: Vec<NodeScore<'_>> =
        nodes.iter().filter(|node| node.id() != root.id()).copied().collect();
    let description = ends(subject, if without_root.is_empty() { &nodes } else { &without_root });
    let data = table(subject, &nodes);
    picture(subject, FigureKind::Bars, description, Drawing::Bars(with_words(subject, rows)), Some(data))
}

fn bar(subject: &Subject<'_>, node: &NodeScore<'_>) -> BarRow {
    let words = subject.words;
    BarRow {
        name: words.node(node.id().as_str()).to_owned(),
        depth: depth(node),
        reach: reach_of(node),
        earlier: earlier(subject, node).map(Score::share),
        value: node.score().map_or_else(
            || words.say("score.none", &[]),
            |score| words.number(Unit::from(score).scale(score.point())),
        ),
        note: subject.level(node),
        cuts: cuts(subject, node),
    }
}

/// The parts that have scores, from the highest to the lowest; where they are many, those at both ends. `None`
/// where there are not two to compare.
pub(crate) fn highest_and_lowest(subject: &Subject<'_>) -> Option<Bars> {
    let mut nodes: Vec<(Score, NodeScore<'_>)> =
        subject.parts().into_iter().filter_map(|node| Some((node.score()?, node))).collect();
    if nodes.len() < 2 {
        return None;
    }
    nodes.sort_by(|(a, _), (b, _)| b.share().total_cmp(&a.share()));
    let mut rows: Vec<BarRow> =
        nodes.iter().map(|(_, node)| BarRow { depth: 1, ..bar(subject, node) }).collect();
    let between = rows.len().saturating_sub(2 * AT_EACH_END);
    if between > 1 {
        let name = subject.words.count("and_more", between, &[]);
        let gap = BarRow {
            name,
            depth: 1,
            reach: None,
            earlier: None,
            value: String::new(),
            note: String::new(),
            cuts: Vec::new(),
        };
        rows.splice(AT_EACH_END..AT_EACH_END + between, [gap]);
    }
    Some(with_words(subject, rows))
}

/// Bars with what their signs mean.
pub(super) fn with_words(subject: &Subject<'_>, rows: Vec<BarRow>) -> Bars {
    let say = |key| subject.words.say(key, &[]);
    let has = |blocked: bool| rows.iter().any(|row| row.cuts.iter().any(|cut| cut.blocked == blocked));
    let words = BarWords {
        sure: say("sign.sure"),
        open: say("sign.open"),
        point: say("sign.point"),
        cut: has(false).then(|| say("sign.cut")),
        blocked: has(true).then(|| say("sign.blocked")),
        earlier: rows.iter().any(|row| row.earlier.is_some()).then(|| say("sign.earlier")),
    };
    Bars { rows, words }
}

pub(super) fn heat_map(subject: &Subject<'_>) -> Picture {
    let words = subject.words;
    let mut rows = Vec::new();
    let (mut full, mut none) = (0, 0);
    for node in subject.card.nodes() {
        let Some(authored) = words.authored(node.id().as_str()) else { continue };
        let mut cells = Vec::new();
        for child in &authored.children {
            let Child::Question(question) = child else { continue };
            let Some(scored) = subject.card.question(question.id.as_str()) else { continue };
            let blank = |blank| CellValue::Blank(blank);
            let value = match (scored.state(), scored.score()) {
                (QuestionState::Answered, Some(score)) if scored.maximum() > 0.0 => {
                    let share = score / scored.maximum();
                    full += usize::from(share >= 1.0 - digirights::TOLERANCE);
                    none += usize::from(share <= digirights::TOLERANCE);
                    CellValue::Score(share)
                }
                (QuestionState::Answered, _) => blank(Blank::NotScored),
                (QuestionState::NotApplicable, _) => blank(Blank::NotApplicable),
                (QuestionState::DontKnow, _) => blank(Blank::DontKnow),
                (QuestionState::Unanswered, _) => blank(Blank::Unanswered),
                (QuestionState::NotShown, _) => blank(Blank::NotShown),
            };
            let label = match value {
                CellValue::Score(share) => {
                    let unit = Unit::of(scored.maximum());
                    words.number(unit.scale(share * scored.maximum()))
                }
                CellValue::Blank(_) => String::new(),
            };
            let id = question.id.as_str();
            let title = words.say(
                "figure.cell",
                &[("id", id), ("question", words.question(id)), ("answer", &words.said(subject.card, id))],
            );
            cells.push(Cell { value, label, title });
        }
        if !cells.is_empty() {
            rows.push(HeatRow { name: words.node(node.id().as_str()).to_owned(), cells });
        }
    }
    let description = words.say("figure.heat", &[("full", &words.whole(full)), ("none", &words.whole(none))]);
    let state = |state: QuestionState| words.state(state);
    let heat_words = HeatWords {
        low: words.say("sign.no_score", &[]),
        high: words.say("sign.full_score", &[]),
        unanswered: state(QuestionState::Unanswered),
        dont_know: state(QuestionState::DontKnow),
        not_applicable: state(QuestionState::NotApplicable),
        not_shown: state(QuestionState::NotShown),
        not_scored: words.say("sign.not_scored", &[]),
    };
    let drawing = Drawing::HeatMap(HeatMap { columns: Vec::new(), rows, words: heat_words });
    picture(subject, FigureKind::HeatMap, description, drawing, None)
}

/// From the score now to the full score: what the whole is short of because of each part. `None` where the
/// gaps do not add up to what is missing, because a rule other than a weighted mean makes the score.
pub(super) fn gaps(subject: &Subject<'_>) -> Option<Picture> {
    let words = subject.words;
    let whole = subject.whole()?;
    let unit = subject.unit();
    let contributions = subject.card.root().contributions();
    let nodes = gap_nodes(subject);
    let total: f64 = contributions.iter().map(|(_, amount)| amount).sum();
    let missing = whole.maximum() - total;
    let gaps: Vec<(String, f64)> =
        nodes.into_iter().filter(|(_, gap)| *gap > digirights::TOLERANCE).collect();
    let sum: f64 = gaps.iter().map(|(_, gap)| gap).sum();
    // Only where the gaps add up to what is missing is the picture true.
    if (sum - missing).abs() > 1e-6 || (total - whole.point()).abs() > 1e-6 {
        return None;
    }
    let share = |amount: f64| amount / whole.maximum();
    let mut at = whole.point();
    let mut steps = vec![Step {
        name: words.say("figure.gaps.now", &[]),
        from: 0.0,
        to: share(at),
        label: words.number(unit.scale(at)),
        kind: StepKind::Total,
    }];
    for (name, gap) in &gaps {
        steps.push(Step {
            name: name.clone(),
            from: share(at),
            to: share(at + gap),
            label: words.change(unit.scale(*gap)),
            kind: StepKind::Missing,
        });
        at += gap;
    }
    let rows = gaps.iter().map(|(name, gap)| Row {
        cells: vec![Text::plain(name.clone()), Text::plain(words.number(unit.scale(*gap)))],
        ..Row::default()
    });
    let data = Table {
        caption: String::new(),
        columns: columns(words, &[("column.part", false, 5), ("column.missing", true, 2)]),
        rows: rows.collect(),
    };
    let most = gaps.iter().max_by(|(_, a), (_, b)| a.total_cmp(b));
    let description = most.map_or(String::new(), |(name, gap)| {
        words.say("figure.gaps.most", &[("part", name), ("points", &words.number(unit.scale(*gap)))])
    });
    let drawing = Drawing::Waterfall(Waterfall {
        steps,
        scale: scale(words, unit.full()),
        words: WaterfallWords {
            total: Some(words.say("sign.total", &[])),
            reached: None,
            missing: Some(words.say("sign.missing", &[])),
            open: None,
        },
    });
    Some(picture(subject, FigureKind::Gaps, description, drawing, Some(data)))
}

/// The parts, and what has no parts, with what the whole is short of because of them, as far as the engine
/// can tell.
fn gap_nodes(subject: &Subject<'_>) -> Vec<(String, f64)> {
    let gap = |part: NodeScore<'_>| {
        let score = part.score()?;
        let gap = part.weight_in_whole()? * (score.maximum() - score.point());
        Some((subject.words.node(part.id().as_str()).to_owned(), gap))
    };
    let mut ends = Vec::new();
    descend(subject, &subject.parts(), subject.card.root(), &mut ends);
    ends.into_iter().filter_map(gap).collect()
}

/// Walks down the tree as far as the parts.
fn descend<'a>(
    subject: &Subject<'a>,
    parts: &[NodeScore<'a>],
    node: NodeScore<'a>,
    ends: &mut Vec<NodeScore<'a>>,
) {
    let below = subject.below(&node);
    if below.is_empty() || parts.iter().any(|part| part.id() == node.id()) {
        ends.push(node);
        return;
    }
    for child in below {
        descend(subject, parts, child, ends);
    }
}
