# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Several threads use one questionnaire."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import digirights


def test_the_same_results_from_many_threads(flagship, samples) -> None:
    names = ["smalltown", "midsized", "largecity", "midsized-2025"] * 6
    alone = {
        name: (flagship.score(samples[name]).to_json(), digirights.plan(samples[name])) for name in set(names)
    }
    start = threading.Barrier(8)

    def work(name: str) -> tuple[str, digirights.Plan]:
        start.wait(timeout=60)
        card = flagship.score(samples[name])
        return card.to_json(), card.plan()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, names)) == [alone[name] for name in names]


def test_one_scorecard_read_by_many_threads(samples) -> None:
    card = digirights.score(samples["smalltown"])
    with ThreadPoolExecutor(8) as pool:
        tables = list(pool.map(lambda _: card.nodes.to_dicts(), range(32)))
        texts = list(pool.map(lambda _: card._repr_html_(), range(8)))
    assert all(table == tables[0] for table in tables)
    assert all(text == texts[0] for text in texts)


def test_answers_set_by_many_threads_stay_whole(flagship) -> None:
    answers = digirights.Answers(flagship)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: answers.set(f"q{number}", number), range(200)))
    assert digirights.Answers.from_dict(answers.to_dict()) == answers


def test_others_run_while_the_engine_works(samples) -> None:
    card = digirights.score(samples["smalltown"])
    ticks, done = 0, threading.Event()

    def work() -> None:
        until = time.monotonic() + 0.5
        while time.monotonic() < until:
            card.plan()
        done.set()

    worker = threading.Thread(target=work)
    worker.start()
    while not done.is_set():
        ticks += 1
        time.sleep(0.001)
    worker.join()
    assert ticks > 20


PYTHON_FILES = """
import io
import pyarrow.dataset, pyarrow.fs, pyarrow.parquet
import digirights

class Files(pyarrow.fs.FileSystemHandler):
    def __init__(self, files):
        self.files = files
    def get_type_name(self):
        return "python"
    def normalize_path(self, path):
        return path
    def get_file_info(self, paths):
        kind = pyarrow.fs.FileType.File
        return [pyarrow.fs.FileInfo(path, kind, size=len(self.files[path])) for path in paths]
    def open_input_file(self, path):
        return pyarrow.PythonFile(io.BytesIO(self.files[path]), mode="r")

Files.__abstractmethods__ = frozenset()
file = io.BytesIO()
table = pyarrow.table({"city": ["A", "B"] * 50, "M01.1": ["planned", "in_place"] * 50})
pyarrow.parquet.write_table(table, file, row_group_size=10)
files = {f"{number}.parquet": file.getvalue() for number in range(3)}
system = pyarrow.fs.PyFileSystem(Files(files))

def stream():
    return pyarrow.dataset.dataset(list(files), filesystem=system, format="parquet").scanner().to_reader()

wanted = {"measures": ["point"], "nodes": ["M01"], "lenses": False}
print(len(digirights.score_table(stream(), **wanted)))
long = pyarrow.table({"city": ["A"], "question": ["M01.1"], "value": ["planned"]})
file.seek(0), file.truncate()
pyarrow.parquet.write_table(long, file)
files = {"long.parquet": file.getvalue()}
system = pyarrow.fs.PyFileSystem(Files(files))
print(len(digirights.score_table(stream(), layout="long", **wanted)))
"""


def test_a_stream_may_be_read_by_threads_that_need_the_interpreter() -> None:
    # As those of S3 and its kin are by way of fsspec. A process of its own: what hangs is ended.
    run = [sys.executable, "-c", PYTHON_FILES]
    done = subprocess.run(run, capture_output=True, text=True, timeout=120, check=False)
    assert done.stderr == ""
    assert done.stdout.split() == ["300", "1"]
