"""Packs and the contact sheet: sheets that belong together, and all of them small."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from guidepress.build import build
from guidepress.project import Project

from .readers.pdf import PdfFile
from .readers.print import MM, count_words
from .readers.tree import TreeFile
from .readers.verapdf import validate
from .town import copy_town, edit

#: The packs of the real book.
PACKS = {
    "first-visit": ("Pack for a first visit", ["h1", "h3", "h8"]),
    "parents": ("Pack for parents and carers", ["h6", "h7", "h8"]),
    "couples": ("Pack for couples", ["h4", "h5"]),
}

every_pack = pytest.mark.parametrize("id_", PACKS)
every_paper = pytest.mark.parametrize("paper", ["a4", "letter"])


def pack(book: Project, id_: str, paper: str = "a4") -> Path:
    return book.dist / "handouts" / "packs" / f"{id_}-{paper}.pdf"


def sheets(book: Project, id_: str, paper: str = "a4") -> list[Path]:
    folder = book.dist / "handouts" / paper
    return [folder / f"{name}.pdf" for name in PACKS[id_][1]]


def list_folios(path: Path) -> list[str]:
    """Return the last line of each side that has one."""
    texts = [text.split("\n") for text in PdfFile(path).texts]
    lines = [line.strip() for text in texts for line in text]
    return [line for line in lines if line.startswith("Page ")]


@every_paper
@every_pack
def test_a_cover_comes_first_and_each_sheet_begins_on_a_front(
    book: Project, id_: str, paper: str
) -> None:
    title, names = PACKS[id_]
    texts = [" ".join(text.split()) for text in PdfFile(pack(book, id_, paper)).texts]
    assert title in texts[0]
    assert texts[1] == ""  # the back of the cover
    starts = [
        number
        for name in names
        for number, text in enumerate(texts, 1)
        if text.startswith(f"Handout {name.upper()} ")
    ]
    assert len(starts) == len(names)
    assert starts == sorted(starts)
    assert all(start % 2 for start in starts)


@every_pack
def test_each_sheet_of_a_pack_has_page_numbers_of_its_own(
    book: Project, id_: str
) -> None:
    own = [folio for path in sheets(book, id_) for folio in list_folios(path)]
    assert list_folios(pack(book, id_)) == ["Page 1 of 1", *own]


@every_pack
def test_the_words_of_a_pack_are_those_of_its_cover_and_its_sheets(
    book: Project, id_: str
) -> None:
    cover, *rest = PdfFile(pack(book, id_)).texts
    expected: Counter[str] = Counter()
    for path in sheets(book, id_):
        expected += count_words("\n".join(PdfFile(path).texts))
    assert count_words("\n".join(rest)) == expected
    # a screen reader meets them in this order
    heard = TreeFile(pack(book, id_)).words
    alone = [word for path in sheets(book, id_) for word in TreeFile(path).words]
    assert heard[-len(alone) :] == alone
    assert count_words(" ".join(heard[: -len(alone)])) <= count_words(cover)


@every_pack
def test_the_cover_says_what_each_sheet_is_about(book: Project, id_: str) -> None:
    cover = PdfFile(pack(book, id_)).texts[0]
    for name in PACKS[id_][1]:
        assert f"{name.upper()}: " in cover
    assert "Your contact" in cover


@every_paper
@every_pack
def test_verapdf_finds_nothing_against_a_pack(
    book: Project, id_: str, paper: str
) -> None:
    path = pack(book, id_, paper)
    assert validate(path, "ua1") == validate(path, "2a") == []


# -- the contact sheet -------------------------------------------------------------


def test_the_contact_sheet_shows_every_handout_on_one_side(book: Project) -> None:
    path = book.dist / "handouts" / "contact-sheet.pdf"
    (text,) = PdfFile(path).texts
    words = " ".join(text.split())
    for name in [*(f"H{number}" for number in range(1, 9)), "P1"]:
        assert f"{name} " in words
    assert words.count("Version 0.1.0, checked 24 November 2026") == 9
    assert words.count("next 24 November 2029") == 9
    figures = TreeFile(path).root.find("Figure")
    assert [str(figure.item.Alt) for figure in figures] == [
        f"The first side of handout {name}, small."
        for name in [*(f"H{number}" for number in range(1, 9)), "P1"]
    ]
    assert validate(path, "ua1") == validate(path, "2a") == []
    with pikepdf.open(path) as pdf:
        assert round(float(pdf.pages[0].mediabox[3]) / MM) == 297


# -- what is refused ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '["h2", "h1"]',
            '["h2", "h7"]',
            "the pack “both” names the handout “h7”, which is not there: mend the id",
        ),
        ('        "purpose": "To try.",\n', "", "the pack “both” has no 'purpose'"),
    ],
)
def test_a_pack_that_cannot_be_printed_is_refused_with_its_line(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    old: str,
    new: str,
    said: str,
) -> None:
    project = copy_town(tmp_path / "town")
    conf = project.root / "conf.py"
    edit(conf, old, new)
    monkeypatch.chdir(project.root)
    assert build(project, ["handouts"]) == 1
    lines = conf.read_text(encoding="utf-8").splitlines()
    place = lines.index("guidepress_packs = {") + 1
    assert capfd.readouterr().err.startswith(f"conf.py:{place}: {said}")
    assert not project.dist.exists()
