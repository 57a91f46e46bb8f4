"""What the tests share: roots for Sphinx, a small project, and the real book once."""

from __future__ import annotations

import gc
import multiprocessing
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from guidepress import fonts
from guidepress.build import build
from guidepress.pdf.editions import find_edition
from guidepress.project import ALL_OUTPUTS, OUTPUTS, Project

from .readers.browser import browsing, serving

pytest_plugins = ["sphinx.testing.fixtures"]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """The folder of the Sphinx roots: tests/roots/test-<name>."""
    return Path(__file__).parent / "roots"


@pytest.fixture(scope="session", autouse=True)
def shared_fonts() -> Iterator[None]:
    """Cut the typefaces once for all tests: it takes a minute, and is tested apart."""
    folder = ROOT / "build" / "fonts"
    patch = pytest.MonkeyPatch()
    patch.setattr(fonts, "cache_folder", lambda doctreedir: folder)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def no_process_is_left() -> Iterator[None]:
    """Every process that a test starts ends with it: one that waits blocks the end."""
    yield
    gc.collect()  # a test that only reads leaves its composer to be dropped
    assert multiprocessing.active_children() == []


def sphinx_words(builder: str, srcdir: str, **settings: object) -> pytest.MarkDecorator:
    """Return the mark of a test on worksheets, figures and paths.

    :param srcdir: names the copy of the root that the test may change
    """
    return pytest.mark.sphinx(
        builder,
        testroot="words",
        srcdir=f"words-{srcdir}",
        freshenv=True,
        confoverrides=settings,
    )


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A project of one chapter, one handout and one work, and nothing built."""
    return copy_small(tmp_path / "small")


@pytest.fixture(scope="session")
def all_editions(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with every output, in every edition; for reading only."""
    project = copy_small(tmp_path_factory.mktemp("editions") / "small")
    assert build(project, ALL_OUTPUTS) == 0
    return project


def copy_small(folder: Path) -> Project:
    """Copy the small project into a folder that is not there yet."""
    shutil.copytree(Path(__file__).parent / "fixtures" / "small", folder)
    shutil.copytree(ROOT / "regions", folder / "regions")
    return Project(folder)


def name_edition(project: Project, edition: str, slug: str = "small") -> Path:
    """Return the file of an edition."""
    found = find_edition(lambda e: e.name == edition)
    assert found is not None
    return project.dist / found.name_file(slug)


def copy_book(folder: Path) -> Project:
    """Copy the sources of the real book into an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("conf.py", "references.bib", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    for name in ("source", "regions", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    return Project(folder)


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The real book, built once with every output."""
    project = copy_book(tmp_path_factory.mktemp("book"))
    assert build(project, OUTPUTS) == 0
    return project


@pytest.fixture(scope="module")
def address(book: Project) -> Iterator[str]:
    """The address of the real book's website on this machine."""
    with serving(book.dist / "site") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser, closed before the next module: the tests of that may fork."""
    with browsing() as browser:
        yield browser
