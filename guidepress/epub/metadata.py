"""What the package document says of the book, each statement with its source."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree
from sphinx.config import Config

from ..config import language_tag
from .package import MATHML, SVG, XHTML

#: Printed as they are: nobody has tried the file with a screen reader.
CHECKED = (
    "The file is checked by the program EPUBCheck only. "
    "No person has checked its accessibility yet."
)


class Traits(NamedTuple):
    """What the pages hold that decides how they can be read."""

    pictures: bool
    pictures_described: bool  #: every picture has words, or is an ornament
    mathematics: bool
    tables: bool
    moving: bool  #: sound, film, scripts or an image format that can move


class Accessibility(NamedTuple):
    """Accessibility metadata (EPUB Accessibility 1.1, section 2)."""

    modes: list[str]
    sufficient: list[str]  #: each a set of modes, joined by commas
    features: list[str]
    hazard: str
    summary: str


class Metadata(NamedTuple):
    """The metadata of the package document."""

    identifier: str
    title: str
    subtitle: str
    creator: str
    file_as: str
    language: str
    published: str
    modified: str
    publisher: str
    rights: str
    description: str
    access: Accessibility


def read_metadata(config: Config, pages: Iterable[etree._Element]) -> Metadata:
    """Return the metadata that conf.py and the pages give."""
    licence = config.guidepress_licence
    rights = f"© {config.copyright}" if config.copyright else ""
    # Sphinx fills in the author, who is no publisher.
    publisher = config.epub_publisher
    return Metadata(
        config.guidepress_identifier,
        config.project,
        config.guidepress_subtitle,
        config.author,
        sort_name(config.author),
        language_tag(config),
        config.guidepress_published,
        f"{modified(config):%Y-%m-%dT%H:%M:%SZ}",
        "" if publisher == config.author else publisher,
        ". ".join(filter(None, [rights.rstrip("."), licence])),
        config.guidepress_description,
        describe_access(find_traits(pages)),
    )


def modified(config: Config) -> datetime.datetime:
    """Return the time of the last change: SOURCE_DATE_EPOCH, else the publication."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    day = datetime.date.fromisoformat(config.guidepress_published)
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def sort_name(name: str) -> str:
    """Return the name as a shelf sorts it: "guide’s writers, The".

    Only an article is moved: no rule tells a person's name from a company's.
    """
    match = re.fullmatch(r"(The|An?) (.+)", name)
    return f"{match[2]}, {match[1]}" if match else name


def find_traits(pages: Iterable[etree._Element]) -> Traits:
    """Look through the pages."""
    elements = [element for root in pages for element in root.iter(etree.Element)]
    images = [e for e in elements if e.tag == f"{XHTML}img"]
    drawings = [e for e in elements if e.tag == f"{SVG}svg"]
    tags = {element.tag for element in elements}
    moving = {f"{XHTML}{name}" for name in ("audio", "video", "script")}
    return Traits(
        any(image.get("alt") for image in images) or bool(drawings),
        all(image.get("alt") is not None for image in images) and not drawings,
        f"{MATHML}math" in tags,
        f"{XHTML}table" in tags,
        bool(moving & tags) or any(i.get("src", "").endswith(".gif") for i in images),
    )


def describe_access(traits: Traits) -> Accessibility:
    """Return what follows from the traits, and nothing more."""
    alternatives = traits.pictures and traits.pictures_described
    features = [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",  # epub.css: em only, no colours, no typeface
        "unlocked",
        *(["alternativeText"] if alternatives else []),
        *(["MathML", "describedMath"] if traits.mathematics else []),
    ]
    textual = not traits.pictures or traits.pictures_described
    return Accessibility(
        ["textual", *(["visual"] if traits.pictures else [])],
        ["textual"] * textual + ["textual,visual"] * traits.pictures,
        features,
        "unknown" if traits.moving else "none",
        " ".join(summarise(traits)),
    )


def summarise(traits: Traits) -> Iterable[str]:
    """Yield the sentences of the accessibility summary."""
    yield "The text can be enlarged, recoloured and read aloud."
    yield "Headings, lists and links are marked as what they are."
    if traits.pictures and traits.pictures_described:
        yield "Every picture has a description in words."
    if traits.mathematics:
        yield "Formulas are MathML."
    if traits.tables:
        yield "Tables have marked headings."
    yield CHECKED
