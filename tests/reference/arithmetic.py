# SPDX-License-Identifier: EUPL-1.2
"""Two kinds of number, so that one scorer serves as exact oracle and as model of the engine's doubles."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Callable, Union

Number = Union[Fraction, float]


@dataclass(frozen=True)
class Arithmetic:
    """How a JSON number is read. A Fraction takes the exact value of the nearest double."""

    name: str
    number: Callable[[Union[int, float]], Number]
    zero: Number
    one: Number
    tolerance: Number

    @property
    def exact(self) -> bool:
        return self.name == "exact"


EXACT = Arithmetic("exact", lambda x: Fraction(float(x)), Fraction(0), Fraction(1), Fraction(1, 10**9))
FLOAT = Arithmetic("float", float, 0.0, 1.0, 1e-9)


def cut(x: Number, low: Number, high: Number) -> Number:
    """x brought into low … high."""
    return min(max(x, low), high)


def meets(test: str, x: Number, limit: Number, tolerance: Number) -> bool:
    """A comparison in which numbers within the tolerance of each other are equal."""
    if test == "at_least":
        return x >= limit - tolerance
    if test == "above":
        return x > limit + tolerance
    if test == "at_most":
        return x <= limit + tolerance
    if test == "below":
        return x < limit - tolerance
    raise ValueError(f"no such comparison: {test}")


COMPARISONS = ("at_least", "above", "at_most", "below")
