"""The print PDF of a book eight times as long: seconds and memory a page.

A tool whose time grows faster than the book, or that keeps every page in memory, is of
no use for a long one.  Memory is the largest sum over all processes of the build, of
what each has for itself and its share of the rest (PSS); it is read where /proc is.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf

from .contenders import CONTENDERS, find_python

TIMES = (1, 8)
OURS = CONTENDERS[0]

#: Seconds between two looks at the memory.
PAUSE = 0.1


class Run(NamedTuple):
    """What a clean build took."""

    pages: int
    seconds: float
    mebibytes: float


def main() -> None:
    """Build both books and print what each page took."""
    with tempfile.TemporaryDirectory() as name:
        one, long = (build(Path(name, str(times)), times) for times in TIMES)
    print(f"{'':12} {'pages':>6} {'s':>7} {'MiB':>6} {'ms/page':>8} {'MiB/page':>9}")
    for words, run in (("one book", one), (f"{TIMES[1]} times", long)):
        print(
            f"{words:12} {run.pages:6} {run.seconds:7.2f} {run.mebibytes:6.0f} "
            f"{1000 * run.seconds / run.pages:8.1f} {run.mebibytes / run.pages:9.2f}"
        )
    ratio = (long.seconds / long.pages) / (one.seconds / one.pages)
    print(f"seconds a page, the long book to the other: {ratio:.2f}")


def build(folder: Path, times: int) -> Run:
    """Build the plain book, so many times over, from nothing."""
    OURS.write(folder, times)
    peaks = [0]
    done = threading.Event()
    watcher = threading.Thread(target=watch_memory, args=(peaks, done))
    watcher.start()
    start = time.perf_counter()
    OURS.run(folder, find_python(OURS))
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    (path,) = folder.glob(OURS.pdf)
    with pikepdf.open(path) as pdf:
        return Run(len(pdf.pages), seconds, peaks[0] / 1024)


def watch_memory(peaks: list[int], done: threading.Event) -> None:
    """Keep in `peaks` the most KiB that our children had together."""
    own = Path("/proc/self").resolve().name
    while not done.wait(PAUSE):
        peaks[0] = max(peaks[0], sum(map(read_memory, list_children(own))))


def list_children(process: str) -> Iterator[str]:
    """Yield the processes that a process has started, and those of these."""
    for task in Path("/proc", process, "task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:
            continue  # it has ended
        for child in children:
            yield child
            yield from list_children(child)


def read_memory(process: str) -> int:
    """Return the KiB of a process, 0 if it has ended."""
    try:
        text = Path("/proc", process, "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in text.splitlines() if "Pss:" in line)


if __name__ == "__main__":
    main()
