// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0

/** What an act throws, which it must. */
export function thrown(act) {
    try {
        act();
    } catch (error) {
        return error;
    }
    throw new Error("nothing was thrown");
}
