// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The engine for browsers and Node. Documents cross as JSON and arrive as plain objects; every rule
//! is the engine's.
#![expect(clippy::doc_markdown, reason = "the documentation is JavaScript's (JSDoc)")]

mod assessment;
#[cfg(feature = "batch")]
mod batch;
mod instrument;
mod json;
#[cfg(feature = "plan")]
mod merging;
#[cfg(feature = "plan")]
mod planning;
mod problems;
#[cfg(feature = "charts")]
mod reporting;
#[cfg(feature = "reports")]
mod reports;

use wasm_bindgen::prelude::*;

/// Documents are typed by the JSON Schemas of the file formats.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type {
    AnswersDocument, Chart, Comparison, Definition, NarrowingDocument, PlanDocument, Problem, ScorecardChanges,
    ScorecardDocument, Settlements,
} from "./documents.js";
export type * from "./documents.js";

/** What is thrown where an input cannot be used: every problem of it at once. */
export interface ProblemsError extends Error {
    name: "ProblemsError";
    /** What cannot be used: a questionnaire, answers, a published result, the data of a chart, or what was
     * asked for. */
    of: "questionnaire" | "answers" | "result" | "chart" | "usage";
    problems: ExplainedProblem[];
}

/** A problem with its words in English. */
export interface ExplainedProblem extends Problem {
    /** What is wrong, in short. */
    title: string;
    /** What to do about it. The scorer leaves it out: `@digirights/engine/help` has it by code. */
    help?: string;
    severity: "problem" | "warning";
    /** Everything in one line. */
    message: string;
}

/** A code that a problem can have, with its words in English. */
export interface DescribedCode {
    code: string;
    title: string;
    help: string;
    severity: "problem" | "warning";
}

/** A document as JSON text or as the object that it describes. A text keeps what an object loses: keys
 * that are given twice are found, and problems name lines. */
export type Given<T> = string | T;
"#;

/// The version of the engine.
#[wasm_bindgen]
#[must_use]
pub fn engine() -> String {
    digirights::ENGINE.to_owned()
}

/// Rounds as scores are shown: half away from zero.
#[wasm_bindgen]
#[must_use]
pub fn rounded(number: f64, digits: u32) -> f64 {
    digirights::round(number, digirights::Rounding::HalfAway, digits)
}

/// 4 kB smaller than the allocator that comes with Rust.
#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
