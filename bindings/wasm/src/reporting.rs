// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What charts and reports are about, and its charts.

use digirights::{Plan, Scorecard};
use digirights_reporting::document::{Picture, Table};
use digirights_reporting::{Error, FigureKind, Words};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::assessment::Assessment;
use crate::json::object;
use crate::planning::plan_options;
use crate::problems::{Of, refuse, set, unmade};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a report tells beside the result, and how. */
export interface SubjectOptions {
    /** What its plan is to reach, and within what; `{}` for one without a goal. Without it there is no plan. */
    plan?: PlanOptions;
    /** One of the questionnaire's languages (BCP 47); its first unless given. */
    language?: string;
}

/** The charts that can be made of a result. */
export type FigureKind = "radar" | "bars" | "heat_map" | "gaps" | "effort_gain" | "roadmap" | "change";

/** A chart of a result. */
export interface Figure {
    /** One element, with its title and description; it has classes and no styles. */
    svg: string;
    title: string;
    /** What can be seen, in words. */
    description: string;
    /** How to read it. */
    caption: string;
    /** Its data; null where it has none of its own. */
    table: FigureTable | null;
}

/** The data of a chart. The first column names the rows. */
export interface FigureTable {
    columns: { heading: string; number: boolean }[];
    /** `depth`: how far below the first rows it stands; `strong`: a sum or a head of others. */
    rows: { depth: number; strong: boolean; cells: string[] }[];
}
"#;

/// What charts and reports are about: a result, with its plan and an earlier result where they are wanted.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Subject {
    card: Scorecard,
    plan: Option<Plan>,
    earlier: Option<Scorecard>,
    language: Option<String>,
}

#[wasm_bindgen]
impl Assessment {
    /// What charts and reports of the result are made from.
    ///
    /// @throws {ProblemsError} the target or a number of the plan cannot be used
    pub fn subject(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "SubjectOptions")] options: &JsValue,
    ) -> Result<Subject, JsValue> {
        let member = |key: &str| Reflect::get(options, &key.into()).unwrap_or_default();
        let plan = member("plan");
        let plan = if plan.is_undefined() || plan.is_null() {
            None
        } else {
            Some(self.inner().plan(&plan_options(&plan)?).map_err(refuse(Of::Usage))?)
        };
        Ok(Subject {
            card: self.card().clone(),
            plan,
            earlier: None,
            language: member("language").as_string(),
        })
    }

    /// The same, beside an earlier result of the same city.
    ///
    /// @throws {ProblemsError} the two cannot be compared, or the target or a number of the plan be used
    #[wasm_bindgen(js_name = subjectSince)]
    pub fn subject_since(
        &self,
        earlier: &Self,
        #[wasm_bindgen(unchecked_optional_param_type = "SubjectOptions")] options: &JsValue,
    ) -> Result<Subject, JsValue> {
        let subject = Subject { earlier: Some(earlier.card().clone()), ..self.subject(options)? };
        subject.told(|_| Ok(()))?;
        Ok(subject)
    }
}

#[wasm_bindgen]
impl Subject {
    /// Its plan, if it has one.
    #[wasm_bindgen(unchecked_return_type = "PlanDocument | undefined")]
    pub fn plan(&self) -> Result<JsValue, JsValue> {
        self.plan.as_ref().map_or(Ok(JsValue::UNDEFINED), |plan| object(&plan.to_json()))
    }

    /// A chart, so many pixels wide (at least 240). The `id` tells it from others on a page; without one, it is
    /// made of the kind.
    ///
    /// @throws {ProblemsError} there is no such chart or language, or it needs a plan, an earlier result or more
    /// answers
    #[wasm_bindgen(unchecked_return_type = "Figure")]
    pub fn figure(
        &self,
        #[wasm_bindgen(unchecked_param_type = "FigureKind")] kind: &str,
        width: u32,
        id: Option<String>,
    ) -> Result<JsValue, JsValue> {
        self.told(|subject| Ok(figure(subject.figure(kind.parse::<FigureKind>()?, width)?, id)))
    }

    /// The members of a lens as bars, in the same way.
    ///
    /// @throws {ProblemsError} there is no such lens or language
    #[wasm_bindgen(unchecked_return_type = "Figure")]
    pub fn lens(&self, lens: &str, width: u32, id: Option<String>) -> Result<JsValue, JsValue> {
        self.told(|subject| Ok(figure(subject.lens(lens, width)?, id)))
    }

    /// The charts that can be made.
    ///
    /// @throws {ProblemsError} there is no such language
    #[wasm_bindgen(unchecked_return_type = "FigureKind[]")]
    pub fn figures(&self) -> Result<Vec<String>, JsValue> {
        self.told(|subject| Ok(subject.figures().into_iter().map(|kind| kind.as_str().to_owned()).collect()))
    }
}

impl Subject {
    /// What is made of it, in its language.
    pub(crate) fn told<T>(
        &self,
        made: impl FnOnce(&digirights_reporting::Subject<'_>) -> Result<T, Error>,
    ) -> Result<T, JsValue> {
        let words =
            Words::new(self.card.instrument(), self.language.as_deref()).map_err(|error| unmade(&error))?;
        let mut subject = digirights_reporting::Subject::new(&self.card, &words);
        if let Some(plan) = &self.plan {
            subject = subject.with_plan(plan);
        }
        if let Some(earlier) = &self.earlier {
            subject = subject.with_earlier(earlier).map_err(refuse(Of::Usage))?;
        }
        made(&subject).map_err(|error| unmade(&error))
    }
}

fn figure(mut picture: Picture, id: Option<String>) -> JsValue {
    picture.chart.id = id.unwrap_or(picture.chart.id);
    let made = Object::new();
    set(&made, "svg", &picture.chart.svg().into());
    set(&made, "title", &picture.chart.title.into());
    set(&made, "description", &picture.chart.description.into());
    set(&made, "caption", &picture.caption.into());
    set(&made, "table", &picture.data.as_ref().map_or(JsValue::NULL, table));
    made.into()
}

fn table(table: &Table) -> JsValue {
    let columns = table.columns.iter().map(|column| {
        let of = Object::new();
        set(&of, "heading", &column.heading.as_str().into());
        set(&of, "number", &column.number.into());
        of
    });
    let rows = table.rows.iter().map(|row| {
        let of = Object::new();
        set(&of, "depth", &row.depth.into());
        set(&of, "strong", &row.strong.into());
        set(&of, "cells", &row.cells.iter().map(|cell| JsValue::from(cell.letters())).collect::<Array>());
        of
    });
    let made = Object::new();
    set(&made, "columns", &columns.collect::<Array>());
    set(&made, "rows", &rows.collect::<Array>());
    made.into()
}
