"""A contact box that is stamped on: as if the sheet had been laid out with it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from guidepress.handouts.builder import HandoutsBuilder
from guidepress.handouts.clinics.profiles import load_clinic
from guidepress.handouts.editions import SheetEdition
from guidepress.handouts.jobs import SheetJob
from guidepress.handouts.printing import SheetPrinter
from guidepress.reading import open_builder, read_project

from .readers.tree import TreeFile
from .readers.verapdf import validate
from .town import copy_town, write_profile

CONTACT = """[contact]
phone = "020 7946 0123"
hours = "Monday to Friday"
email = "help@example.org"
address = ["1 River Road", "Anytown"]
"""

ROOM = '<div class="contact-room" data-name="contact" role="group">'


class Shop(NamedTuple):
    """A printer with what it may print for a clinic."""

    printer: SheetPrinter
    jobs: dict[str, SheetJob]  #: by path and layout
    folder: Path  #: for files of the tests

    def print(self, job: SheetJob, name: str) -> dict[SheetEdition, Path]:
        """Print a job into files; return them by their editions."""
        printed = self.printer.print_sheet(job)
        assert not printed.problems
        paths = {}
        for edition, data in printed.files:
            paths[edition] = self.folder / f"{name}-{edition.name}.pdf"
            paths[edition].write_bytes(data)
        return paths


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    project = copy_town(folder / "town")
    with (project.root / "conf.py").open("a", encoding="utf-8") as file:
        file.write('html_baseurl = "https://example.org/"\n')
    more = 'logo = "logos/example.svg"\nclinical_approver = "Dr A. Name"\n'
    more += 'variants = ["standard", "large", "grey", "fillable"]\n'
    profile = write_profile(project, "full", more, contact=CONTACT)
    with contextlib.chdir(project.root), read_project(project) as (app, problems):
        assert not problems
        clinic = load_clinic(app, profile)
        builder = open_builder(app, project.build / "handouts", "handouts")
        planner = cast("HandoutsBuilder", builder).make_planner()
        jobs = {f"{job.path} {job.edition.name}": job for job in planner.plan(clinic)}
        yield Shop(cast("HandoutsBuilder", builder).printer(), jobs, folder)


def whole(job: SheetJob) -> SheetJob:
    """Return a job whose contact boxes are laid out with the text."""
    texts = []
    for text in job.documents:
        box = text.contact.partition(ROOM)[2].partition("</main>")[0]
        before, after = re.split(f"{ROOM}\\s*</div>", text.html)
        assert box
        texts.append(text._replace(html=f"{before}{ROOM}{box}{after}", contact=""))
    return job._replace(documents=tuple(texts))


def draw(path: Path) -> list[Image.Image]:
    """Return the pages of a file in greys, a pixel to the point."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=1, grayscale=True).to_pil() for page in document]


def differ(first: Image.Image, second: Image.Image) -> float:
    """Return how far two pictures are from each other: 255 for black and white."""
    return ImageStat.Stat(ImageChops.difference(first, second)).mean[0]


#: Much less than a line of text makes, and more than its place between two pixels.
SAME = 0.2

SHEETS = ["{edition}/h1.pdf a4", "{edition}/h2.pdf a4", "{edition}/h2.pdf a4-large"]


@pytest.mark.parametrize("name", [*SHEETS, "packs/both-{edition}.pdf a4"])
def test_a_stamped_sheet_is_that_which_is_laid_out_whole(shop: Shop, name: str) -> None:
    stamped = shop.print(shop.jobs[name], "stamped")
    reference = shop.print(whole(shop.jobs[name]), "whole")
    assert stamped.keys() == reference.keys()
    for edition, path in stamped.items():
        ours, theirs = draw(path), draw(reference[edition])
        assert len(ours) == len(theirs)
        for mine, other in zip(ours, theirs, strict=True):
            assert differ(mine, other) < SAME, edition.name
        tree, other_tree = TreeFile(path).root, TreeFile(reference[edition]).root
        assert tree.outline == other_tree.outline
        assert "".join(tree.text.split()) == "".join(other_tree.text.split())


def test_a_box_at_another_place_is_noticed(shop: Shop) -> None:
    job = shop.jobs[SHEETS[0]]
    (text,) = job.documents
    less = text._replace(contact=text.contact.replace("help@example.org", ""))
    (path, *_) = shop.print(job, "as-it-is").values()
    (other, *_) = shop.print(job._replace(documents=(less,)), "less").values()
    assert max(map(differ, draw(path), draw(other))) > SAME


def test_pictures_of_a_box_say_where_they_stand(shop: Shop) -> None:
    """A reader outlines them: the rectangle holds the picture, and ends with it."""
    (path, *_) = shop.print(shop.jobs[SHEETS[0]], "figures").values()
    named = [
        figure
        for figure in TreeFile(path).root.find("Figure")
        if str(figure.item.Alt).startswith(("Clinic full", "A code"))
    ]
    assert len(named) == 2
    page = draw(path)[-1]
    for figure in named:
        box = [round(float(edge)) for edge in figure.attribute("/Layout", "/BBox")]
        left, low, right, high = box
        seen = page.crop((left, page.height - high, right, page.height - low))
        assert seen.getextrema()[0] < 128, figure.item.Alt


def test_boxes_are_printed_once_for_sheets_of_the_same_size(shop: Shop) -> None:
    """All but the boxes that bear a code."""
    printer = shop.printer
    for cache in (printer.find_shell, printer.find_stamp):
        cache.cache_clear()
    job = shop.jobs[SHEETS[1]]
    other = tuple(
        text._replace(contact=text.contact.replace("Clinic full", "Clinic fair"))
        for text in job.documents
    )
    first, second = map(printer.print_sheet, (job, job._replace(documents=other)))
    assert first.files != second.files
    assert printer.find_shell.cache_info().misses == 1
    assert printer.find_stamp.cache_info().misses == 2


@pytest.mark.parametrize("name", [*SHEETS, "packs/both-{edition}.pdf a4"])
def test_verapdf_finds_nothing_against_stamped_files(shop: Shop, name: str) -> None:
    for edition, path in shop.print(shop.jobs[name], "proof").items():
        assert validate(path, "ua1") == []
        assert edition.is_fillable or validate(path, "2a") == []
