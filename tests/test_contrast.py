"""Text stands out from its ground, on every page of every edition for readers."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from guidepress.pdf.editions import EDITIONS, Edition
from guidepress.pdf.engine import Engine
from guidepress.project import Project

from .laid_out import lay_out_book
from .readers.contrast import WHITE, find_faint, measure, read_hex

TAGGED = [edition for edition in EDITIONS if edition.is_tagged]


@pytest.mark.parametrize("edition", TAGGED, ids=lambda e: e.name)
def test_no_text_is_faint(book: Project, tmp_path: Path, edition: Edition) -> None:
    with lay_out_book(book, tmp_path, edition.output, with_heads=True) as parts:
        pages = [page for part in parts.values() for page in part]
        assert len(pages) > 50
        assert {faint for page in pages for faint in find_faint(page)} == set()


@pytest.mark.parametrize(
    ("css", "faint"),
    [
        ("p { color: #999 }", ["word"]),
        ("p { color: #777 }", ["word"]),  # 4.48
        ("p { color: #767676 }", []),  # 4.54
        ("p { color: #888; font-size: 18pt }", []),
        ("p { color: #888; font: bold 14pt serif }", []),
        ("p { color: #aaa; font-size: 18pt }", ["word"]),
        ("p { color: rgb(0 0 0 / 40%) }", ["word"]),
        ("p { background: #555; color: #000 }", ["word"]),
        ("section { background: #000 } p { color: #fff }", []),
        ("@page { background: #000 } p { color: #222 }", ["word"]),
        ("@page { @top-left { color: #bbb; content: 'head' } }", ["head"]),
    ],
)
def test_faint_text_is_seen(tmp_path: Path, css: str, faint: list[str]) -> None:
    (tmp_path / "faint.css").write_text(f"p {{ font-size: 12pt }} {css}")
    html = '<html lang="en"><title>t</title><section><p>word</p></section>'
    (page,) = Engine([tmp_path / "faint.css"], {}, tmp_path).lay_out(html).pages
    assert [found.text for found in find_faint(page)] == faint


def find_faint_labels(drawing: etree._Element) -> list[str]:
    """Return the labels of a drawing that are faint on a ground that it has.

    Each is compared with white and every other fill, wherever that is.
    """
    fills = {str(fill) for fill in drawing.xpath("//@fill")} - {"none"}
    found = []
    for text in drawing.xpath("//*[local-name()='text']"):
        (*_, own) = text.xpath("ancestor-or-self::*/@fill")
        grounds = [WHITE, *(read_hex(fill) for fill in fills - {own})]
        if min(measure(read_hex(own), ground) for ground in grounds) < 4.5:
            found.append("".join(text.itertext()))
    return found


def test_labels_in_drawings_are_not_faint(book: Project) -> None:
    drawings = [etree.parse(p).getroot() for p in book.source.rglob("*.svg")]
    assert [label for d in drawings for label in find_faint_labels(d)] == []


@pytest.mark.parametrize(("ground", "count"), [("#cfe3e4", 0), ("#15616d", 1)])
def test_a_faint_label_is_seen(ground: str, count: int) -> None:
    svg = f'<svg fill="#1f2a2e"><rect fill="{ground}"/><text>Label</text></svg>'
    assert len(find_faint_labels(etree.fromstring(svg))) == count
