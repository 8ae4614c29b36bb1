// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Puts a sample city into the assessment. What was there before comes back with "Undo".

const assessment = document.querySelector("digital-rights-assessment");

document.querySelector("#load").addEventListener("click", async () => {
    const name = document.querySelector("#sample").value;
    const response = await fetch(`../../questionnaires/digital-rights/samples/${name}.json`);
    assessment.import(await response.text());
});
