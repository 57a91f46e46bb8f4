"""The print PDF of a plain book, against Sphinx's peers.

Every contender makes a PDF of the same words from a clean state, in turns (A B A B …);
typefaces and packages are there beforehand.  What is printed is the ratio of the
medians, and what each file delivers beside its time.  Seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import pikepdf

from tests.readers import verapdf

from .contenders import CONTENDERS, Contender, find_python, print_ours_again
from .plain_book import list_chapters

ROUNDS = 3


def main() -> None:
    """Run all contenders in turns and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1, help="how often the words")
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pythons = {c: find_python(c) for c in CONTENDERS}
        for contender in [c for c, python in pythons.items() if not python]:
            print(f"left out: {contender.name} needs {', '.join(contender.programs)}")
            del pythons[contender]
        seconds: dict[str, list[float]] = {c.name: [] for c in pythons}
        for contender in pythons:
            contender.write(place(folder, contender), times)
        for _ in range(ROUNDS):
            for contender, python in pythons.items():
                found = measure(contender, python, place(folder, contender))
                seconds[contender.name].append(found)
        again = measure_edit(pythons[CONTENDERS[0]], place(folder, CONTENDERS[0]))
        report(folder, list(pythons), seconds, again)


def place(folder: Path, contender: Contender) -> Path:
    """Return the folder of a contender's sources."""
    return folder / contender.name.replace(" ", "")


def measure(contender: Contender, python: str, folder: Path) -> float:
    """Return the seconds of one clean run."""
    start = time.perf_counter()
    contender.run(folder, python)
    return time.perf_counter() - start


def measure_edit(python: str, folder: Path) -> float:
    """Return the seconds of our build after a sentence was added to one chapter."""
    found = []
    for number in range(ROUNDS):
        path = folder / f"{list_chapters()[3].stem}-1.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\nOne more, number {number}.\n", encoding="utf-8")
        start = time.perf_counter()
        print_ours_again(folder, python)
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def report(
    folder: Path,
    contenders: list[Contender],
    seconds: dict[str, list[float]],
    again: float,
) -> None:
    """Print a table: our time as a ratio to each, and what the files are."""
    ours = statistics.median(seconds["ours"])
    print(f"{'':20} {'s':>6} {'ratio':>6} {'pages':>6} {'tagged':>7} {'UA-1':>6} dead")
    for contender in contenders:
        median = statistics.median(seconds[contender.name])
        (path,) = place(folder, contender).glob(contender.pdf)
        with pikepdf.open(path) as pdf:
            pages, dead = len(pdf.pages), count_dead_links(pdf)
            tagged = "yes" if "/StructTreeRoot" in pdf.Root else "no"
        faults = sum(finding.count for finding in verapdf.validate(path, "ua1"))
        print(
            f"{contender.name:20} {median:6.2f} {ours / median:6.2f} {pages:6} "
            f"{tagged:>7} {faults:6} {dead:4}"
        )
    print(
        f"{'ours, after an edit':20} {again:6.2f} {again / ours:6.2f} of a clean build"
    )


def count_dead_links(pdf: pikepdf.Pdf) -> int:
    """Return how many links lead to a name that the file does not have."""
    names = set()
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        names = set(pikepdf.NameTree(pdf.Root.Names.Dests))
    links = [a for page in pdf.pages for a in page.get("/Annots", [])]
    targets = [link.Dest for link in links if "/Dest" in link]
    targets += [link.A.D for link in links if "/A" in link and "/D" in link.A]
    return sum(isinstance(t, pikepdf.String) and str(t) not in names for t in targets)


if __name__ == "__main__":
    main()
