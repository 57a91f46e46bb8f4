"""What the tests share: roots for Sphinx, a small project, and the real book once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidepress import fonts
from guidepress.build import build
from guidepress.project import OUTPUTS, Project

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
    shutil.copytree(Path(__file__).parent / "fixtures" / "small", tmp_path / "small")
    shutil.copytree(ROOT / "regions", tmp_path / "small" / "regions")
    return Project(tmp_path / "small")


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
