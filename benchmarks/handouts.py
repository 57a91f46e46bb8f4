"""Handouts for many clinics: our print run, against one process for each file.

Both print the same two-page sheets for the same clinics, as tagged PDFs, from a clean
state, in turns (A B A B …), on every core.  The peer imports WeasyPrint and prints the
HTML of one sheet with the same stylesheets and typefaces; it reads no sources and
checks nothing, and prints for a few of the clinics, since each file takes it as long
as the one before.  Ours reads the book first and prints a contact sheet for each
clinic besides, which is not counted.  What is printed is the ratio of the medians;
files a second depend on the machine.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import lxml.html

from guidepress import fonts
from guidepress.handouts.builder import CSS, HandoutsBuilder
from guidepress.handouts.clinics.profiles import load_clinic
from guidepress.handouts.editions import SheetEdition, list_stylesheets
from guidepress.handouts.jobs import SheetJob
from guidepress.handouts.stamping import ROOM
from guidepress.project import Project
from guidepress.reading import open_builder, read_project

from .one_reading import call, copy_book, measure

ROUNDS = 3

#: Sheets of two sides, of which no pack is made.
SHEETS = ("h1", "h2", "h5", "h6", "h8")

#: For how many clinics the peer prints.
FEW = 4

PROFILE = """name = "Clinic number {number}"
paper = ["a4"]
handouts = {sheets}
[contact]
phone = "020 7946 0{number:03}"
"""

#: How a script prints one file.
PEER = """
import sys, weasyprint
html, base, target, *sheets = sys.argv[1:]
document = weasyprint.HTML(html, base_url=base)
document.write_pdf(target, stylesheets=sheets, pdf_variant="pdf/ua-1", pdf_tags=True)
"""


def main() -> None:
    """Print with both in turns; say files a second, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clinics", type=int, default=300, help="how many")
    clinics = parser.parse_args().clinics
    with tempfile.TemporaryDirectory() as name:
        project = copy_book(Path(name))
        write_profiles(project / "clinics", clinics)
        few = write_sheets(project)
        count = clinics * len(SHEETS)
        contenders: dict[str, tuple[Callable[[Path], None], int]]
        contenders = {
            "one print run": (print_at_once, count),
            "a process each": (print_each, few),
        }
        rates: dict[str, list[float]] = {label: [] for label in contenders}
        for _ in range(ROUNDS):
            for label, (run, files) in contenders.items():
                rates[label].append(files / measure(run, project))
    medians = {label: statistics.median(found) for label, found in rates.items()}
    for label, rate in medians.items():
        print(f"{label:20} {rate:6.2f} files/s")
    ours, theirs = medians.values()
    print(f"{'ratio':20} {ours / theirs:6.2f}")


def write_profiles(folder: Path, count: int) -> None:
    """Write the profiles of so many clinics."""
    folder.mkdir()
    for number in range(count):
        text = PROFILE.format(number=number, sheets=list(SHEETS))
        (folder / f"clinic-{number}.toml").write_text(text, encoding="utf-8")


def write_sheets(folder: Path) -> int:
    """Write what the peer prints: HTML and stylesheets; return the number of sheets."""
    project, target = Project(folder), folder / "peer"
    target.mkdir()
    names = list_stylesheets(SheetEdition("a4"))
    faces = fonts.make_faces(fonts.cache_folder(project.doctrees))
    urls = {face: path.resolve().as_uri() for face, path in faces.items()}
    styles = [fonts.font_face_css(urls), SheetEdition("a4").page_css]
    styles[1:1] = [(CSS / name).read_text(encoding="utf-8") for name in names]
    for number, text in enumerate(styles):
        (target / f"{number:02}.css").write_text(text, encoding="utf-8")
    with contextlib.chdir(folder):
        for number, html in enumerate(list_html(project)):
            (target / f"{number:03}.html").write_text(html, encoding="utf-8")
    return number + 1


def list_html(project: Project) -> Iterator[str]:
    """Yield the HTML of each sheet of each clinic."""
    with read_project(project) as (app, problems):
        assert not problems, problems
        paths = sorted(Path("clinics").glob("*"))[:FEW]
        clinics = [load_clinic(app, path) for path in paths]
        builder = open_builder(app, project.build / "handouts", "handouts")
        planner = cast("HandoutsBuilder", builder).make_planner()
        for clinic in clinics:
            yield from (lay_together(job) for job in planner.plan(clinic))


def lay_together(job: SheetJob) -> str:
    """Return the HTML of a sheet with its contact box, for one who stamps nothing."""
    (text,) = job.documents
    sheet, stamp = lxml.html.fromstring(text.html), lxml.html.fromstring(text.contact)
    (room,) = sheet.find_class(ROOM)
    (box,) = stamp.find_class(ROOM)
    room.getparent().replace(room, box)
    return "<!doctype html>" + lxml.html.tostring(sheet, encoding="unicode")


def print_at_once(project: Path) -> None:
    """Print as `make handouts CLINICS=…` does."""
    call(project, "guidepress", "clinics", "clinics/*.toml")


def print_each(project: Path) -> None:
    """Print each file in a process of its own, one process for each core at a time."""
    styles = sorted(map(str, (project / "peer").glob("*.css")))

    def print_one(path: Path) -> None:
        target = path.with_suffix(".pdf")
        arguments = [str(path), f"{project / 'source'}/", str(target), *styles]
        command = [sys.executable, "-c", PEER, *arguments]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(print_one, sorted((project / "peer").glob("*.html"))))


if __name__ == "__main__":
    main()
