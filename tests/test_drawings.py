"""The drawings of the guide: one hand, few words, and nothing by colour alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from .conftest import ROOT

DRAWINGS = sorted((ROOT / "source" / "figures").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"

#: Ink, teal, mist, rule and paper of guidepress/css/tokens.css, and no paint.
COLOURS = {"#1f2a2e", "#15616d", "#cfe3e4", "#7d8f93", "#ffffff", "none"}

#: Lines are 1.25 pt; those of the cover are read from across a room.
LINES = {"1.7"}
COVER_LINES = {"10"}

#: What holds nothing that a drawing does not need.
ELEMENTS = {
    *("svg", "title", "defs", "g", "use", "text", "tspan"),
    *("path", "rect", "circle", "ellipse"),
}

#: The room for text on an A5 page between its margins, in CSS pixels, and the height
#: that print leaves to a drawing (css/pdf/type.css).
WIDEST, HIGHEST = 430, 453

PATTERNS = {"secure": 52, "avoidant": 15, "resistant": 10, "disorganised": 23}


def name(path: Path) -> str:
    return path.stem


def read(path: Path) -> etree._Element:
    return etree.parse(path).getroot()


def find_size(element: etree._Element) -> float:
    """Return the size that a label inherits, in CSS pixels."""
    sizes = [e.get("font-size") for e in (element, *element.iterancestors())]
    return float(next(filter(None, sizes)) or 0)


def list_shapes(drawings: list[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the outline of every shape that a drawing keeps for use."""
    for path in drawings:
        for shape in read(path).iterfind(f"{SVG}defs/*"):
            outline = etree.tostring(shape, with_tail=False, method="c14n")
            yield shape.get("id", ""), outline


drawings = pytest.mark.parametrize("path", DRAWINGS, ids=name)
labelled = pytest.mark.parametrize(
    "path", [p for p in DRAWINGS if p.stem != "cover"], ids=name
)


@drawings
def test_a_drawing_begins_with_its_title(path: Path) -> None:
    first = read(path)[0]
    assert first.tag == f"{SVG}title"
    assert first.text
    assert first.text.strip()


@drawings
def test_a_drawing_needs_no_script_style_or_other_file(path: Path) -> None:
    root = read(path)
    assert {etree.QName(e).localname for e in root.iter("*")} <= ELEMENTS
    for element in root.iter("*"):
        for attribute, value in element.items():
            if etree.QName(attribute).localname == "href":
                assert root.xpath("//*[@id=$id]", id=value.removeprefix("#"))
            assert "url(" not in value
            assert not attribute.startswith("on")


@drawings
def test_a_drawing_has_the_colours_and_lines_of_the_set(path: Path) -> None:
    root = read(path)
    assert set(root.xpath("//@fill | //@stroke")) <= COLOURS
    lines = COVER_LINES if path.stem == "cover" else LINES
    assert set(root.xpath("//@stroke-width")) == lines


@labelled
def test_a_drawing_has_few_labels_that_print_large(path: Path) -> None:
    root = read(path)
    labels = list(root.iter(f"{SVG}text"))
    assert 0 < len(labels) <= 12
    assert root.get("font-family", "").startswith("Atkinson Hyperlegible")
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    shrunk = min(1, WIDEST / width, HIGHEST / height)
    assert min(map(find_size, labels)) * shrunk * 0.75 >= 10.5


@labelled
def test_a_drawing_can_be_read_on_a_narrow_phone(path: Path) -> None:
    width = float(read(path).get("width", 0))
    # of 320 px, 60 are margins; smaller than 11 px is hard to read
    assert 16 * min(1, 260 / width) >= 11


def test_shapes_of_one_name_are_drawn_alike() -> None:
    outlines = dict(list_shapes(DRAWINGS))
    assert {"adult", "child", "tip"} <= set(outlines)
    for shape, outline in list_shapes(DRAWINGS):
        assert outline == outlines[shape], shape


def test_the_picture_of_100_children_counts_right() -> None:
    root = read(ROOT / "source" / "figures" / "hundred-children.svg")
    shapes = root.xpath("//*[@id='children']//*[local-name()='use']/@href")
    assert Counter(shapes) == {f"#{shape}": n for shape, n in PATTERNS.items()}
    places = root.xpath("//*[@id='children']//*[local-name()='use']")
    assert len({(use.get("x"), use.get("y")) for use in places}) == 100
    words = root.xpath("//*[@id='key']/*[local-name()='text']/text()")
    assert [word.split()[0] for word in words] == [str(n) for n in PATTERNS.values()]
    keys = root.xpath("//*[@id='key']/*[local-name()='use']/@href")
    assert keys == [f"#{shape}" for shape in PATTERNS]


def test_the_4_patterns_differ_without_colour() -> None:
    shapes = dict(list_shapes([ROOT / "source" / "figures" / "hundred-children.svg"]))
    outlines = set()
    for shape in PATTERNS:
        element = etree.fromstring(shapes[shape])
        for part in element.iter("*"):
            for paint in ("id", "fill", "stroke"):
                part.attrib.pop(paint, None)
        outlines.add(etree.tostring(element))
    assert len(outlines) == len(PATTERNS)


def test_no_line_of_the_many_paths_has_an_arrow() -> None:
    root = read(ROOT / "source" / "figures" / "many-paths.svg")
    assert root.xpath("//@href") == []
