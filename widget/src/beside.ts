// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Files that lie beside the script.

export function beside(name: string): URL {
    return new URL(/* @vite-ignore */ `./${name}`, import.meta.url);
}
