# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Very many answer sets from Parquet to Parquet by the command line: time, and the most memory in use.

    python large.py DIGIRIGHTS [ROWS [MEASURE,...]]

DIGIRIGHTS is the program, built with optimisations; 50,000,000 rows of `matrix.py` and points alone, unless
said otherwise. The files lie in the folder for temporary files and go at the end: about 50 bytes of answers
a row, and 8 of scores for each column. Needs numpy and pyarrow, and a system that tells the memory of
programs (not Windows).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from matrix import answers, definition
from pyarrow import parquet

PART = 100_000


def write_answers(path: Path, rows: int) -> None:
    """Different answers in every part, without more than one in memory."""
    with parquet.ParquetWriter(path, answers(0).schema, compression="zstd") as file:
        for seed, first in enumerate(range(0, rows, PART)):
            file.write_table(answers(min(PART, rows - first), seed))


def main() -> None:
    program = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000_000
    measures = sys.argv[3] if len(sys.argv) > 3 else "point"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given, scores, questionnaire = (
            folder / name for name in ("answers.parquet", "scores.parquet", "matrix.json")
        )
        write_answers(given, rows)
        questionnaire.write_text(json.dumps(definition()))
        options = ["--questionnaire", questionnaire, "--measures", measures, "--threads", "1"]
        before = time.perf_counter()
        subprocess.run([program, "batch", given, "--output", scores, *options], check=True)
        seconds = time.perf_counter() - before
        # In kilobytes, but on macOS in bytes.
        unit = 1 if sys.platform == "darwin" else 1024
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 1e6
        written = parquet.ParquetFile(scores).metadata
        assert written.num_rows == rows
        sizes = [path.stat().st_size / 1e6 for path in (given, scores)]
    print(f"{rows:,} rows, {written.num_columns} columns of scores ({measures})")
    print(f"{seconds:9.1f} s     {rows / seconds / 1e6:6.2f} million rows a second")
    print(f"{memory:9.1f} MB    the most memory in use")
    print(f"{sizes[0]:9.1f} MB    of Parquet read, {sizes[1]:.1f} MB written")


if __name__ == "__main__":
    main()
