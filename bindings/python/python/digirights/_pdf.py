# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""PDF, typeset by the library ``typst``: the same template, fonts and document as in the engine's own."""

from __future__ import annotations

from digirights import _digirights
from digirights._problems import FontWarning, warn
from digirights._table import library

_NAMED = 10


def is_pdf(kind: str) -> bool:
    """Whether a format is PDF."""
    return kind.lower() == "pdf"


def pdf(template: str, document: str, missing: str) -> bytes:
    """The PDF of a document that is ready for its template."""
    typst = library("typst", "pdf")
    # Brought along only where they are needed.
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="digirights-") as name:
        folder = Path(name)
        for number, font in enumerate(_digirights.fonts()):
            (folder / f"{number}.ttf").write_bytes(font)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[name])
        made: bytes = typst.compile(
            template.encode(),
            root=name,
            font_paths=fonts,
            sys_inputs={"document": document},
            format="pdf",
            pdf_standards=["ua-1"],
        )
    if missing:
        named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        warn(f"the fonts on board do not have {named}{more}: a sign stands for each in the PDF", FontWarning)
    return made
