// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Reports as files, and charts of any data.

use digirights_reporting::chart::Chart;
use digirights_reporting::{Audience, Format};
use wasm_bindgen::prelude::*;

use crate::json::text;
use crate::problems::unmade;
use crate::reporting::Subject;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Who a report is for: those who do the work (everything, down to each answer), or those who decide (two pages). */
export type Audience = "technical" | "political";

/** The formats of reports. A workbook and CSV hold everything in numbers, the same for every audience. */
export type ReportFormat = "html" | "docx" | "md" | "xlsx" | "csv";
"#;

#[wasm_bindgen]
impl Subject {
    /// A report for an audience, as a file.
    ///
    /// @throws {ProblemsError} there is no such audience, format or language
    pub fn report(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Audience")] audience: &str,
        #[wasm_bindgen(unchecked_param_type = "ReportFormat")] format: &str,
    ) -> Result<Vec<u8>, JsValue> {
        self.told(|subject| subject.file(audience.parse::<Audience>()?, format.parse::<Format>()?))
    }

    /// A report on what has changed since the earlier result, as a file.
    ///
    /// @throws {ProblemsError} there is no earlier result, or the format holds no documents
    #[wasm_bindgen(js_name = comparisonReport)]
    pub fn comparison_report(
        &self,
        #[wasm_bindgen(unchecked_param_type = "'html' | 'docx' | 'md'")] format: &str,
    ) -> Result<Vec<u8>, JsValue> {
        self.told(|subject| subject.comparison_report()?.to_file(format.parse::<Format>()?))
    }

    /// The result on one page, for everybody, as SVG.
    ///
    /// @throws {ProblemsError} the whole has no score
    pub fn infographic(&self) -> Result<String, JsValue> {
        self.told(|subject| Ok(subject.infographic()?.svg()))
    }

    /// Messages for local stakeholders with cards as SVG, in a ZIP archive.
    ///
    /// @throws {ProblemsError} the whole has no score
    #[wasm_bindgen(js_name = campaignKit)]
    pub fn campaign_kit(&self) -> Result<Vec<u8>, JsValue> {
        self.told(|subject| subject.campaign_kit(|_| None))
    }
}

/// What browsers and servers call a format of reports.
///
/// @throws {ProblemsError} there is no such format
#[wasm_bindgen(js_name = mediaType)]
pub fn media_type(
    #[wasm_bindgen(unchecked_param_type = "ReportFormat")] format: &str,
) -> Result<String, JsValue> {
    Ok(format.parse::<Format>().map_err(|error| unmade(&error))?.media_type().to_owned())
}

/// Draws a chart from its data, as SVG.
///
/// @throws {ProblemsError} the data is no chart; the place is a JSON Pointer
#[wasm_bindgen]
pub fn draw(
    #[wasm_bindgen(unchecked_param_type = "Given<Chart>")] chart: &JsValue,
) -> Result<String, JsValue> {
    Ok(Chart::from_json(&text(chart)).map_err(|error| unmade(&error))?.svg())
}
