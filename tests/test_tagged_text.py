"""The text of the tree: the source's words, in order, and nothing painted twice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pypdfium2
import pytest
from PIL import ImageChops

from guidepress import fonts
from guidepress.pdf.tagging.elements import Content, StructElem
from guidepress.pdf.tagging.finisher import Tagger
from guidepress.pdf.tagging.operators import Rewriting
from guidepress.pdf.tagging.walk import TaggedPage

from .readers.source import read_words
from .readers.tree import TreeFile
from .tagged import Tag, faces, tag

__all__ = ["faces", "tag"]

WORDS = (
    "It is <em>not</em> <strong>an illness</strong>, says a "
    "<a href='#x'>well-known</a> <a href='#x'><em>guide</em></a> of "
    "characterization, internationalization and responsibilities. "
)
NARROW = """
@page { size: 130pt 300pt; margin: 20pt }
p { hyphens: auto; text-align: justify }
"""
HEADS = """
@page {
  @top-center { content: "A head" }
  @bottom-center { content: counter(page) }
}
"""


def test_words_are_whole_at_line_ends_and_between_elements(tag: Tag) -> None:
    body = f"<p id='x'>{WORDS * 8}</p>"
    tagged = tag(body, NARROW)
    assert tagged.problems == []
    assert tagged.file.words == read_words(f"<body>{body}")


def test_hyphens_of_the_layout_are_soft(tag: Tag) -> None:
    text = tag(f"<p id='x'>{WORDS * 8}</p>", NARROW).root.text
    assert "\u00ad" in text
    assert "\u2010" not in text
    assert "well-known" in text


@pytest.mark.parametrize("face", fonts.FACES, ids=lambda face: face.name)
def test_a_soft_hyphen_is_drawn_by_a_glyph_of_its_own(
    face: fonts.Face, faces: dict[fonts.Face, Path]
) -> None:
    """A face without U+2010 borrows Literata's, or is nowhere hyphenated."""
    cmap = fonts.TTFont(faces[face]).getBestCmap()
    assert ord(" ") in cmap
    assert cmap.get(0x2010) not in {cmap[ord("-")], cmap.get(0xAD)}
    assert (0x2010 in cmap) is (face.family == fonts.TEXT)


def test_a_face_that_draws_no_space_can_say_one(tag: Tag) -> None:
    body = "<p>" + "<b>Responsibilities</b> internationalization " * 3 + "</p>"
    css = "@page { size: 130pt 200pt } b { font-family: Atkinson Hyperlegible }"
    tagged = tag(body, css)
    assert tagged.problems == []
    assert tagged.file.words == read_words(f"<body>{body}")


def test_a_line_break_parts_words(tag: Tag) -> None:
    assert tag("<p>One<br>two</p>").file.words == ["One", "two"]


def test_an_address_that_is_broken_gains_no_space(tag: Tag) -> None:
    address = "https://example.org/" + "a-long-path/" * 8
    assert tag(f"<p>{address}</p>", NARROW).file.words == [address]


def test_the_parts_of_a_line_of_contents_are_words(tag: Tag) -> None:
    tagged = tag(
        "<nav role='doc-toc'><ol><li><a href='#a'><span>Title</span>"
        "<span class='leader'></span><span>12</span></a></li></ol></nav>"
        "<p id='a'>x</p>",
        ".leader::before { content: leader('.') }",
    )
    assert tagged.file.words == ["Title", "12", "x"]
    assert set(tagged.file.artifacts["Layout"]) == {"."}


def test_running_heads_and_folios_are_artifacts(tag: Tag) -> None:
    file = tag("<p>x</p>", HEADS).file
    assert file.root.text == "x"
    assert file.artifacts["Header"] == ["A head"]
    assert file.artifacts["Footer"] == ["1"]
    assert file.unmarked == []


def test_lines_to_write_on_are_artifacts(tag: Tag) -> None:
    css = ".line { display: block; height: 9mm; border-bottom: 1pt solid }"
    tagged = tag("<p>Label</p><div><span class='line'></span></div>", css)
    assert tagged.outline == "P"


def test_a_link_over_two_lines_is_one_annotation(tag: Tag) -> None:
    words = "a link that is long enough to be broken"
    tagged = tag(f"<p id='x'>Words and <a href='#x'>{words}</a> here.</p>", NARROW)
    (page,) = tagged.file.pdf.pages
    (link,) = page.Annots
    assert str(link.Contents) == words
    rectangles = [float(v) for v in link.QuadPoints]
    assert len(rectangles) > 8
    assert len(rectangles) % 8 == 0
    left, bottom, right, top = (float(v) for v in link.Rect)
    assert left == pytest.approx(min(rectangles[::2]), abs=0.02)
    assert right == pytest.approx(max(rectangles[::2]), abs=0.02)
    assert bottom == pytest.approx(min(rectangles[1::2]), abs=0.02)
    assert top == pytest.approx(max(rectangles[1::2]), abs=0.02)


def test_a_link_over_two_pages_has_one_annotation_on_each(tag: Tag) -> None:
    tagged = tag(f"<p id='x'><a href='#x'>{'some words ' * 150}</a></p>")
    counts = [len(page.get("/Annots", [])) for page in tagged.file.pdf.pages]
    assert counts == [1] * len(counts)
    (link,) = tagged.root.find("Link")
    assert len(link.links) == len(counts) > 1


def test_tagging_changes_no_pixel(tag: Tag, monkeypatch: pytest.MonkeyPatch) -> None:
    body = f"<h1>T</h1><ul><li>{WORDS}</li></ul><p id='x'>{WORDS * 8}</p>"
    tagged = tag(body, NARROW + HEADS)
    monkeypatch.setattr(Tagger, "__call__", lambda *_: None)
    plain = tag(body, NARROW + HEADS, "plain.pdf")
    pages = [list(pypdfium2.PdfDocument(t.path)) for t in (tagged, plain)]
    assert len(pages[0]) == len(pages[1]) > 1
    for one, other in zip(*pages, strict=True):
        images = [page.render(scale=2).to_pil() for page in (one, other)]
        assert ImageChops.difference(*images).getbbox() is None


def test_the_file_is_sound(tag: Tag) -> None:
    path = tag(f"<p id='x'>{WORDS * 8}</p>", NARROW).path
    assert pikepdf.open(path).check_pdf_syntax() == []


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler is not here")
def test_poppler_reads_the_same_words(tag: Tag) -> None:
    body = f"<p id='x'>{WORDS * 8}</p>"
    path = tag(body, NARROW).path
    command = ["pdfinfo", "-struct-text", str(path)]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    lines = [line.strip()[1:-1] for line in text.splitlines() if '"' in line]
    joined = "".join(lines).replace("\u00ad", "")
    assert joined.split() == read_words(f"<body>{body}")


# -- what is wrong ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "css", "message"),
    [
        (
            "<p data-block=7>Straße</p>",
            "p { text-transform: uppercase }",
            "STRASSE” is printed",
        ),
        (
            "<p data-block=7>Seen <i>unseen</i></p>",
            "i { display: none }",
            "unseen” is in the",
        ),
        ("<p data-block=7>well\u2010known</p>", "", "well\u2010known” has the sign"),
        ("<h1>A</h1><h3>B</h3>", "", "a heading of level 3 follows one of level 1"),
        (
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
            "<rect width='9' height='9'/></svg>",
            "",
            "a picture has no words",
        ),
    ],
)
def test_what_a_listener_would_miss_is_a_problem(
    tag: Tag, body: str, css: str, message: str
) -> None:
    problem, *_ = tag(body, css).problems
    assert message in problem.message
    assert problem.place == ("doc#7" if "data-block" in body else "doc")
    assert problem.advice


def test_a_word_missing_from_the_tree_is_seen(tag: Tag, tmp_path: Path) -> None:
    """The comparison bites: one piece of marked content less."""
    body = "<p>One two.</p><p>Three four.</p>"
    path = tag(body).path
    with pikepdf.open(path) as file:
        part = file.Root.StructTreeRoot.K[0].K[0]
        del part.K[0]
        file.save(tmp_path / "bad.pdf")
    assert TreeFile(path).words == read_words(f"<body>{body}")
    assert TreeFile(tmp_path / "bad.pdf").words == ["Three", "four."]


def rewrite(tagged: TaggedPage) -> list[str]:
    """Rewrite a stream of one mark, and return what is wrong with it."""
    rewriting = Rewriting(tagged, None, {})
    text = [b"/F 9 Tf", b"[<0001>] TJ"]
    rewriting.rewrite(["/Span", pydyf.Dictionary({"MCID": 0}), b"BDC", *text, b"EMC"])
    return rewriting.problems


def test_content_without_a_place_is_told() -> None:
    page: Any = None
    assert rewrite(TaggedPage(page, b"")) == [
        "something is printed that has no place in the text"
    ]


def test_a_face_without_a_space_is_told() -> None:
    page: Any = None
    content = Content(StructElem("P", None, 0), b"", 0)
    tagged = TaggedPage(page, b"", {0: content}, spaces={0})
    assert rewrite(tagged) == ["a line ends without a space that can be read"]
