# SPDX-License-Identifier: EUPL-1.2
"""Bands: which one a number or a date lies in (FORMAT.md 1.2)."""

from __future__ import annotations

from typing import Any, Callable


def find_band(bands: list[dict[str, Any]], edge: str, x: Any, read: Callable[[Any], Any]) -> dict[str, Any]:
    """The last band that begins at or below x; with edge "excluded", below x only."""
    found = None
    for band in bands:
        if "from" not in band:
            begins = True
        elif edge == "excluded":
            begins = x > read(band["from"])
        else:
            begins = x >= read(band["from"])
        if begins:
            found = band
    if found is None:
        raise ValueError(f"{x} is in no band")
    return found
