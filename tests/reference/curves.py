# SPDX-License-Identifier: EUPL-1.2
"""Scoring curves: from a measured number to a value in 0 … 1 (FORMAT.md 1.2)."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

from arithmetic import Arithmetic, Number, cut


def curve_value(curve: dict[str, Any], x: Number, ar: Arithmetic) -> Number:
    shape = curve["shape"]
    if shape == "linear":
        return linear(curve, x, ar)
    if shape == "logarithmic":
        return logarithmic(curve, x, ar)
    if shape == "log_normal":
        return log_normal(curve, x, ar)
    if shape == "piecewise":
        return piecewise(curve, x, ar)
    raise ValueError(f"no such curve: {shape}")


def linear(curve: dict[str, Any], x: Number, ar: Arithmetic) -> Number:
    worst, best = ar.number(curve["worst"]), ar.number(curve["best"])
    return cut((x - worst) / (best - worst), ar.zero, ar.one)


def logarithmic(curve: dict[str, Any], x: Number, ar: Arithmetic) -> Number:
    worst, best = float(curve["worst"]), float(curve["best"])
    at = float(x) if x > 0 else min(worst, best)
    if at == best:
        return ar.one
    share = (math.log(at) - math.log(worst)) / (math.log(best) - math.log(worst))
    return cut(ar.number(share), ar.zero, ar.one)


def log_normal(curve: dict[str, Any], x: Number, ar: Arithmetic) -> Number:
    first, second = curve["points"]
    z1, z2 = (-NormalDist().inv_cdf(float(p["value"])) for p in (first, second))
    ln1, ln2 = math.log(first["at"]), math.log(second["at"])
    sigma = (ln2 - ln1) / (z2 - z1)
    mu = ln1 - sigma * z1
    if x <= 0:
        return ar.one if sigma > 0 else ar.zero
    return ar.number(0.5 * math.erfc((math.log(float(x)) - mu) / (sigma * math.sqrt(2))))


def piecewise(curve: dict[str, Any], x: Number, ar: Arithmetic) -> Number:
    points = [(ar.number(p["at"]), ar.number(p["value"])) for p in curve["points"]]
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if x <= x1:
            between = y0 + (y1 - y0) * (x - x0) / (x1 - x0)
            return y1 if x == x1 else max(min(y0, y1), min(max(y0, y1), between))
    return points[-1][1]


def curve_range(curve: dict[str, Any], ar: Arithmetic) -> tuple[Number, Number]:
    """Lowest and highest value of a curve, whatever the number."""
    if curve["shape"] == "piecewise":
        values = [ar.number(p["value"]) for p in curve["points"]]
        return min(values), max(values)
    return ar.zero, ar.one


def knots(curve: dict[str, Any]) -> list[float]:
    if "points" in curve:
        return [p["at"] for p in curve["points"]]
    return [curve["worst"], curve["best"]]
