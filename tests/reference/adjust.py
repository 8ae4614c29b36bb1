# SPDX-License-Identifier: EUPL-1.2
"""Adjustments after the rule, and the four ways to round (FORMAT.md 1.3)."""

from __future__ import annotations

import math
from typing import Any

from arithmetic import Arithmetic, Number


def round_to(x: Number, rule: str, digits: int, ar: Arithmetic) -> Number:
    step = ar.number(10**digits)
    scaled = x * step
    return ar.number(round_whole(scaled, rule, ar)) / step


def round_whole(x: Number, rule: str, ar: Arithmetic) -> int:
    below = math.floor(x)
    if rule == "down":
        return below + 1 if below + 1 - x <= ar.tolerance else below
    half = ar.number(0.5)
    rest = x - below
    if abs(rest - half) > ar.tolerance:
        return below + 1 if rest > half else below
    if rule == "half_up":
        return below + 1
    if rule == "half_away":
        return below + 1 if x > 0 else below
    if rule == "half_even":
        return below if below % 2 == 0 else below + 1
    raise ValueError(f"no such rounding: {rule}")


def apply(adjustment: dict[str, Any], x: Number, ar: Arithmetic) -> Number:
    if "multiply" in adjustment:
        return x * ar.number(adjustment["multiply"])
    if "add" in adjustment:
        return x + ar.number(adjustment["add"])
    if "cap" in adjustment:
        return min(x, ar.number(adjustment["cap"]))
    if "floor" in adjustment:
        return max(x, ar.number(adjustment["floor"]))
    how = adjustment["round"]
    return round_to(x, how["rule"], how.get("digits", 0), ar)
