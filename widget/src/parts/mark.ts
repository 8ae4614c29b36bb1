// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// Where a part begins in the fragment of an address.

export const MARK = "#dra=";
