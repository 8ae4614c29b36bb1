// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Defines <digital-rights-assessment>.

import { DigitalRightsAssessment } from "./element.ts";

if (!customElements.get("digital-rights-assessment")) {
    customElements.define("digital-rights-assessment", DigitalRightsAssessment);
}

export { DigitalRightsAssessment };
export type { Change } from "./session.ts";
export { addLanguage, type Texts as InterfaceTexts } from "./texts/languages.ts";
export type * from "@digirights/engine";
