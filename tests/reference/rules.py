# SPDX-License-Identifier: EUPL-1.2
"""How a node makes one number of its inputs (FORMAT.md 1.1). Weights here are above 0."""

from __future__ import annotations

import math
from typing import Optional

from arithmetic import Arithmetic, Number


def combine(rule: str, exponent: Optional[float], xs: list[Number], ws: list[Number], ar: Arithmetic) -> Number:
    if rule == "sum":
        return weighted_sum(xs, ws, ar)
    if rule == "weighted_mean":
        return weighted_sum(xs, ws, ar) / sum(ws, ar.zero)
    if rule == "minimum":
        return min(xs)
    if rule == "maximum":
        return max(xs)
    if rule == "harmonic_mean":
        return harmonic(xs, ws, ar)
    if rule == "geometric_mean":
        return geometric(xs, ws, ar)
    if rule == "power_mean":
        assert exponent is not None
        return power(exponent, xs, ws, ar)
    raise ValueError(f"no such rule: {rule}")


def weighted_sum(xs: list[Number], ws: list[Number], ar: Arithmetic) -> Number:
    total = ar.zero
    for x, w in zip(xs, ws):
        total += w * x
    return total


def harmonic(xs: list[Number], ws: list[Number], ar: Arithmetic) -> Number:
    if any(x == 0 for x in xs):
        return ar.zero
    total = ar.zero
    for x, w in zip(xs, ws):
        total += w / x
    return sum(ws, ar.zero) / total


def geometric(xs: list[Number], ws: list[Number], ar: Arithmetic) -> Number:
    if any(x == 0 for x in xs):
        return ar.zero
    total = 0.0
    for x, w in zip(xs, ws):
        total += float(w) * math.log(float(x))
    return ar.number(math.exp(total / sum((float(w) for w in ws), 0.0)))


def power(p: float, xs: list[Number], ws: list[Number], ar: Arithmetic) -> Number:
    if p < 0 and any(x == 0 for x in xs):
        return ar.zero
    if ar.exact and p == 1:
        return weighted_sum(xs, ws, ar) / sum(ws, ar.zero)
    if ar.exact and p == -1:
        return harmonic(xs, ws, ar)
    total = 0.0
    for x, w in zip(xs, ws):
        total += float(w) * float(x) ** p
    return ar.number((total / sum((float(w) for w in ws), 0.0)) ** (1 / p))
