"""The archive: it is there as a whole, or as it was."""

from __future__ import annotations

import datetime
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

from guidepress.epub.archive import write_archive
from guidepress.problems import SourceError

from .foreign import ROOTS

WHEN = datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An EPUB that was written before."""
    path = tmp_path / "book.epub"
    write_archive(path, {"a.xhtml": b"the last one"}, WHEN)
    return path


def list_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_interrupted_write_leaves_the_last_archive_and_nothing_else(
    archive: Path, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = archive.read_bytes()
    write = zipfile.ZipFile.writestr

    def interrupt(file: zipfile.ZipFile, info: Any, *rest: Any) -> None:
        if info.filename == "b.xhtml":
            raise error
        write(file, info, *rest)

    monkeypatch.setattr(zipfile.ZipFile, "writestr", interrupt)
    with pytest.raises(error):
        write_archive(archive, {"a.xhtml": b"new", "b.xhtml": b"new"}, WHEN)
    assert archive.read_bytes() == before
    assert list_files(archive.parent) == ["book.epub"]


def test_the_archive_is_complete_before_it_has_its_name(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    replace = Path.replace

    def look(unfinished: Path, target: Path) -> Path:
        with zipfile.ZipFile(unfinished) as file:
            seen.append(file.namelist())
        return replace(unfinished, target)

    monkeypatch.setattr(Path, "replace", look)
    write_archive(archive, {"a.xhtml": b"new"}, WHEN)
    assert seen == [["mimetype", "a.xhtml"]]


def test_what_a_killed_write_has_left_is_overwritten(archive: Path) -> None:
    archive.with_suffix(".part").write_bytes(b"half")
    write_archive(archive, {"a.xhtml": b"new"}, WHEN)
    assert list_files(archive.parent) == ["book.epub"]
    with zipfile.ZipFile(archive) as file:
        assert file.read("a.xhtml") == b"new"


def test_a_build_that_fails_leaves_the_last_archive(tmp_path: Path) -> None:
    shutil.copytree(ROOTS / "test-epub-single", tmp_path / "src")
    outdir = tmp_path / "src" / "_build" / "epub"
    outdir.mkdir(parents=True)
    app = SphinxTestApp("epub", tmp_path / "src")
    last = outdir / f"{app.config.guidepress_slug}.epub"
    last.write_bytes(b"the last one")
    app.cleanup()
    for wrong in ({"guidepress_identifier": ""}, {"guidepress_cover": "none.svg"}):
        with pytest.raises(SourceError):
            build(tmp_path / "src", wrong)
        assert list_files(outdir) == [last.name]
        assert last.read_bytes() == b"the last one"


def build(srcdir: Path, settings: dict[str, Any]) -> None:
    """Build an EPUB, and forget Sphinx's application whatever happens."""
    apps: list[SphinxTestApp] = []
    try:
        apps.append(SphinxTestApp("epub", srcdir, confoverrides=settings))
        apps[0].build()
    finally:
        for app in apps:
            app.cleanup()
