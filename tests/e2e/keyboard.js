// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// A person who has a keyboard alone.

/** What has the focus inside the element: its tag, type, id, and all that names it. */
function focus(page) {
    return page.locator("digital-rights-assessment").evaluate(({ shadowRoot }) => {
        const at = shadowRoot.activeElement;
        if (!at) return null;
        const labels = [...(at.labels ?? [])].map((label) => label.textContent);
        const name = [at.getAttribute("aria-label"), ...labels, at.matches("select") ? "" : at.textContent].join(" ");
        return { tag: at.localName, type: at.type ?? "", id: at.id, name: name.replace(/\s+/g, " ").trim() };
    });
}

/** Goes on with Tab until something of this kind and name has the focus. `input` is every kind of input. */
export async function tabTo(page, tag, name, { most = 400, key = "Tab" } = {}) {
    for (let steps = 0; steps < most; steps += 1) {
        await page.keyboard.press(key);
        const at = await focus(page);
        if (at?.tag === tag && name.test(at.name)) return at;
    }
    throw new Error(`no way to ${tag} ${name} with ${key}`);
}

/** Goes to something with Tab and presses a key there. */
export async function pressOn(page, tag, name, { press = "Enter", ...options } = {}) {
    const at = await tabTo(page, tag, name, options);
    await page.keyboard.press(press);
    return at;
}

/** Goes to a field with Tab and types. */
export async function typeIn(page, tag, name, text, options) {
    await tabTo(page, tag, name, options);
    await page.keyboard.type(text);
}

/** Opens what a file field asks for. */
export async function give(page, name, files) {
    // Always heard: a dialogue that nobody hears stays open in the browser, and keeps all others shut.
    page.on("filechooser", heard);
    await tabTo(page, "input", name);
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
    await chooser.setFiles(files);
}

const heard = () => {};
