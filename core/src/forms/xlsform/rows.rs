// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The rows of a form, in the order of the questionnaire.

use std::collections::BTreeMap;

use super::cases::{has_state_row, value_aspect};
use super::expr::Expr;
use super::limits::{Limit, limit_of};
use super::lists::Lists;
use super::relevance::{Relevance, Shown};
use super::sheets::{Row, choices, settings, survey};
use super::tongues::{Tongue, clean, each, tongues};
use super::{XlsForm, XlsFormOptions, city};
use crate::forms::holds::{Aspect, Choice};
use crate::forms::labels::Labels;
use crate::forms::names::{Named, Names, choices as choices_of};
use crate::forms::text::key;
use crate::forms::vocabulary::before_percent;
use crate::forms::words::first;
use crate::instrument::program::{Item, QuestionPlan, Scoring};
use crate::instrument::table::{N, Q};
use crate::instrument::{Instrument, Part};
use crate::problem::{Code, Problem};
use crate::questionnaire::NotApplicable;

/// A form while it is written.
struct Writer<'a> {
    instrument: &'a Instrument,
    part: &'a Part,
    options: &'a XlsFormOptions,
    labels: Labels<'a>,
    tongues: Vec<Tongue<'a>>,
    names: &'a Names,
    relevance: Relevance<'a>,
    lists: Lists,
    rows: Vec<Row>,
    warnings: Vec<Problem>,
    /// How many questions have a text, by language and text.
    prompts: BTreeMap<(usize, String), usize>,
}

pub(super) fn form(instrument: &Instrument, part: &Part, options: &XlsFormOptions) -> XlsForm {
    let names = Names::of(instrument.definition());
    let labels = Labels::of(instrument.definition());
    let mut writer = Writer {
        instrument,
        part,
        options,
        tongues: tongues(&labels),
        labels,
        names: &names,
        relevance: Relevance::of(&part.program, &names),
        lists: Lists::default(),
        rows: Vec::new(),
        warnings: Vec::new(),
        prompts: BTreeMap::new(),
    };
    writer.count_prompts(instrument);
    writer.head(instrument);
    writer.children(part.program.root);
    let Writer { tongues, lists, rows, warnings, .. } = writer;
    let title = tongues.first().and_then(|tongue| tongue.texts).map(|texts| clean(&texts.title));
    let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| instrument.id().to_string());
    let id = options
        .profile
        .as_ref()
        .map_or_else(|| instrument.id().to_string(), |profile| format!("{}.{profile}", instrument.id()));
    let language = tongues.first().map(|tongue| tongue.name.clone()).unwrap_or_default();
    let cells = vec![
        ("form_title", title),
        ("form_id", id),
        ("version", instrument.version().to_string()),
        ("default_language", language),
    ];
    XlsForm {
        choices: choices(lists.into_rows(), &tongues),
        survey: survey(rows, &tongues),
        settings: settings(cells),
        warnings,
    }
}

impl<'a> Writer<'a> {
    /// Counts over the whole questionnaire: a table is read with all of it, whatever the profile.
    fn count_prompts(&mut self, instrument: &Instrument) {
        for (index, tongue) in self.tongues.iter().enumerate() {
            instrument.definition().root.each_question(&mut |question| {
                if let Some(text) = tongue.question(question.id.as_str()) {
                    *self.prompts.entry((index, key(&text.prompt))).or_default() += 1;
                }
            });
        }
    }

    /// What the form is for, and the city.
    fn head(&mut self, instrument: &Instrument) {
        let definition = instrument.definition();
        let description = each(&self.tongues, "", |tongue| tongue.texts?.description.clone());
        if self.options.descriptions {
            self.introduction(&Named::Introduction(definition.root.id.clone()), description);
        }
        if !self.options.about {
            return;
        }
        self.rows.push(Row {
            kind: "calculate".to_owned(),
            name: self.names.get(&Named::Questionnaire).to_owned(),
            calculation: format!("'{} {}'", instrument.id(), instrument.version()),
            ..Row::default()
        });
        city::rows(definition, self.names, &self.tongues, &mut self.lists, &mut self.rows);
    }

    fn introduction(&mut self, named: &Named, labels: Vec<String>) {
        if labels.iter().any(|label| !label.is_empty()) {
            let name = self.names.get(named).to_owned();
            self.rows.push(Row { kind: "note".to_owned(), name, labels, ..Row::default() });
        }
    }

    fn children(&mut self, node: N) {
        for item in &self.part.program.nodes[node].children {
            match *item {
                Item::Question(question) => self.question(question),
                Item::Node(node) => self.group(node),
            }
        }
    }

    fn group(&mut self, node: N) {
        let plan = &self.part.program.nodes[node];
        let id = plan.id.as_str();
        let text = |tongue: &Tongue<'a>| tongue.texts?.nodes.get(id);
        let labels = each(&self.tongues, id, |tongue| Some(text(tongue)?.title.clone()));
        let introduction = each(&self.tongues, "", |tongue| text(tongue)?.description.clone());
        let shown = self.relevance.node(node).clone();
        self.warn(id, &shown);
        self.rows.push(Row {
            kind: "begin_group".to_owned(),
            name: self.names.get(&Named::Node(plan.id.clone())).to_owned(),
            labels,
            relevant: shown.own.write(),
            ..Row::default()
        });
        if self.options.descriptions {
            self.introduction(&Named::Introduction(plan.id.clone()), introduction);
        }
        self.children(node);
        self.rows.push(Row { kind: "end_group".to_owned(), ..Row::default() });
    }

    fn warn(&mut self, id: &str, shown: &Shown) {
        if !shown.whole {
            let problem = Problem::new(Code::NotInForm, format!("{}/show_when", self.labels.path(id)));
            let left =
                if shown.own == Expr::Always { "always asked" } else { "asked where the rest of it holds" };
            let found = format!("a condition of `{id}` on scores, levels, or too many answers");
            let problem = problem.finding(found).expecting(format!("`{id}` is {left}"));
            self.warnings.push(self.instrument.questionnaire().layout.place(problem));
        }
    }

    fn question(&mut self, question: Q) {
        let part = self.part;
        let plan = &part.program.questions[question];
        let shown = self.relevance.question(question).clone();
        self.warn(plan.id.as_str(), &shown);
        let name = self.names.question(&plan.id, value_aspect(plan)).to_owned();
        let Limit { kind, constraint, messages } = limit_of(plan, &self.tongues);
        let (kind, constraint, messages) = match &plan.scoring {
            Scoring::Choice { .. } => {
                (format!("select_one {}", self.list(plan, &name)), constraint, messages)
            }
            Scoring::Several { .. } => {
                let list = self.list(plan, &name);
                let constraint = alone(plan);
                let messages = each(&self.tongues, "", |tongue| Some(tongue.words.alone.to_owned()));
                let messages = if constraint.is_empty() { Vec::new() } else { messages };
                (format!("select_multiple {list}"), constraint, messages)
            }
            _ => (kind.to_owned(), constraint, messages),
        };
        self.rows.push(Row {
            kind,
            labels: self.prompt(plan),
            hints: self.hints(plan),
            required: "no",
            relevant: shown.own.write(),
            constraint,
            messages,
            name: name.clone(),
            ..Row::default()
        });
        self.beside(plan, &shown, &name);
    }

    fn list(&mut self, plan: &QuestionPlan, name: &str) -> String {
        self.lists.of_question(plan, self.labels.question(plan.id.as_str()), &self.tongues, name)
    }

    /// The text of a question; with its id where that was asked for or another question has the same.
    fn prompt(&self, plan: &QuestionPlan) -> Vec<String> {
        let id = plan.id.as_str();
        let is_share = value_aspect(plan) == Aspect::Percent;
        let texts = each(&self.tongues, id, |tongue| tongue.question(id).map(|text| text.prompt.clone()));
        let numbered = texts.into_iter().enumerate().map(|(index, text)| {
            let shared = self.prompts.get(&(index, key(&text))).is_some_and(|count| *count > 1);
            let numbered = (self.options.ids || shared) && text != id;
            let percent = if is_share && before_percent(&text).is_none() { " (%)" } else { "" };
            if numbered { format!("{id} {text}{percent}") } else { format!("{text}{percent}") }
        });
        numbered.collect()
    }

    fn hints(&self, plan: &QuestionPlan) -> Vec<String> {
        let id = plan.id.as_str();
        let unit = match &plan.scoring {
            Scoring::Number { range, .. } if !range.share => {
                range.unit.as_ref().map(|unit| format!("[{unit}]"))
            }
            _ => None,
        };
        let allowed = plan.not_applicable != NotApplicable::Forbidden;
        each(&self.tongues, "", |tongue| {
            let text = tongue.question(id);
            let parts = [
                text.and_then(|text| text.help.clone()),
                unit.clone(),
                text.and_then(|text| text.not_applicable.clone()).filter(|_| allowed),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join("\n"))
        })
    }

    /// The rows below a question: why it has no answer, and what is said beside the answer.
    fn beside(&mut self, plan: &QuestionPlan, shown: &Shown, value: &str) {
        let name = |aspect: Aspect| self.names.question(&plan.id, aspect).to_owned();
        let (state, reason, note, evidence) =
            (name(Aspect::State), name(Aspect::Reason), name(Aspect::Note), name(Aspect::Evidence));
        if has_state_row(plan) {
            let list = self.lists.of_states(plan, &self.tongues);
            let missing = Expr::test(format!("${{{value}}} = ''"));
            let labels = self.words(plan, |tongue| tongue.words.no_answer);
            let relevant = Expr::all([shown.own.clone(), missing]).write();
            let kind = format!("select_one {list}");
            self.rows.push(Row {
                kind,
                name: state.clone(),
                labels,
                required: "no",
                relevant,
                ..Row::default()
            });
        }
        if plan.not_applicable == NotApplicable::WithReason
            && let Some(relevant) = not_applicable(plan, value, &state)
        {
            let labels = self.words(plan, |tongue| first(tongue.words.reason));
            // Without its reason the answer could not be used.
            let row = Row { labels, required: "yes", relevant, ..open_text(reason) };
            self.rows.push(row);
        }
        let relevant = shown.own.write();
        if self.options.evidence && plan.is_scored() {
            let id = plan.id.as_str();
            let labels = self.words(plan, |tongue| first(tongue.words.evidence));
            let hints = each(&self.tongues, "", |tongue| tongue.question(id)?.evidence.clone());
            let row =
                Row { labels, hints, required: "no", relevant: relevant.clone(), ..open_text(evidence) };
            self.rows.push(row);
        }
        if self.options.notes {
            let labels = self.words(plan, |tongue| first(tongue.words.note));
            self.rows.push(Row { labels, required: "no", relevant, ..open_text(note) });
        }
    }

    /// What is asked beside an answer, with the id of the question: a table with labels for headings
    /// would otherwise have the same heading once for each question.
    fn words(&self, plan: &QuestionPlan, word: impl Fn(&Tongue<'a>) -> &'static str) -> Vec<String> {
        each(&self.tongues, "", |tongue| Some(format!("{}: {}", plan.id, word(tongue))))
    }
}

/// A field for more than one line.
fn open_text(name: String) -> Row {
    Row { kind: "text".to_owned(), name, appearance: "multiline", ..Row::default() }
}

/// Where "not applicable" was chosen, and not an option that counts as it.
fn not_applicable(plan: &QuestionPlan, value: &str, state: &str) -> Option<String> {
    if has_state_row(plan) {
        return Some(format!("${{{state}}} = '{}'", Choice::NotApplicable.as_str()));
    }
    let chosen = choices_of(plan).into_iter().find(|(choice, _)| *choice == Choice::NotApplicable)?;
    Some(match plan.scoring {
        Scoring::Several { .. } => format!("selected(${{{value}}}, '{}')", chosen.1),
        _ => format!("${{{value}}} = '{}'", chosen.1),
    })
}

/// What cannot be chosen with others.
fn alone(plan: &QuestionPlan) -> String {
    let Scoring::Several { options, .. } = &plan.scoring else { return String::new() };
    let exclusive = |choice: &Choice| match choice {
        Choice::Option(id) => options.iter().any(|option| option.exclusive && option.id == *id),
        _ => true,
    };
    let names = choices_of(plan).into_iter().filter(|(choice, _)| exclusive(choice));
    let tests = names.map(|(_, name)| Expr::test(format!("selected(., '{name}')")));
    let one = Expr::test("count-selected(.) <= 1");
    match Expr::any(tests) {
        Expr::Never => String::new(),
        some => Expr::any([one, some.not()]).write(),
    }
}
