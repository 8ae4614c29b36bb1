# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Scores questionnaires that are data, with sound bounds, and plans what to do next: the engine of the
digital rights self-assessment for cities.

>>> import digirights
>>> questionnaire = digirights.Questionnaire.load("digital-rights")
>>> card = questionnaire.score(questionnaire.samples()["midsized"])
>>> card.point, card.low, card.high, card.level  # doctest: +ELLIPSIS
(0.554..., 0.550..., 0.558..., 'progressing')
>>> plan = card.plan(target="advancing")
>>> plan.target.actions, plan.target.effort
(['M15-A1', 'M08-A1'], 38.0)

Results are tables that polars, pandas, pyarrow and duckdb read without a copy: ``card.nodes.to_polars()``.

Everything that can be wrong with an input is a :class:`Problem` with a stable code, its place, what was
found, what was expected and the nearest valid name; a :class:`ProblemsError` says them all at once.
"""

from __future__ import annotations

from digirights import _digirights
from digirights._answers import Answers, AnswersLike, Confidence, State
from digirights._batch import Measure, ScoredTable, score_table
from digirights._chart import Chart, draw
from digirights._comparison import ComparedSide, Comparison, Direction
from digirights._files import TableLike
from digirights._forms import FormAnswers
from digirights._input import JsonLike
from digirights._node_score import (
    Decomposition,
    Gate,
    Highlight,
    Narrowing,
    NextLevel,
    NodeScore,
    NodeState,
)
from digirights._plan import Plan, TargetResult
from digirights._problems import (
    AnswersError,
    BridgeWarning,
    ChartError,
    DigirightsError,
    FontWarning,
    Problem,
    ProblemsError,
    QuestionnaireError,
    ResultError,
    UsageError,
)
from digirights._questionnaire import Bridged, Questionnaire, questionnaires
from digirights._scorecard import Scorecard
from digirights._scoring import (
    Merged,
    QuestionnaireLike,
    Verification,
    compare,
    merge,
    plan,
    score,
    verify,
)
from digirights._table import ArrowStream, Table

__version__: str = _digirights.ENGINE

__all__ = [
    "Answers",
    "AnswersError",
    "AnswersLike",
    "ArrowStream",
    "BridgeWarning",
    "Bridged",
    "Chart",
    "ChartError",
    "ComparedSide",
    "Comparison",
    "Confidence",
    "Decomposition",
    "DigirightsError",
    "Direction",
    "FontWarning",
    "FormAnswers",
    "Gate",
    "Highlight",
    "JsonLike",
    "Measure",
    "Merged",
    "Narrowing",
    "NextLevel",
    "NodeScore",
    "NodeState",
    "Plan",
    "Problem",
    "ProblemsError",
    "Questionnaire",
    "QuestionnaireError",
    "QuestionnaireLike",
    "ResultError",
    "Scorecard",
    "ScoredTable",
    "State",
    "Table",
    "TableLike",
    "TargetResult",
    "UsageError",
    "Verification",
    "__version__",
    "compare",
    "draw",
    "merge",
    "plan",
    "questionnaires",
    "score",
    "score_table",
    "verify",
]
