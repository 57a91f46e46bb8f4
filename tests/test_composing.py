"""The composer: the same book by however many hands, and what it refuses."""

from __future__ import annotations

import inspect
import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from weasyprint import Page, layout, pdf
from weasyprint.pdf.fonts import Font
from weasyprint.text.line_break import Layout, line_size

from guidepress import fonts
from guidepress.pdf.composing import Composer, open_composer, worker
from guidepress.pdf.composing.cache import PartCache
from guidepress.pdf.composing.filling import fill_in
from guidepress.pdf.composing.order import Tools
from guidepress.pdf.composing.reference import ReferenceComposer
from guidepress.pdf.engine import Engine, watching
from guidepress.pdf.metadata import Metadata
from guidepress.pdf.pagination import PageMap, Part, guess_page_map, settle
from guidepress.problems import Problem

from .readers import verapdf
from .readers.pdf import PdfFile
from .readers.print import list_claims
from .readers.tree import TreeFile

FONTS = Path(__file__).parent.parent / "build" / "fonts"

CSS = """
html { font: 10pt/14pt Literata; image-rendering: crisp-edges }
h1 { font: bold 14pt/20pt Atkinson Hyperlegible; string-set: head content() }
nav, a[href="#first-2"] { font-variant-numeric: tabular-nums }
.faint { opacity: 0.5 } .break { break-before: page }
@page { size: 300pt 300pt; margin: 30pt }
@page :left { @top-left { content: string(head) } }
@page :left { @bottom-left { content: counter(page) } }
@page :right { @bottom-right { content: "page " counter(page) } }
@page blank { @top-left { content: none } @bottom-left { content: none } }
.blank { page: blank }
"""

PICTURE = '<p><img alt="A dot" src="dot.svg" style="height: 20pt"></p>'


def chapter(name: str, body: str, pages: int = 2) -> str:
    """Return a chapter of so many pages."""
    more = "".join(
        f'<p class="break" id="{name}-{n}">Page {n} of {name}.</p>'
        for n in range(1, pages)
    )
    return (
        f'<html lang="en"><title>t</title><body><main><h1 id="{name}">The {name}</h1>'
        f"{body}{more}</main>"
    )


def contents(pages: PageMap) -> str:
    items = "".join(
        f'<li><a href="#{name}" title="{name}, page {pages.get(name, "00")}">{name} '
        f"{pages.get(name, '00')}</a></li>"
        for name in ("first", "second", "third")
    )
    return (
        '<html lang="en"><title>t</title><body><main><h1>Contents</h1>'
        f'<nav role="doc-toc"><ol style="list-style: none">{items}</ol></nav></main>'
    )


#: A picture as the ground of a box, such as that of the cover.
GROUND = "<p class='faint' style=\"background-image: url('dot.svg')\">Faint words.</p>"

NOTE = (
    '<p>A note<a role="doc-noteref" href="#n-{0}" id="r-{0}" title="Note 1">1</a>'
    '<span role="doc-footnote" id="n-{0}"><a role="doc-backlink" href="#r-{0}" '
    'title="Back to the text">1</a> Its text.</span>.</p>'
)

PARTS = (
    Part("contents", "front", contents),
    Part("first", "body", chapter("first", f"{PICTURE}{NOTE.format('first')}", 3)),
    Part("second", "body", chapter("second", GROUND, 1)),
    Part(
        "third",
        "back",
        chapter(
            "third",
            f'<p>See <a href="#first-2" title="The first">the first</a>.</p>{PICTURE}'
            f"{NOTE.format('third')}",
        ),
    ),
)


class Desk:
    """Where a test prints: a folder with a stylesheet, a picture and a cache."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.style = folder / "tiny.css"
        self.style.write_text(CSS, encoding="utf-8")
        self.draw("#333")
        self.faces = fonts.make_faces(FONTS)

    def draw(self, colour: str) -> None:
        """Draw the picture."""
        (self.folder / "dot.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
            f'<circle cx="5" cy="5" r="4" fill="{colour}"/></svg>'
        )

    def make_tools(self, *, is_tagged: bool = True) -> Tools:
        with watching() as watched:
            engine = Engine([self.style], self.faces, self.folder)
        metadata = Metadata(title="Tiny", authors=["A"], lang="en")
        return Tools(engine, metadata, watched.problems, is_tagged)

    @property
    def cache(self) -> PartCache:
        made_with = [self.style, *self.faces.values()]
        return PartCache(self.folder / "kept", self.folder, made_with, "Tiny")

    def open(self, way: str) -> Composer | ReferenceComposer:
        return open_composer(self.make_tools, self.cache, way)

    def print(
        self, way: str = "1", parts: tuple[Part, ...] = PARTS
    ) -> tuple[Path, list[Problem]]:
        """Print a book; return its file and what is wrong with it."""
        target = self.folder / f"book-{way}.pdf"
        target.unlink(missing_ok=True)
        composer = self.open(way)
        try:
            placed, _ = settle(composer, parts)
            _, problems = composer.write(placed, target)
        finally:
            composer.close()
        return target, problems


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def render(path: Path) -> list[bytes]:
    """Return the pixels of each page."""
    return [
        page.render(scale=1).to_pil().tobytes() for page in pypdfium2.PdfDocument(path)
    ]


@pytest.fixture
def printed(desk: Desk) -> Path:
    path, problems = desk.print()
    assert problems == []
    return path


@pytest.mark.parametrize("way", ["2", "3"])
def test_the_bytes_do_not_depend_on_the_number_of_hands(
    desk: Desk, printed: Path, way: str
) -> None:
    once = printed.read_bytes()
    shutil.rmtree(desk.folder / "kept")
    assert desk.print(way)[0].read_bytes() == once


def test_the_bytes_do_not_depend_on_the_cache(desk: Desk, printed: Path) -> None:
    once = printed.read_bytes()
    assert list((desk.folder / "kept").glob("*.sheets"))
    assert desk.print()[0].read_bytes() == once


def test_pages_text_and_tree_are_those_of_the_reference(
    desk: Desk, printed: Path
) -> None:
    reference, problems = desk.print("reference")
    assert problems == []
    assert render(printed) == render(reference)
    ours, theirs = PdfFile(printed), PdfFile(reference)
    assert ours.texts == theirs.texts
    assert ours.labels == theirs.labels
    assert ours.labels == ["i", "ii", "1", "2", "3", "4", "5", "6", "7", "8"]
    assert TreeFile(printed).words == TreeFile(reference).words


@pytest.mark.parametrize("way", ["1", "reference"])
def test_a_printers_file_claims_nothing_whichever_way_it_is_made(
    desk: Desk, way: str
) -> None:
    composer = open_composer(lambda: desk.make_tools(is_tagged=False), desk.cache, way)
    placed, _ = settle(composer, PARTS)
    assert composer.write(placed, desk.folder / "print.pdf")[1] == []
    assert list_claims(desk.folder / "print.pdf") == set()
    assert PdfFile(desk.folder / "print.pdf").labels[:3] == ["i", "ii", "1"]


def turn_to_the_end(style: str) -> tuple[Part, ...]:
    """Return parts of which the first says where the end is, in figures of a style."""

    def write(pages: PageMap) -> str:
        number = pages.get("end", "0")
        line = f'Turn to <a href="#end" title="page {number}">{number}'
        line = f'<p style="font-variant-numeric: {style}">{line}</a>, and rest.</p>'
        return chapter("first", f"{line}<p>And then there is more to say.</p>", 1)

    far = chapter("far", '<p class="break">x</p><p id="end">The end</p>', 1)
    return Part("first", "body", write), Part("far", "back", far)


def fill(desk: Desk, style: str, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Print by hand and by the reference, compare, and tell whether was filled in."""
    filled: list[bool] = []

    def watch(*arguments: Any) -> bool:
        filled.append(fill_in(*arguments))
        return filled[-1]

    monkeypatch.setattr(worker, "fill_in", watch)
    parts = turn_to_the_end(style)
    assert guess_page_map(parts)["end"] == "3"
    ours, problems = desk.print(parts=parts)
    assert problems == []
    assert "Turn to 4, and rest" in PdfFile(ours).texts[0]
    reference, _ = desk.print("reference", parts)
    assert render(ours) == render(reference)
    assert TreeFile(ours).words == TreeFile(reference).words
    assert links_of(ours) == links_of(reference) == ["page 4"]
    return filled


def links_of(path: Path) -> list[str]:
    """Return what each link of the first page says."""
    with pikepdf.open(path) as pdf:
        return [str(link.Contents) for link in pdf.pages[0].Annots]


def test_a_number_as_wide_as_the_guess_is_filled_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fill(desk, "tabular-nums", monkeypatch) == [True]


def test_a_number_that_is_wider_than_the_guess_is_laid_out_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fill(desk, "normal", monkeypatch) == [False]


def lay_out(desk: Desk, body: str) -> list[Page]:
    html = f'<html lang="en"><title>t</title><body>{body}'
    pages: list[Page] = desk.make_tools().engine.lay_out(html).pages
    return pages


@pytest.mark.parametrize(
    ("before", "after", "has_room"),
    [
        ("<p>page 12</p>", "<p>page 21</p>", True),
        ('<p title="page 12">x</p>', '<p title="page 21">x</p>', True),
        ('<p class="a1">x</p>', '<p class="a2">x</p>', False),
        ("<p><b>x</b> 12</p>", "<p><b>x</b> 21</p>", False),
        ("<p hidden>12</p>", "<p hidden>21</p>", False),
        ("<h2><a>12</a></h2>", "<h2><a>21</a></h2>", False),
        ('<p style="width: 3em">a 12</p>', '<p style="width: 3em">a 21</p>', True),
        (
            '<p style="width: 1em">a 12 b 12</p>',
            '<p style="width: 1em">a 21 b 2</p>',
            0,
        ),
    ],
)
def test_only_digits_of_a_laid_out_line_are_exchanged(
    desk: Desk, before: str, after: str, has_room: bool
) -> None:
    desk.style.write_text(CSS + "html { font-variant-numeric: tabular-nums }")
    pages = lay_out(desk, before)
    root = desk.make_tools().engine.parse(
        f'<html lang="en"><title>t</title><body>{after}'
    )
    assert fill_in(pages, root.etree_element) == has_room


def test_running_heads_and_folios_are_added_at_a_parts_place(printed: Path) -> None:
    texts = PdfFile(printed).texts
    assert texts[3].endswith("The first\r\n2")
    assert "page 3" in texts[4]
    assert texts[1] == texts[5] == texts[7] == ""


def test_the_joined_file_is_accessible_and_for_keeping(printed: Path) -> None:
    assert verapdf.validate(printed, "ua1") == []
    assert verapdf.validate(printed, "2a") == []


def test_every_mark_and_link_has_its_owner_after_joining(printed: Path) -> None:
    with pikepdf.open(printed) as file:
        numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        keys = [
            int(page.StructParents) for page in file.pages if "/StructParents" in page
        ]
        links = [a for page in file.pages for a in page.get("/Annots", [])]
        keys += [int(link.StructParent) for link in links]
        assert len(keys) == len(set(keys))
        assert set(keys) <= set(owners)
        assert len(links) == 8
        for link in links:
            assert owners[int(link.StructParent)].S == "/Link"
        assert int(file.Root.StructTreeRoot.ParentTreeNextKey) > max(owners)
        ids = list(file.Root.StructTreeRoot.IDTree.Names)
        assert [str(name) for name in ids[::2]] == ["n-first", "n-third"]


def test_links_and_bookmarks_lead_to_pages_of_the_file(printed: Path) -> None:
    file = PdfFile(printed)
    assert {(link.page, link.target) for link in file.links} >= {(0, 2), (0, 8), (8, 4)}
    with pikepdf.open(printed) as opened, opened.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == ["Contents", "The first", "The second", "The third"]


def test_fonts_and_pictures_are_in_the_file_once(printed: Path) -> None:
    with pikepdf.open(printed) as file:
        files = [o for o in file.objects if "/FontFile2" in getattr(o, "keys", dict)()]
        assert len(files) == len({str(o.FontName) for o in files}) == 2


def test_a_dead_link_is_named_and_nothing_is_written(desk: Desk) -> None:
    bad = Part("bad", "body", chapter("bad", '<p><a href="#nowhere">there</a></p>'))
    path, problems = desk.print(parts=(bad,))
    assert [(p.place, "nowhere" in p.message) for p in problems] == [("bad", True)]
    assert not path.exists()


def test_a_typeface_of_the_system_is_named(desk: Desk) -> None:
    bad = Part("bad", "body", chapter("bad", "<p>☃</p>"))
    _, problems = desk.print(parts=(bad,))
    assert any("of this machine was used" in p.message for p in problems)


def test_what_is_wrong_with_a_stylesheet_is_told(desk: Desk) -> None:
    desk.style.write_text(CSS + "p { colour: red }")
    assert any("colour" in p.message for p in desk.print("2")[1])


def test_a_part_with_a_problem_is_not_kept(desk: Desk) -> None:
    bad = Part("bad", "body", chapter("bad", '<p><img alt="x" src="gone.svg"></p>'))
    for _ in range(2):
        assert any("gone.svg" in p.message for p in desk.print(parts=(bad,))[1])


class Counted:
    """Counts what a composer lays out."""

    def __init__(self, composer: Composer) -> None:
        self.names: list[str] = []
        lay_out = composer.hands.lay_out

        def count(jobs: Any) -> Any:
            self.names += [job.name for job in jobs]
            return lay_out(jobs)

        composer.hands.lay_out = count  # type: ignore[method-assign]


Change = Callable[[Desk], None]


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (lambda desk: None, set()),
        (lambda desk: desk.draw("#777"), {"first", "third", "second"}),
        (
            lambda desk: desk.style.write_text(CSS + "p { color: #333 }"),
            {"contents", "first", "second", "third"},
        ),
    ],
    ids=["nothing", "picture", "style"],
)
def test_only_what_changed_is_laid_out_again(
    desk: Desk, printed: Path, change: Change, again: set[str]
) -> None:
    change(desk)
    composer = desk.open("1")
    assert isinstance(composer, Composer)
    counted = Counted(composer)
    placed, _ = settle(composer, PARTS)
    composer.write(placed, printed)
    assert set(counted.names) == again


def test_an_edit_that_moves_pages_prints_new_folios(desk: Desk, printed: Path) -> None:
    longer = Part("first", "body", chapter("first", PICTURE + NOTE.format("first"), 5))
    path, problems = desk.print(parts=(PARTS[0], longer, *PARTS[2:]))
    assert problems == []
    texts = PdfFile(path).texts
    assert "page 9" in texts[10]
    assert "third 9" in texts[0]


def test_a_broken_entry_is_made_again(desk: Desk, printed: Path) -> None:
    once = printed.read_bytes()
    for path in (desk.folder / "kept").iterdir():
        path.write_bytes(path.read_bytes()[:20])
    assert desk.print()[0].read_bytes() == once


def test_what_a_build_did_not_use_is_forgotten(desk: Desk, printed: Path) -> None:
    kept = set((desk.folder / "kept").iterdir())
    desk.print(parts=PARTS[1:3])
    left = set((desk.folder / "kept").iterdir())
    assert len(left) == 4
    assert len(left & kept) >= 2


def test_a_hand_that_is_killed_is_our_fault_and_no_hanging(desk: Desk) -> None:
    def kill(_: PageMap) -> str:
        os.kill(composer.hands.first.pid, signal.SIGKILL)
        return chapter("x", "")

    composer: Any = desk.open("2")
    try:
        with pytest.raises(RuntimeError, match="ended without a word"):
            settle(composer, [Part("x", "front", kill), *PARTS[1:]])
    finally:
        composer.close()


def test_a_composer_that_nobody_closes_keeps_no_process() -> None:
    lines = (
        "from guidepress.pdf.composing import hands, worker",
        "worker.Worker = len",
        "kept = hands.ManyHands('', 2)",
        "print('the end')",
    )
    script = [sys.executable, "-c", "\n".join(lines)]
    # output ends when the last process that could write to it has ended
    done = subprocess.run(script, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "the end\n", "")


def test_a_mistake_of_ours_in_a_hand_is_told_with_its_traceback(desk: Desk) -> None:
    def fail() -> Tools:
        raise ZeroDivisionError("ours")

    composer = open_composer(fail, desk.cache, "2")
    try:
        with pytest.raises(RuntimeError, match="ZeroDivisionError: ours"):
            settle(composer, PARTS)
    finally:
        composer.close()


@pytest.fixture
def drawn(desk: Desk) -> Iterator[Any]:
    """The file and document of a page that was written."""
    seen: list[Any] = []
    engine = desk.make_tools().engine
    document = engine.lay_out('<html lang="en"><title>t</title><p id="x">Aa</p>')
    document.write_pdf(io.BytesIO(), finisher=lambda *found: seen.extend(found))
    return iter(seen)


def test_weasyprint_still_has_what_the_press_exchanges(drawn: Iterator[Any]) -> None:
    """Fail by name when WeasyPrint moves something of composing/internals.py."""
    assert callable(layout.make_margin_boxes)
    assert callable(layout.page.make_margin_boxes)
    assert callable(layout.background.layout_box_backgrounds)
    assert callable(pdf.resolve_links)
    assert set(inspect.signature(line_size).parameters) == {"line", "style"}
    assert hasattr(Layout, "reactivate")
    assert hasattr(Layout, "deactivate")
    assert callable(pdf.build_fonts_dictionary)
    document, _ = drawn
    (font,) = document.fonts.values()
    assert isinstance(font, Font)
    assert font.hash
    assert font.family == "Literata"
    assert {"A", "a"} <= set(font.to_unicode.values())
    assert font.widths.keys() == font.to_unicode.keys()
