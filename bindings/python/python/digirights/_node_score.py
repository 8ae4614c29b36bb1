# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What came of the parts of a questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

NodeState: TypeAlias = Literal["scored", "not_applicable", "unanswered", "dont_know"]
"""What came of a node."""

Decomposition: TypeAlias = Literal["additive", "marginal", "decisive"]
"""How a node's score is divided among its inputs: by what each adds (means and sums), by what each adds at
the margin (geometric, harmonic and power means), or all to the one that decides (minimum and maximum)."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate that does not hold."""

    gate: int
    """Its position in the level's ``requires``, from 0."""
    open: bool
    """Whether a missing answer decides it."""
    questions: list[str]
    """The questions that keep it from holding."""
    nodes: list[str]
    """The nodes that keep it from holding."""


@dataclass(frozen=True, slots=True)
class NextLevel:
    """What keeps a node from its next level."""

    level: str
    """The level."""
    cut_point: float | None
    """Its cut point, where the score does not reach it."""
    missing: float | None
    """How much is missing to the cut point, in the measure of the level set."""
    gates: list[Gate]
    """Its gates that do not hold."""


@dataclass(frozen=True, slots=True)
class NodeScore:
    """What came of a node."""

    id: str
    """Its id."""
    title: str
    """Its title in the questionnaire's first language."""
    kind: str | None
    """The author's word for its sort, such as ``mechanism``."""
    parent: str | None
    """The node above it."""
    state: NodeState
    """What came of it; it has a score if it is ``scored``."""
    point: float | None
    """The score of the answers as they are, from 0 to ``maximum``; ``None`` without one."""
    low: float | None
    """No later answer makes it less. Without a score: the least it may still get, ``None`` if none."""
    high: float | None
    """No later answer makes it more. Without a score: the most it may still get, ``None`` if none."""
    maximum: float
    """The greatest score it can have: 1, or what the questionnaire says."""
    level: str | None
    """The level of its point."""
    level_low: str | None
    """The lowest level, whatever is answered later."""
    level_high: str | None
    """The highest level, whatever is answered later."""
    next_level: NextLevel | None
    """What keeps it from the next level; ``None`` at the highest, or without levels."""
    completeness: float
    """Answered ÷ asked, from 0 to 1; 1 if nothing is asked."""
    answered: int
    """Answered questions below."""
    asked: int
    """Scored questions below that are shown and applicable."""
    evidence: float
    """Share of the answered ones with evidence, from 0 to 1."""
    decomposition: Decomposition
    """How the score is divided among the inputs."""
    contributions: dict[str, float]
    """What each input adds to the point, in the node's units, in the order of their ids. With ``adjustment``
    it adds up to the point."""
    adjustment: float
    """What the node's own adjustments add."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A strength or a weakness."""

    node: str
    """The node."""
    title: str
    """Its title in the questionnaire's first language."""
    share: float
    """The share of the maximum that decided: of the low for a strength, of the point for a weakness."""
    certain: bool
    """Whether it stays one whatever is answered later."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A missing answer."""

    question: str
    """The question."""
    narrows: float
    """How much narrower the bounds of the whole become at least, in the units of the whole."""


def node_score(
    found: Mapping[str, Any], node: str, title: str, kind: str | None, parent: str | None, maximum: float
) -> NodeScore:
    """A node as the engine's document says it."""
    score = found["score"] or {"point": None, **found.get("bounds", {"low": None, "high": None})}
    return NodeScore(
        id=node,
        title=title,
        kind=kind,
        parent=parent,
        state=found["state"],
        point=score["point"],
        low=score["low"],
        high=score["high"],
        maximum=maximum,
        level=found["level"],
        level_low=found["level_low"],
        level_high=found["level_high"],
        next_level=_next_level(found.get("next_level")),
        completeness=found["completeness"],
        answered=found["answered"],
        asked=found["asked"],
        evidence=found["evidence"],
        decomposition=found["decomposition"],
        contributions=dict(found["contributions"]),
        adjustment=found["adjustment"],
    )


def _next_level(found: Mapping[str, Any] | None) -> NextLevel | None:
    if found is None:
        return None
    gates = [Gate(**gate) for gate in found["gates"]]
    return NextLevel(found["level"], found.get("from"), found.get("missing"), gates)
