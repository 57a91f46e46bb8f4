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
    return build_foreign("far-pictures", folder, keep_fetched)


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
