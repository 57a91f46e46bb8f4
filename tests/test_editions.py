"""Editions of the print PDF: one text, five ways to print it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from guidepress.build import build
from guidepress.cli import main
from guidepress.pdf import builder
from guidepress.pdf.editions import EDITIONS, MORE_OUTPUTS, Edition, find_edition
from guidepress.problems import SourceError
from guidepress.project import OUTPUTS, Project

from .conftest import ROOT, name_edition
from .readers import verapdf
from .readers.pdf import PdfFile
from .readers.print import (
    MM,
    count_words,
    list_glyphs,
    list_words,
    read_bodies,
    read_box,
)

SLUG = "anxious-attachment"

#: The body of a page lies within this of its head and its foot, in points.
MARGINS = {"a5": 55, "half-letter": 55, "large-print": 68}

FACES = re.compile(r"(Literata|Atkinson-Hyperlegible|IBM-Plex-Mono)(-Bold)?(-?Italic)?")


def files(project: Project) -> dict[str, dict[str, object]]:
    """Return the manifest's record of each edition that was built."""
    records = json.loads((project.dist / "manifest.json").read_text())["files"]
    names = {edition.name for edition in EDITIONS}
    return {r["edition"]: r for r in records if r["edition"] in names}


# -- what is built, and when -------------------------------------------------------


@pytest.fixture
def at_home(small: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The small project, as the current folder."""
    monkeypatch.chdir(small.root)
    return small


def test_an_unknown_edition_is_refused_with_the_known_ones(
    at_home: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(at_home, ["pdf"]) == 0
    before = (at_home.dist / "SHA256SUMS").read_text()
    assert main(["build", "pdf", "--edition", "huge"]) != 0
    assert capsys.readouterr().err == (
        "there is no edition “huge”: choose a5, half-letter, large-print, booklet or "
        "press, or all of them\n"
    )
    assert (at_home.dist / "SHA256SUMS").read_text() == before


def test_an_edition_of_anything_but_the_pdf_is_refused(
    at_home: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "epub", "--edition", "press"]) != 0
    assert capsys.readouterr().err == (
        "only the PDF has editions: type build pdf --edition press\n"
    )
    assert not at_home.dist.exists()


def test_one_edition_is_built_alone(at_home: Project) -> None:
    assert main(["build", "pdf", "--edition", "half-letter"]) == 0
    assert {path.name for path in at_home.dist.iterdir()} == {
        "SHA256SUMS",
        "manifest.json",
        "small-half-letter.pdf",
    }
    assert set(files(at_home)) == {"half-letter"}


def test_every_edition_has_its_place_and_its_record(all_editions: Project) -> None:
    records = files(all_editions)
    assert {name: record["path"] for name, record in records.items()} == {
        "a5": "small.pdf",
        "half-letter": "small-half-letter.pdf",
        "large-print": "small-large-print.pdf",
        "booklet": "print/small-booklet.pdf",
        "press": "print/small-press.pdf",
    }
    for record in records.values():
        with pikepdf.open(all_editions.dist / str(record["path"])) as pdf:
            assert record["pages"] == len(pdf.pages)


def test_the_website_offers_the_editions_that_were_built(
    all_editions: Project, at_home: Project
) -> None:
    page = (all_editions.dist / "site" / "downloads.html").read_text()
    for edition in EDITIONS:
        assert f"PDF, {edition.title}" in page
        assert f'href="downloads/{edition.name_file("small")}"' in page
    assert build(at_home, OUTPUTS) == 0
    page = (at_home.dist / "site" / "downloads.html").read_text()
    assert "PDF, A5" in page
    # of the guide; handouts have theirs without being asked
    assert name_edition(at_home, "large-print").name not in page


def test_the_page_list_of_the_epub_comes_from_a5(all_editions: Project) -> None:
    for output in ("pdf", *MORE_OUTPUTS):
        path = all_editions.build / output / "pages.json"
        edition = find_edition(lambda e, output=output: e.output == output)
        assert edition is not None
        assert json.loads(path.read_text())["edition"] == edition.name


def test_an_edition_of_older_words_does_not_stay_beside_a_new_a5(
    at_home: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "pdf", "--edition", "all"]) == 0
    path = at_home.source / "guide" / "one.md"
    path.write_text(path.read_text().replace("A sentence", "Another sentence"))
    assert main(["build", "pdf"]) == 0
    assert set(files(at_home)) == {"a5"}
    assert (
        "print/small-press.pdf is out of date and is left out; "
        "make pdf EDITION=press builds it again."
    ) in capsys.readouterr().out


def test_a_failed_edition_leaves_the_last_files(
    at_home: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise SourceError("", "the press broke down", "call the printer")

    assert build(at_home, ["pdf"]) == 0
    before = (at_home.dist / "SHA256SUMS").read_text()
    monkeypatch.setitem(builder.FINISHES, "press", fail)
    assert main(["build", "pdf", "--edition", "all"]) == 1
    assert "the press broke down: call the printer\n" in capsys.readouterr().err
    assert (at_home.dist / "SHA256SUMS").read_text() == before


def test_the_same_source_gives_the_same_bytes(
    all_editions: Project, at_home: Project
) -> None:
    assert main(["build", "pdf", "--edition", "all"]) == 0
    for edition in EDITIONS:
        name = edition.name_file("small")
        first, second = (p.dist / name for p in (all_editions, at_home))
        assert first.read_bytes() == second.read_bytes(), edition.name


@pytest.mark.parametrize("locale", ["C", "de_DE.UTF-8", "tr_TR.UTF-8"])
def test_language_and_hour_of_the_machine_change_no_byte(
    all_editions: Project, at_home: Project, locale: str
) -> None:
    world = {"LC_ALL": locale, "LANG": locale, "TZ": "Asia/Kathmandu"}
    (at_home.build).mkdir()
    (at_home.build / "fonts").symlink_to(ROOT / "build" / "fonts")
    subprocess.run(
        [sys.executable, "-m", "guidepress", "build", "pdf"],
        cwd=at_home.root,
        env={**os.environ, **world, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    first, second = (p.dist / "small.pdf" for p in (all_editions, at_home))
    assert first.read_bytes() == second.read_bytes()


# -- pages, words and type -----------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.name)
def test_finished_pages_have_the_size_of_the_edition(
    all_editions: Project, edition: Edition
) -> None:
    if edition.finish == "booklet":
        pytest.skip("two pages on a sheet: proved below")
    path = name_edition(all_editions, edition.name)
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            size = ((right - left) / MM, (top - bottom) / MM)
            assert size == pytest.approx(edition.page, abs=0.01)


def test_a_wide_table_in_large_print_lies_on_the_long_side(at_home: Project) -> None:
    path = at_home.source / "guide" / "one.md"
    rows = ["| A | B | C | D | Disorganised |", "|---|---|---|---|---|"]
    rows += ["| preoccupied | dismissing | fearful | secure | resistant |"]
    table = "\n".join(rows)
    text = f"{path.read_text()}\n{table}\n\nAfter the table.\n\n{table}\n"
    path.write_text(text)
    assert main(["build", "pdf", "--edition", "large-print"]) == 0
    pdf = PdfFile(name_edition(at_home, "large-print"))
    lying = [i for i, p in enumerate(pdf.rendered) if p.get_width() > p.get_height()]
    assert lying == [lying[0], lying[0] + 2]
    for word in ("Disorganised", "preoccupied", "resistant"):
        assert word in pdf.texts[lying[0]]  # whole, and on one line
    assert "After the table." in pdf.texts[lying[0] + 1]
    assert "References" in "".join(pdf.texts[lying[1] + 1 : lying[1] + 3])
    assert verapdf.validate(name_edition(at_home, "large-print"), "ua1") == []


@pytest.mark.parametrize("name", ["half-letter", "large-print", "booklet", "press"])
def test_faces_are_embedded_and_ours(all_editions: Project, name: str) -> None:
    fonts = PdfFile(name_edition(all_editions, name)).fonts
    assert fonts
    assert all(fonts.values())
    assert [face for face in fonts if not FACES.fullmatch(face)] == []


@pytest.fixture(scope="module")
def real(book: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The real book with the editions for readers, beside the one others read."""
    root = tmp_path_factory.mktemp("real") / "book"
    shutil.copytree(book.root, root)
    project = Project(root)
    assert build(project, ["pdf-half-letter", "pdf-large-print"]) == 0
    return project


def real_text(real: Project, name: str, *, references: bool) -> str:
    """Return the text of the references, or of all else, in an edition."""
    edition = find_edition(lambda e: e.name == name)
    assert edition is not None
    page_map = real.build / edition.output / "pages.json"
    records = json.loads(page_map.read_text())["pages"]
    pages = zip(
        records, read_bodies(name_edition(real, name, SLUG), MARGINS[name]), strict=True
    )
    return "\n".join(
        text
        for record, text in pages
        if (record["docname"] == "back/references") == references
    )


@pytest.mark.parametrize("name", ["half-letter", "large-print"])
def test_every_edition_has_the_same_words(real: Project, name: str) -> None:
    a5, other = (
        count_words(real_text(real, n, references=False)) for n in ("a5", name)
    )
    # a table that runs on says its heads again; fewer pages need fewer words between
    repeated = set("What we say Where and".split())
    differing = {w: (a5[w], other[w]) for w in a5 | other if a5[w] != other[w]}
    # a page may end within a word, and marks of lists are drawn behind its first half
    lost, found = "", ""
    for word, (here, there) in differing.items():
        if word not in repeated:
            lost += word * (here - there)
            found += word * (there - here)
    assert sorted(lost) == sorted(found), differing
    assert len(lost) < 40


@pytest.mark.parametrize("name", ["half-letter", "large-print"])
def test_every_edition_has_the_same_references(real: Project, name: str) -> None:
    # as letters: a line may break an address anywhere
    expected, found = (
        "".join(
            word
            for word in list_words(real_text(real, n, references=True))
            if word != "and"  # stands between pages, and these differ
        )
        for n in ("a5", name)
    )
    assert len(expected) > 5000
    assert found == expected


@pytest.mark.parametrize("name", ["half-letter", "large-print"])
def test_editions_for_readers_are_pdf_ua(real: Project, name: str) -> None:
    assert verapdf.validate(name_edition(real, name, SLUG), "ua1") == []


def find_small_type(path: Path, least: float) -> set[str]:
    """Return the characters of a file that are printed smaller than so many points."""
    return {g.text for g in list_glyphs(path) if g.size < least - 0.01}


def test_nothing_in_large_print_is_smaller_than_16_points(real: Project) -> None:
    path = name_edition(real, "large-print", SLUG)
    assert find_small_type(path, 16) == set()
    sizes = Counter(g.size for g in list_glyphs(path))
    assert sizes.most_common(1)[0][0] == pytest.approx(18, abs=0.05)
    # the same look at A5 does find small type
    assert find_small_type(name_edition(real, "a5", SLUG), 16) != set()


@pytest.mark.parametrize("name", ["a5", "half-letter"])
def test_nothing_at_a5_is_smaller_than_its_smallest_size(
    real: Project, name: str
) -> None:
    # raised numbers are seven tenths of a note
    path = name_edition(real, name, SLUG)
    assert find_small_type(path, 0.7 * 9.5) == set()
    assert find_small_type(path, 9) != set()


SMALL_TYPE = """
A note[^a], a long note[^b], `code`.

```python
print("code")
```

:::{note}
An admonition.
:::

| A | B `code` |
|---|---|
| C | D |

[^a]: Its `words`.
[^b]: LONG
""".replace("LONG", "words " * 60)


def test_notes_and_code_are_large_in_large_print(at_home: Project) -> None:
    path = at_home.source / "guide" / "one.md"
    path.write_text(path.read_text() + SMALL_TYPE)
    assert main(["build", "pdf", "--edition", "large-print"]) == 0
    assert find_small_type(name_edition(at_home, "large-print"), 16) == set()
    assert main(["build", "pdf"]) == 0
    assert find_small_type(name_edition(at_home, "a5"), 9) != set()


def find_outside(path: Path) -> list[str]:
    """Return the characters that stand, or lean, outside the finished page."""
    with pikepdf.open(path) as pdf:
        trims = [read_box(page, "TrimBox") for page in pdf.pages]
    return [
        g.text
        for g in list_glyphs(path)
        if not trims[g.page][0] <= g.box[0] <= g.box[2] <= trims[g.page][2]
        or not trims[g.page][1] <= g.box[1] <= g.box[3] <= trims[g.page][3]
    ]


@pytest.mark.parametrize("name", ["a5", "half-letter", "large-print"])
def test_no_text_stands_outside_the_page(real: Project, name: str) -> None:
    assert find_outside(name_edition(real, name, SLUG)) == []


def test_text_outside_the_page_is_seen(real: Project, tmp_path: Path) -> None:
    with pikepdf.open(name_edition(real, "a5", SLUG)) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            page.trimbox = [left, bottom, (left + right) / 2, top]
        pdf.save(tmp_path / "cut.pdf")
    assert find_outside(tmp_path / "cut.pdf") != []


def test_large_print_has_one_plain_face(real: Project) -> None:
    fonts = set(PdfFile(name_edition(real, "large-print", SLUG)).fonts)
    assert not any("Italic" in face for face in fonts), fonts
    assert "Atkinson-Hyperlegible" in fonts
