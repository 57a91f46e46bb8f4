"""Pictures in the EPUB of another's book: fetched by Sphinx before, or in raw HTML."""

from __future__ import annotations

import hashlib
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

from .foreign import ROOTS, Built, build_foreign

GEAR = ROOTS / "test-epub-bare" / "gear.png"
FAR = "https://example.org"


@pytest.fixture(scope="module")
def offline() -> Iterator[None]:
    """Whoever asks for the network fails."""

    def refuse(*_: Any) -> None:
        raise AssertionError("a build asked for the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", refuse)
        patch.setattr(socket.socket, "connect", refuse)
        yield


def keep_fetched(app: SphinxTestApp) -> None:
    """Lay two files down as Sphinx keeps what it has fetched for other builders."""
    for address, name in (
        (f"{FAR}/near/gear.png?size=2", "gear.png"),
        (f"{FAR}/near/paper.pdf", "paper.pdf"),
    ):
        digest = hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
        folder = Path(app.doctreedir, "images", digest)
        folder.mkdir(parents=True)
        shutil.copy(GEAR, folder / name)


@pytest.fixture(scope="module")
def far(offline: None, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Pictures on the network, of which Sphinx has fetched one before."""
    folder = tmp_path_factory.mktemp("far")
    return build_foreign("foreign-far-pictures", folder, keep_fetched)


def test_a_picture_that_sphinx_has_fetched_is_packed(far: Built) -> None:
    page = far.epub.page("index.xhtml")
    (image,) = far.epub.xpath(page, "//h:img")
    assert image.get("alt") == "A gear that was fetched."
    name, _ = far.epub.resolve(page, image.get("src"))
    assert far.epub.members[name] == GEAR.read_bytes()
    assert "near/gear.png" not in far.warnings


def test_a_picture_that_nobody_has_fetched_is_a_link_in_words(far: Built) -> None:
    links = far.epub.xpath(far.epub.page("index.xhtml"), "//h:a")
    assert [(link.get("href"), link.text) for link in links] == [
        (f"{FAR}/far/gear.png", "A gear that was not."),
        (f"{FAR}/far/silent.png", f"{FAR}/far/silent.png"),
        (f"{FAR}/near/paper.pdf", "A paper."),
    ]
    for name in ("far/gear.png", "far/silent.png", "near/paper.pdf"):
        assert f"the picture {FAR}/{name} is on the network" in far.warnings
    assert "index.md:5: WARNING" in far.warnings


@pytest.fixture(scope="module")
def raw(offline: None, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Pictures in raw HTML."""
    return build_foreign("foreign-raw-pictures", tmp_path_factory.mktemp("raw"))


def test_a_picture_in_raw_html_is_packed_once(raw: Built) -> None:
    page = raw.epub.page("one.xhtml")
    images = raw.epub.xpath(page, "//h:img")
    assert [image.get("alt") for image in images] == ["A gear.", "the gear", "", ""]
    names = {raw.epub.resolve(page, image.get("src"))[0] for image in images}
    assert [raw.epub.members[name] for name in names] == [GEAR.read_bytes()]


def test_a_picture_in_raw_html_keeps_its_words_and_width_alone(raw: Built) -> None:
    first, *_ = raw.epub.xpath(raw.epub.page("one.xhtml"), "//h:img")
    assert dict(first.attrib) == {
        "src": "../../images/gear.png",
        "alt": "A gear.",
        "width": "40",
    }


def test_a_picture_in_raw_html_without_words_is_named_with_its_line(raw: Built) -> None:
    assert "one.md:7: WARNING: the picture ../pictures/gear.png in raw HTML has no" in (
        raw.warnings
    )
    assert raw.warnings.count("has no alternative text") == 1
    assert "alternativeText" not in raw.epub.meta("schema:accessibilityFeature")


def test_a_picture_in_raw_html_that_no_file_holds_leaves_its_words(raw: Built) -> None:
    words = raw.words("one.xhtml")
    for line, name, alt in (
        (11, "../../outside.png", "Outside the sources."),
        (13, "none.png", "A gear that is nowhere."),
    ):
        assert alt in words
        assert f"one.md:{line}: WARNING: the picture {name} in raw HTML is" in (
            raw.warnings
        )
    assert "No file at all." in words
