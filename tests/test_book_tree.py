"""The structure trees of the real book and of its sheets: what a listener meets."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from guidepress.project import Project

from .readers import secondreading
from .readers.tree import Element, TreeFile
from .readers.words import find_lost, read_descriptions, read_lines

SLUG = "anxious-attachment"
SHEETS = [f"handouts/{paper}/h{n}.pdf" for paper in ("a4", "letter") for n in (1, 2, 8)]
FILES = [f"{SLUG}.pdf", *SHEETS]
HEADINGS = {f"H{level}" for level in range(1, 7)}
every_file = pytest.mark.parametrize("name", FILES)


@pytest.fixture(scope="module")
def trees(book: Project) -> dict[str, TreeFile]:
    return {name: TreeFile(book.dist / name) for name in FILES}


def test_no_sentence_is_missing_from_the_tree(
    book: Project, trees: dict[str, TreeFile]
) -> None:
    text = " ".join(trees[f"{SLUG}.pdf"].words)
    for path in sorted(book.source.rglob("*.md")):
        if path.parent.name != "handouts" and path.name != "index.md":
            assert find_lost(read_lines(path), text) == [], path.name
            assert find_lost(read_descriptions(path), text) == [], path.name


@every_file
def test_all_text_is_in_the_tree_or_an_artifact(
    trees: dict[str, TreeFile], name: str
) -> None:
    file = trees[name]
    assert file.unmarked == []
    assert set(file.artifacts) <= {"Layout", "Header", "Footer", "Pagination"}
    assert set("".join(file.artifacts["Layout"])) <= {" ", "."}
    assert file.root.text.count("\u2010") == 0


@every_file
def test_items_have_bodies_and_cells_have_heads(
    trees: dict[str, TreeFile], name: str
) -> None:
    root = trees[name].root
    for item in root.find("LI"):
        kinds = [kid.type for kid in item.kids if isinstance(kid, Element)]
        assert kinds in (["LBody"], ["Lbl", "LBody"])
    for heading in root.find("TH"):
        assert heading.attribute("/Table", "/Scope")


@every_file
def test_headings_nest(trees: dict[str, TreeFile], name: str) -> None:
    levels = [int(e.type[1]) for e in trees[name].root.walk() if e.type in HEADINGS]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


@every_file
def test_each_link_is_one_annotation_on_each_of_its_pages(
    trees: dict[str, TreeFile], name: str
) -> None:
    file = trees[name]
    home = {
        annotation.objgen: number
        for number, page in enumerate(file.pdf.pages)
        for annotation in page.get("/Annots", [])
    }
    found = []
    for link in file.root.find("Link"):
        pages = [home[annotation.objgen] for annotation in link.links]
        assert pages
        assert len(pages) == len(set(pages))
        assert all(str(annotation.Contents).strip() for annotation in link.links)
        found += [annotation.objgen for annotation in link.links]
    assert sorted(found) == sorted(home)


@every_file
def test_figures_have_words_and_places(trees: dict[str, TreeFile], name: str) -> None:
    for figure in trees[name].root.find("Figure"):
        assert len(str(figure.item.Alt)) > 20
        left, bottom, right, top = figure.attribute("/Layout", "/BBox")
        assert 0 < left < right
        assert 0 < bottom < top
        assert figure.find("Caption")


def test_the_book_has_its_parts(trees: dict[str, TreeFile]) -> None:
    root = trees[f"{SLUG}.pdf"].root
    counts = Counter(element.type for element in root.walk())
    assert counts["BibEntry"] == 69
    assert counts["Index"] == 1
    assert counts["Figure"] == counts["Caption"] >= 13
    # all but the cover, the half title and the title page
    assert len(root.find("H1")) == len(root.kids) - 3
    assert all(isinstance(kid, Element) and kid.type == "Part" for kid in root.kids)
    assert counts["TOC"] > 10
    assert len(root.find("P")) > 1000


@every_file
def test_a_second_reading_finds_nothing(book: Project, name: str) -> None:
    assert secondreading.validate(book.dist / name) == []
