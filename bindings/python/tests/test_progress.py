# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Long batches: how far they are, and how they are stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pyarrow
import pytest

import digirights
from digirights import _batch
from support import cities, frame

TABLE = pyarrow.table(frame(cities(25)))
LONG = pyarrow.table(
    {"city": ["A", "A", "B"], "question": ["M01.1", "M01.2", "M01.1"], "value": ["planned"] * 3}
)


def test_a_bar_advances_to_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    for table, layout, rows in ((TABLE, "wide", 25), (LONG, "long", 3)):
        digirights.score_table(table, layout=layout, progress=True)  # type: ignore[arg-type]
        said = capsys.readouterr()
        assert said.out == ""
        assert f" {rows}/{rows} " in said.err
        assert "100%" in said.err


def test_a_stream_of_unknown_length_has_a_bar_without_an_end(capsys: pytest.CaptureFixture[str]) -> None:
    stream = pyarrow.RecordBatchReader.from_batches(TABLE.schema, TABLE.to_batches(max_chunksize=10))
    digirights.score_table(stream, progress=True)
    assert "25.0 rows" in capsys.readouterr().err


def test_there_is_none_unless_it_is_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    digirights.score_table(TABLE)
    digirights.score_table(TABLE, progress=False)
    assert capfd.readouterr() == ("", "")


def test_long_batches_have_one_on_a_terminal(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digirights._batch._LONG", 20)
    for watched, rows, shown in ((False, 25, False), (True, 19, False), (True, 20, True)):
        monkeypatch.setattr("digirights._batch._is_watched", lambda watched=watched: watched)
        digirights.score_table(TABLE.slice(0, rows))
        assert ("100%" in capfd.readouterr().err) == shown
    # A terminal alone is no reason to ask for a library.
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    digirights.score_table(TABLE)
    assert capfd.readouterr() == ("", "")


def test_a_notebook_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    assert not _batch._is_watched()
    monkeypatch.setitem(sys.modules, "ipykernel", pytest)
    assert _batch._is_watched()


def test_a_function_is_told_of_every_row_once() -> None:
    for table, layout, rows in ((TABLE, "wide", 25), (LONG, "long", 3)):
        done: list[int] = []
        digirights.score_table(table, layout=layout, progress=done.append)  # type: ignore[arg-type]
        assert sum(done) == rows
        assert all(some > 0 for some in done)


def test_without_tqdm_a_bar_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tqdm", "tqdm.auto"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModuleNotFoundError, match=r"this needs tqdm: pip install 'digirights\[progress\]'"):
        digirights.score_table(TABLE, progress=True)
    assert len(digirights.score_table(TABLE)) == 25


# Five million rows that take little room: one column of codes answers every question.
WIDE_BATCH = """
codes = pyarrow.array(numpy.arange(5_000_000, dtype="int8") % 5)
questions = digirights.Questionnaire.load("digital-rights").questions
table = pyarrow.table({row["question"]: codes for row in questions if row["kind"] == "choice"})
options = {}
"""
LONG_BATCH = """
rows = numpy.arange(5_000_000)
names = pyarrow.array([f"M{number:02}.1" for number in range(1, 16)])
question = pyarrow.DictionaryArray.from_arrays(pyarrow.array(rows % 15, "int8"), names).cast("string")
table = pyarrow.table({"city": rows // 15, "question": question, "value": question}).combine_chunks()
options = {"layout": "long"}
"""
CHILD = """
import sys, digirights, numpy, pyarrow
{batch}
done = 0
def told(rows):
    global done
    done += rows
    print("working", flush=True)
try:
    print("begins", flush=True)
    digirights.score_table(table, progress=told, **options)
except KeyboardInterrupt:
    print("stopped after", done, flush=True)
else:
    print("ran to the end", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a signal reaches one process alone on POSIX only")
@pytest.mark.parametrize("batch", [WIDE_BATCH, LONG_BATCH], ids=["wide", "long"])
def test_control_c_stops_a_batch(batch: str) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD.format(batch=batch)], stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout is not None
        try:
            assert child.stdout.readline() == "begins\n"
            # Into the middle of a stretch, not between two.
            assert child.stdout.readline() == "working\n"
            time.sleep(0.1)
            start = time.monotonic()
            child.send_signal(signal.SIGINT)
            lines = child.stdout.read().splitlines()
            took = time.monotonic() - start
        finally:
            child.kill()
    assert lines[-1].startswith("stopped after ")
    assert 0 < int(lines[-1].split()[-1]) < 5_000_000
    # It is less than half a second where nothing else is going on.
    assert took < 5
