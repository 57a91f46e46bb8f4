"""The gallery: every handout with a small picture of its first page."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config

from ..config import EVERYONE, describe_audience, find_audiences
from .downloads import HandoutFiles
from .manifest import locate_stage

#: Where the pictures are in the website.
FOLDER = "_static/first-pages"

#: As wide as a phone shows them sharply; 16 colours keep each below 15 kB.
WIDTH, COLOURS = 240, 16

#: For so many audiences css/html/gallery.css has rules; more would be no help.
MOST_CHOICES = 6


class Card(NamedTuple):
    """A handout as the gallery shows it."""

    files: HandoutFiles
    audience: str  #: as in the front matter
    whom: str  #: "For adults"
    message: str


class Choice(NamedTuple):
    """An audience to choose."""

    number: int  #: from 1; the stylesheet knows it by this
    audience: str
    words: str  #: "For adults"


class Picture(NamedTuple):
    """A picture of a first page."""

    url: str  #: seen from the root of the website
    width: int
    height: int


def list_cards(app: Sphinx, handouts: Iterable[HandoutFiles]) -> list[Card]:
    """Return the cards in the order of the handouts."""
    return [make_card(app, handout) for handout in handouts]


def make_card(app: Sphinx, handout: HandoutFiles) -> Card:
    """Return what a card says, of the handout's front matter."""
    metadata = app.env.metadata[handout.docname]
    audience = str(metadata.get("audience", ""))
    whom = say_whom(app.config, audience) if audience else ""
    return Card(handout, audience, whom, str(metadata.get("main_message", "")))


def say_whom(config: Config, audience: str) -> str:
    """Return "For adults"."""
    words = describe_audience(config, audience)
    return words[:1].upper() + words[1:]


def list_choices(config: Config, cards: Iterable[Card]) -> list[Choice]:
    """Return the audiences to choose from, none where a choice would not help.

    What is for everyone is shown whatever is chosen.
    """
    used = dict.fromkeys(card.audience for card in cards if card.audience)
    order = [name for name in find_audiences(config) if name in used]
    names = [name for name in dict.fromkeys([*order, *used]) if name != EVERYONE]
    if not 2 <= len(names) <= MOST_CHOICES:
        return []
    return [
        Choice(number, name, say_whom(config, name))
        for number, name in enumerate(names, 1)
    ]


def draw_pictures(app: Sphinx, handouts: Iterable[HandoutFiles]) -> dict[str, Picture]:
    """Draw the first page of each handout that is built; return them by its id."""
    folder = Path(app.outdir, FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stage = locate_stage(Path(app.doctreedir))
    pictures = {}
    for handout in handouts:
        first = handout.downloads[0]
        if first.file:
            data, size = draw_first_page(stage / first.path)
            (folder / f"{handout.id}.png").write_bytes(data)
            pictures[handout.id] = Picture(f"{FOLDER}/{handout.id}.png", *size)
    return pictures


def draw_first_page(path: Path) -> tuple[bytes, tuple[int, int]]:
    """Return the first page of a PDF as a small PNG, and its size in pixels."""
    import pypdfium2  # here, since most commands never draw

    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        image = page.render(scale=WIDTH / page.get_width()).to_pil()
    target = io.BytesIO()
    image.convert("RGB").quantize(COLOURS).save(target, "png", optimize=True)
    return target.getvalue(), image.size
