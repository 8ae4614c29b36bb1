// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Saving to a file, which is at hand wherever answers are not kept.

import type { View } from "../view.ts";
import { download, portable } from "./file.ts";
import type { FilesUi } from "./files-ui.ts";

/** Saves all answers to a file. */
export function save(view: View): void {
    download(portable(view.session));
    view.keeper.inFile();
    tell(view, { good: view.words.text("keep.saved") });
}

/** Says what came of a file. */
export function tell(view: View, report: NonNullable<FilesUi["report"]>): void {
    view.ui.files = { asked: null, report };
    view.say(report.good ?? view.words.text("keep.refused", { name: report.name ?? "" }));
    view.draw();
}
