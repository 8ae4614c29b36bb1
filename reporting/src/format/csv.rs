// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A result as CSV in the long form: one row for each thing and measure, for those who compute on.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use digirights::{Answer, LevelId, NodeScore, QuestionScore, Score};
use serde_json::Value;

use crate::clean::clean;
use crate::formula::guarded;
use crate::subject::Subject;

/// The names of the columns, which like those of measures are the same in every language.
const COLUMNS: [&str; 6] = ["kind", "lens", "id", "title", "measure", "value"];

impl Subject<'_> {
    /// The result as CSV (RFC 4180, UTF-8), one row for each node, member of a lens or question and measure:
    /// `kind` (`node`, `member`, `question`), `lens`, `id`, `title`, `measure`, `value`. What is not known has
    /// no row. The rows of kind `result` come first and tell whose result it is: city, date, profile, id and
    /// version of the questionnaire, digests.
    ///
    /// Measures have the names and units of the scorecard's JSON: scores run up to `maximum`, shares to one.
    /// An answer stands there twice: `answer` in the words of the report, and `value` as the answers file has it,
    /// ids of options and numbers that are not rounded. Texts that a spreadsheet would run as formulas begin
    /// with an apostrophe.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut table = Table { rows: Vec::new() };
        table.result(self);
        table.nodes(self);
        table.members(self);
        table.questions(self);
        table.written()
    }
}

struct Table {
    rows: Vec<[String; 6]>,
}

/// What the rows are about.
struct Thing<'a> {
    kind: &'a str,
    lens: &'a str,
    id: &'a str,
    title: &'a str,
}

impl Table {
    fn text(&mut self, of: &Thing<'_>, measure: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let texts = [of.kind, of.lens, of.id, of.title, measure, value];
        self.rows.push(texts.map(|text| guarded(&clean(text)).into_owned()));
    }

    fn number(&mut self, of: &Thing<'_>, measure: &str, value: f64) {
        self.text(of, measure, &value.to_string());
    }

    fn count(&mut self, of: &Thing<'_>, measure: &str, value: usize) {
        self.text(of, measure, &value.to_string());
    }

    fn score(&mut self, of: &Thing<'_>, score: Option<Score>) {
        if let Some(score) = score {
            self.number(of, "point", score.point());
            self.number(of, "low", score.low());
            self.number(of, "high", score.high());
            self.number(of, "maximum", score.maximum());
        }
    }

    fn result(&mut self, subject: &Subject<'_>) {
        let result = &subject.result;
        let thing = Thing { kind: "result", lens: "", id: "", title: subject.words.title() };
        let questionnaire = &result.questionnaire;
        for (measure, value) in [
            ("city", result.city.as_deref().unwrap_or_default()),
            ("date", subject.date().unwrap_or_default()),
            ("profile", result.profile.as_ref().map_or("", AsRef::as_ref)),
            ("questionnaire", questionnaire.id.as_str()),
            ("version", &questionnaire.version.to_string()),
            ("questionnaire_digest", &questionnaire.digest),
            ("answers_digest", &result.answers.digest),
        ] {
            self.text(&thing, measure, value);
        }
    }

    fn nodes(&mut self, subject: &Subject<'_>) {
        for node in subject.card.nodes() {
            let id = node.id().as_str();
            let thing = Thing { kind: "node", lens: "", id, title: subject.words.node(id) };
            self.node(subject, &thing, &node);
        }
    }

    fn node(&mut self, subject: &Subject<'_>, thing: &Thing<'_>, node: &NodeScore<'_>) {
        self.text(thing, "state", node.state().as_str());
        match (node.score(), node.bounds()) {
            (None, Some((low, high))) => {
                self.number(thing, "low", low);
                self.number(thing, "high", high);
                self.number(thing, "maximum", node.maximum());
            }
            (score, _) => self.score(thing, score),
        }
        let (low, high) = node.level_bounds();
        for (measure, level) in [("level", node.level()), ("level_low", low), ("level_high", high)] {
            self.text(thing, measure, level.map_or("", LevelId::as_str));
        }
        let (answered, asked) = node.answered_of_asked();
        self.number(thing, "completeness", node.completeness());
        self.count(thing, "answered", answered);
        self.count(thing, "asked", asked);
        self.number(thing, "evidence", node.evidence());
        if let Some(authored) = subject.words.authored(thing.id) {
            self.number(thing, "weight", authored.weight.get());
        }
    }

    fn members(&mut self, subject: &Subject<'_>) {
        for (lens, members) in subject.card.lens_ids() {
            for member in members {
                let (lens, id) = (lens.as_str(), member.as_str());
                let thing = Thing { kind: "member", lens, id, title: subject.words.member(lens, id) };
                self.score(&thing, subject.card.lens(lens, id));
            }
        }
    }

    fn questions(&mut self, subject: &Subject<'_>) {
        for question in subject.card.questions() {
            let id = question.id().as_str();
            let thing = Thing { kind: "question", lens: "", id, title: subject.words.question(id) };
            self.question(subject, &thing, &question);
        }
    }

    fn question(&mut self, subject: &Subject<'_>, thing: &Thing<'_>, question: &QuestionScore<'_>) {
        let answer = subject.card.answers().document().answers.get(thing.id);
        self.text(thing, "state", question.state().as_str());
        if let Some(answer) = answer {
            self.text(thing, "answer", &subject.words.answer(thing.id, answer));
            match &answer.value {
                Some(Value::String(option)) => self.text(thing, "value", option),
                Some(value) => self.text(thing, "value", &value.to_string()),
                None => {}
            }
        }
        if let Some(score) = question.score().filter(|_| question.maximum() > 0.0) {
            self.number(thing, "score", score);
            self.number(thing, "maximum", question.maximum());
            self.number(thing, "contribution", question.contribution());
        }
        if let Some(authored) = subject.words.asked(thing.id) {
            self.number(thing, "weight", authored.weight.get());
        }
        for answer in answer.into_iter().flat_map(|one: &Answer| std::iter::once(one).chain(&one.also)) {
            self.text(thing, "note", answer.note.as_deref().unwrap_or_default());
            answer.evidence.iter().for_each(|evidence| self.text(thing, "evidence", evidence));
            self.text(thing, "role", answer.role.as_deref().unwrap_or_default());
        }
    }

    fn written(&self) -> String {
        let mut writer = WriterBuilder::new()
            .quote_style(QuoteStyle::Necessary)
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        // Writing into memory does not fail, and every row has as many cells as there are columns.
        let _ = writer.write_record(COLUMNS);
        for row in &self.rows {
            let _ = writer.write_record(row);
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}
