# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What is written of a result: reports, pages for everybody, charts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, overload

from digirights import _digirights
from digirights._chart import Chart
from digirights._input import PathLike, filed, write
from digirights._pdf import is_pdf, pdf
from digirights._plan import planned

if TYPE_CHECKING:
    from digirights._answers import AnswersLike
    from digirights._questionnaire import Questionnaire
    from digirights._scorecard import Scorecard


class Reports:
    """The part of a scorecard that writes it."""

    _questionnaire: Questionnaire
    _held: _digirights.Assessment
    _raw: _digirights.Scorecard

    @overload
    def report(
        self,
        path: PathLike,
        *,
        audience: str = "technical",
        format: str | None = None,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
        since: Scorecard | AnswersLike | None = None,
    ) -> None: ...

    @overload
    def report(
        self,
        path: None = None,
        *,
        audience: str = "technical",
        format: str,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
        since: Scorecard | AnswersLike | None = None,
    ) -> bytes: ...

    def report(
        self,
        path: PathLike | None = None,
        *,
        audience: str = "technical",
        format: str | None = None,  # noqa: A002
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
        since: Scorecard | AnswersLike | None = None,
    ) -> bytes | None:
        """Writes a report: the file that ``digirights report`` writes.

        ``audience`` is ``technical``, for those who do the work, or ``political``, two pages for those who
        decide. The end of the name tells the format, unless ``format`` does: ``.html``, ``.docx``, ``.pdf``
        (``pip install 'digirights[pdf]'``) or ``.md``, or the numbers alone, for every audience, as ``.xlsx``
        or ``.csv``. Without a path, the bytes of the file are given back. ``language`` is one of the
        questionnaire's (BCP 47), without it its first. The plan in it is :meth:`plan` for this ``target`` and
        ``budget``. ``since`` is an earlier result of the city, as a scorecard or as answers.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> page = digirights.score(midsized).report(format="html", audience="political")
        >>> "Where we stand" in page.decode()
        True

        Raises :class:`UsageError` for a format, an audience or a language that there is not, and what
        :meth:`plan` raises; :class:`AnswersError` where the earlier result cannot be compared with this one;
        ``ImportError`` for PDF without its library; ``OSError`` where the file cannot be written. PDF
        that has letters of other scripts than Latin, Greek, Cyrillic and Arabic comes with a
        :class:`FontWarning`. A file is there when it is whole; one that was there
        before stays until then.
        """
        subject = self._subject(since, planned(self._held, target, budget))

        def made(kind: str) -> bytes:
            if is_pdf(kind):
                return pdf(*subject.report_typeset(audience, language))
            return subject.report(audience, kind, language)

        return filed(path, format, made)

    @overload
    def infographic(
        self,
        path: PathLike,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> None: ...

    @overload
    def infographic(
        self,
        path: None = None,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> Chart: ...

    def infographic(
        self,
        path: PathLike | None = None,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> Chart | None:
        """The result on one page, for everybody: what ``digirights report --audience public`` writes.

        The end of the name tells the format: ``.svg``, ``.png`` or ``.pdf``. Without a path, the page is
        given back as a picture, which notebooks draw and whose ``svg`` is its text. The other arguments are
        those of :meth:`report`.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> digirights.score(midsized).infographic().svg.startswith("<svg")
        True

        Raises :class:`UsageError` where the whole has no score, and what :meth:`report` raises.
        """
        subject = self._subject(None, planned(self._held, target, budget))
        if path is not None and is_pdf(Path(path).suffix[1:]):
            write(path, pdf(*subject.infographic_typeset(language)))
            return None
        page = Chart(*subject.infographic(language))
        if path is None:
            return page
        page.save(path)
        return None

    @overload
    def campaign(
        self,
        path: PathLike,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> None: ...

    @overload
    def campaign(
        self,
        path: None = None,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> bytes: ...

    def campaign(
        self,
        path: PathLike | None = None,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> bytes | None:
        """Writes messages for local stakeholders with their cards, in three sizes as SVG and PNG, as one ZIP
        archive; without a path, gives back its bytes. The other arguments are those of :meth:`report`.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> digirights.score(midsized).campaign()[:2]
        b'PK'

        Raises :class:`UsageError` where the whole has no score, and what :meth:`report` raises.
        """
        subject = self._subject(None, planned(self._held, target, budget))
        kit = subject.campaign(language)
        if path is None:
            return kit
        write(path, kit)
        return None

    def chart(
        self,
        kind: str,
        *,
        width: int = 720,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
        since: Scorecard | AnswersLike | None = None,
    ) -> Chart:
        """A chart of the result, so many pixels wide, from 240 to 4000.

        :meth:`charts` lists the kinds; the other arguments are those of :meth:`report`.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> digirights.score(midsized).chart("gaps").title
        'Where points are missing'

        Raises :class:`UsageError` for a chart that there is not or that this result has too little for, and
        what :meth:`report` raises.
        """
        if not 240 <= width <= 4000:
            raise ValueError(f"a chart is 240 to 4000 pixels wide, not {width}")
        subject = self._subject(since, planned(self._held, target, budget))
        return Chart(*subject.figure(kind, width, language))

    def charts(self, *, since: Scorecard | AnswersLike | None = None) -> list[str]:
        """The kinds of charts that can be made of the result, with an earlier one where it is given.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> digirights.score(midsized).charts()
        ['radar', 'bars', 'heat_map', 'gaps', 'effort_gain', 'roadmap', 'change']
        """
        return self._subject(since, planned(self._held, None, None)).figures()

    def _subject(
        self, since: Scorecard | AnswersLike | None = None, plan: _digirights.Plan | None = None
    ) -> _digirights.Subject:
        """What reports and charts are about."""
        if since is not None and not isinstance(since, Reports):
            since = self._questionnaire.score(since, self._held.profile)
        earlier = None if since is None else since._raw
        return _digirights.Subject.of(self._questionnaire._instrument, self._raw, plan=plan, earlier=earlier)
