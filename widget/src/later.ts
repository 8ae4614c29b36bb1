// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// The pages that come after the first one, with their style and what else is not needed at once, as one file.

import css from "./style/later.css?inline";

export { help } from "@digirights/engine/help";
export { asideOf, plan as planned } from "./aside/ask.ts";
export { useful } from "./fill/useful.ts";
export { offer, takeOffer } from "./parts/offer.ts";
export { parts } from "./parts/parts.ts";
export { plan } from "./plan/plan.ts";
export { result } from "./result/result.ts";

export const style = new CSSStyleSheet();
style.replaceSync(css);
