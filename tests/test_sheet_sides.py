"""What stands at the same place on every sheet, and its cards to cut out."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from sphinx.testing.util import SphinxTestApp

from guidepress.handouts.cards import LARGE, STANDARD, draw_marks
from guidepress.project import Project

from .conftest import sphinx_words
from .readers.codes import read_codes
from .readers.pdf import PdfFile
from .readers.print import MM, list_glyphs
from .readers.tree import TreeFile
from .readers.verapdf import validate
from .test_worksheets import build

SHEETS = [*(f"h{number}" for number in range(1, 9)), "p1"]

every_folder = pytest.mark.parametrize(
    "folder", ["a4", "letter", "a4-large", "letter-large"]
)


def find_words(path: Path, words: str) -> tuple[int, float]:
    """Return the side, and how far above its lower edge words begin, in points."""
    for number, page in enumerate(pypdfium2.PdfDocument(path)):
        text = page.get_textpage()
        if found := text.search(words).get_next():
            return number, text.get_charbox(found[0])[1]
    raise AssertionError(f"“{words}” is not on {path}")


def last_side(path: Path) -> pypdfium2.PdfPage:
    """Return the last side of a sheet."""
    *_, page = pypdfium2.PdfDocument(path)
    return page


# -- the foot ----------------------------------------------------------------------


@every_folder
def test_the_imprint_ends_its_side_on_every_sheet(book: Project, folder: str) -> None:
    for id_ in SHEETS:
        path = book.dist / "handouts" / folder / f"{id_}.pdf"
        side, _ = find_words(path, "Your contact")
        margin = (18 if "large" in folder else 15) * MM
        ends = [
            glyph.box[1]
            for glyph in list_glyphs(path)
            if glyph.page == side and glyph.box[1] > margin
        ]
        # the descenders of its last line, or none
        assert margin <= min(ends) <= margin + 8, id_


@every_folder
def test_help_stands_above_the_contact_on_its_side(book: Project, folder: str) -> None:
    for id_ in SHEETS[:-1]:  # professionals know where help is
        path = book.dist / "handouts" / folder / f"{id_}.pdf"
        side, height = find_words(path, "Your contact")
        text = pypdfium2.PdfDocument(path)[side].get_textpage()
        found = text.search("Help now").get_next()
        assert found, id_
        assert text.get_charbox(found[0])[1] > height


# -- cards -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "count"),
    [("a4", 8), ("letter", 8), ("a4-large", 4), ("letter-large", 4)],
)
def test_h3_ends_with_a_side_of_cards(book: Project, folder: str, count: int) -> None:
    path = book.dist / "handouts" / folder / "h3.pdf"
    *text, cards = PdfFile(path).texts
    for words in ("Pause: I will", "If worse, I stop and tell", "call 999", "call 111"):
        assert cards.count(words) == count
        assert words not in text[0]
    assert "My card" not in "".join(text)


def test_every_card_holds_its_words(book: Project) -> None:
    for folder, grid in (("letter", STANDARD), ("letter-large", LARGE)):
        path = book.dist / "handouts" / folder / "h3.pdf"
        page = last_side(path)
        text = page.get_textpage()
        left = (page.get_width() / MM - grid.columns * grid.width) / 2
        tops = []
        search = text.search("111.")
        while found := search.get_next():
            box = text.get_charbox(found[0] + found[1] - 1)
            column = (box[0] / MM - left) // grid.width
            assert (box[2] / MM - left) // grid.width == column
            tops.append((page.get_height() - box[1]) / MM)
        rows = sorted({round(top, 1) for top in tops})
        assert len(rows) == grid.rows
        first = find_words(path, "My card")[1]
        start = page.get_height() / MM - first / MM - rows[0]
        # from the title to the last line is less than a card
        assert 0 < -start < grid.height - 3


def test_a_listener_hears_one_card(book: Project) -> None:
    path = book.dist / "handouts" / "a4" / "h3.pdf"
    words = " ".join(TreeFile(path).words)
    assert words.count("Pause: I will") == 1
    assert validate(path, "ua1") == validate(path, "2a") == []


def test_cut_marks_stay_outside_the_cards() -> None:
    drawing = draw_marks(STANDARD)
    assert 'viewBox="0 0 190 234"' in drawing
    # 3 columns of edges above and below, 5 rows of them left and right
    assert drawing.count("v7") == 6
    assert drawing.count("h7") == 10
    for start in ("M9 0v7", "M181 227v7", "M0 9h7", "M183 225h7"):
        assert start in drawing


# -- the code ----------------------------------------------------------------------


@sphinx_words("handouts", "code", html_baseurl="https://x.org/g/")
def test_a_phone_reads_the_code_of_a_sheet(app: SphinxTestApp) -> None:
    for folder in ("a4", "letter-large"):
        path = build(app) / folder / "h1.pdf"
        (code,) = read_codes(path)
        assert code.text == "https://x.org/g/handouts/h1.html"
        assert code.width >= 20
        # never the only way
        words = "".join(PdfFile(path).texts[-1].split())
        assert "Ontheweb:x.org/g/handouts/h1.html" in words


@sphinx_words("handouts", "codeless")
def test_without_an_address_there_is_no_code(app: SphinxTestApp) -> None:
    path = build(app) / "a4" / "h1.pdf"
    assert read_codes(path) == []
    assert "On the web" not in PdfFile(path).texts[-1]
