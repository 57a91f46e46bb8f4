"""The EPUB under the tools of others, and under our own rules for what they miss."""

from __future__ import annotations

import re
import runpy
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from guidepress.config import CHECKERS
from guidepress.project import Project

from .conftest import ROOT
from .readers import ace, epubcheck
from .readers.calibre import CONVERT, convert
from .readers.epub import EpubFile
from .readers.epublint import lint

SLUG = "anxious-attachment"


@pytest.fixture(scope="module")
def epub(book: Project) -> Path:
    """The EPUB of the real book."""
    return book.dist / f"{SLUG}.epub"


def spoil(epub: Path, bad: Path, change: Callable[[str, str], str]) -> Path:
    """Write a copy of an EPUB whose pages went through `change(name, text)`."""
    with zipfile.ZipFile(epub) as source, zipfile.ZipFile(bad, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename.endswith((".xhtml", ".opf", ".css")):
                content = change(info.filename, content.decode()).encode()
            target.writestr(info, content)
    return bad


#: What conf.py may say has found nothing -> how it is asked.
PROGRAMS: dict[str, Callable[[Path, Path], Sequence[object]]] = {
    "Ace": ace.check,
    "EPUBCheck": lambda epub, _: epubcheck.check(epub),
}


def read_claimed() -> list[str]:
    """Return the programs that conf.py says have found nothing in the book."""
    names: list[str] = runpy.run_path(str(ROOT / "conf.py"))["guidepress_epub_checks"]
    return names


@pytest.mark.parametrize("name", read_claimed())
def test_a_program_that_conf_py_names_finds_nothing(
    name: str, epub: Path, tmp_path: Path
) -> None:
    assert name in PROGRAMS
    assert PROGRAMS[name](epub, tmp_path) == []


def test_no_other_program_can_be_named() -> None:
    assert set(CHECKERS) == set(PROGRAMS)


def test_the_book_names_what_conf_py_names(epub: Path) -> None:
    (summary,) = EpubFile(epub).meta("schema:accessibilitySummary")
    assert f" {' and '.join(read_claimed())} found nothing to mend. " in summary


def test_ace_rejects_a_page_without_language_and_a_picture_without_words(
    epub: Path, tmp_path: Path
) -> None:
    def change(name: str, text: str) -> str:
        if name.endswith("title-page.xhtml"):
            return re.sub(r' (xml:)?lang="[\w-]+"', "", text)
        return re.sub(r' alt="[^"]+"', "", text) if "cover" in name else text

    found = ace.check(spoil(epub, tmp_path / "bad.epub", change), tmp_path)
    assert {violation.rule for violation in found} >= {"html-has-lang", "image-alt"}


def test_our_own_rules_find_nothing_in_the_book(epub: Path) -> None:
    assert lint(EpubFile(epub)) == []


# -- calibre -------------------------------------------------------------------


def count_words(epub: Path) -> Counter[str]:
    """Return how often each word stands on the pages.

    Words are parted at tags: calibre writes no space between two cells.
    """
    book = EpubFile(epub)
    texts = [t for name in book.spine() for t in book.xpath(name, "//h:body//text()")]
    return Counter(word for text in texts for word in text.split())


def count_drawings(epub: Path) -> int:
    """Return how many files of SVG are in an EPUB."""
    return sum(name.endswith(".svg") for name in EpubFile(epub).members)


@pytest.fixture(scope="module")
def back(epub: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The EPUB after a way to Kindle and back."""
    if not CONVERT:
        pytest.skip("calibre is not installed: ebook-convert")
    folder = tmp_path_factory.mktemp("kindle")
    # the book has contents of its own: calibre would add a second page of them
    kindle = convert(epub, folder / "book.azw3", folder, "--no-inline-toc")
    return convert(kindle, folder / "back.epub", folder)


def test_no_word_is_lost_on_the_way_to_kindle_and_back(epub: Path, back: Path) -> None:
    assert count_words(back) == count_words(epub)


def test_drawings_are_still_drawings_on_kindle(epub: Path, back: Path) -> None:
    assert count_drawings(back) == count_drawings(epub) > 10
