"""One reading for all outputs, against one `sphinx-build` for each.

Both make the same four outputs of the book in this repository, from a clean state, in
turns (A B A B …).  What is printed is the ratio of the medians; seconds depend on the
machine.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from guidepress.project import OUTPUTS

ROOT = Path(__file__).parent.parent
ROUNDS = 3


def main() -> None:
    """Run both in turns and print the ratio."""
    with tempfile.TemporaryDirectory() as name:
        project = copy_book(Path(name))
        contenders = {"one reading": read_once, "four sphinx-builds": build_each}
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for _ in range(ROUNDS):
            for label, run in contenders.items():
                times[label].append(measure(run, project))
        medians = {label: statistics.median(found) for label, found in times.items()}
    for label, seconds in medians.items():
        print(f"{label:20} {seconds:6.1f} s")
    ours, theirs = medians.values()
    print(f"{'ratio':20} {ours / theirs:6.2f}")


def copy_book(folder: Path) -> Path:
    """Copy the book's sources, with its typefaces made beforehand."""
    for name in ("conf.py", "references.bib", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    for name in ("source", "regions", "rules", "build/fonts"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def measure(run: Callable[[Path], None], project: Path) -> float:
    """Return the seconds of one clean run."""
    for path in (project / "build").iterdir():
        if path.name != "fonts":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(project / "dist", ignore_errors=True)
    start = time.perf_counter()
    run(project)
    return time.perf_counter() - start


def read_once(project: Path) -> None:
    """Build as `make` does."""
    call(project, "guidepress", "build")


def build_each(project: Path) -> None:
    """Build as sphinx-build does, the doctrees shared."""
    for output in OUTPUTS:
        folders = ["-d", "build/doctrees", "source", f"build/{output}"]
        call(project, "sphinx", "-q", "-c", ".", "-b", output, *folders)


def call(project: Path, module: str, *arguments: str) -> None:
    """Run a module of Python in the project."""
    command = [sys.executable, "-m", module, *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    subprocess.run(
        command, cwd=project, env=environment, check=True, stdout=subprocess.DEVNULL
    )


if __name__ == "__main__":
    main()
