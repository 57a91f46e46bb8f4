"""How the EPUB can be read: accessibility metadata that follows from the content.

A statement that no look at the content bears out is not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from docutils import nodes
from lxml import etree

from .package import MATHML, SVG, XHTML, Resource

#: True until somebody has certified it: no program can tell whether a book can be read.
UNCHECKED = "No person has checked it with assistive technology yet."

#: What shows or plays something that the pages do not say in words.
MEDIA = {f"{XHTML}{name}" for name in ("canvas", "embed", "iframe", "object", "video")}
SOUND = {f"{XHTML}{name}" for name in ("audio", "video")}

#: What can flash, move or start by itself.
MOVING = {f"{XHTML}{name}" for name in ("marquee", "script", "style")} | MEDIA | SOUND
MOVING |= {f"{SVG}{name}" for name in ("animate", "animateMotion", "set")}
MOVING |= {f"{SVG}{name}" for name in ("animateTransform", "script", "style")}

#: What a picture's file holds if it can move, by its media type; b"" is in any file.
MOTION: dict[str, tuple[bytes, ...]] = {
    "image/gif": (b"",),
    "image/webp": (b"",),
    "image/png": (b"acTL",),  # the animation control chunk (PNG 3, 11.3.4)
    "image/svg+xml": (b"<animate", b"<set", b"<script", b"@keyframes", b"<image"),
}


class Traits(NamedTuple):
    """What the book holds that decides how it can be read."""

    pictures: bool  #: pictures that carry meaning; an ornament's `alt` is empty
    pictures_described: bool  #: every one of them has words
    sound: bool
    mathematics: bool
    mathematics_described: bool  #: every formula has words for it
    tables_headed: bool  #: there are tables, and each has marked headings
    moving: bool  #: something that can flash or move
    pictures_told: bool = False  #: some have a long description besides
    paged: bool = False  #: markers where the pages of the PDF begin, and their list


class Accessibility(NamedTuple):
    """Accessibility metadata (EPUB Accessibility 1.1, section 2)."""

    modes: list[str]
    sufficient: list[str]  #: each a set of modes, joined by commas
    features: list[str]
    hazard: str
    summary: str


def has_undescribed(doctree: nodes.document) -> bool:
    """Tell whether a picture has no words and is not marked as an ornament."""
    return any("alt" not in image for image in doctree.findall(nodes.image))


def find_traits(resources: Sequence[Resource], *, is_described: bool) -> Traits:
    """Look through the pages and pictures.

    :param is_described: whether the source has words for each picture, which the
        pages cannot tell: the translator writes an empty `alt` where there are none
    """
    roots = [resource.root for resource in resources if resource.root is not None]
    elements = [element for root in roots for element in root.iter(etree.Element)]
    tags = {element.tag for element in elements}
    images = [e for e in elements if e.tag == f"{XHTML}img"]
    formulas = [e for e in elements if e.tag == f"{MATHML}math"]
    tables = [e for e in elements if e.tag == f"{XHTML}table"]
    is_silent = f"{SVG}svg" in tags or not tags.isdisjoint(MEDIA)
    is_described = is_described and all(i.get("alt") is not None for i in images)
    return Traits(
        not is_described or is_silent or any(i.get("alt") for i in images),
        is_described and not is_silent,
        not tags.isdisjoint(SOUND),
        bool(formulas),
        all(formula.get("alttext") for formula in formulas),
        bool(tables) and all(t.find(f".//{XHTML}th") is not None for t in tables),
        not tags.isdisjoint(MOVING)
        or any(i.get("src", "").startswith("data:") for i in images)
        or any(map(can_move, resources)),
        any(image.get("aria-details") for image in images),
        any(e.get("role") == "doc-pagelist" for e in elements),
    )


def can_move(resource: Resource) -> bool:
    """Tell whether a picture may hold several frames, or else must be looked at."""
    signs = MOTION.get(resource.media_type, ())
    head = resource.content.partition(b"IDAT")[0]  # a PNG says so before its pixels
    return any(sign in head for sign in signs)


def describe_access(
    traits: Traits, checks: Sequence[str] = (), certifier: str = ""
) -> Accessibility:
    """Return what follows from the traits, and nothing more.

    :param checks: the programs that conf.py says have found nothing
    :param certifier: who has certified the book
    """
    told = f"{certifier} has certified it." if certifier else UNCHECKED
    found = f"{' and '.join(checks)} found nothing to mend." if checks else ""
    features = {
        "tableOfContents": True,
        "readingOrder": True,
        "structuralNavigation": True,
        "displayTransformability": True,  # css/epub: em only, no colours, no typeface
        "unlocked": True,
        "alternativeText": traits.pictures and traits.pictures_described,
        "longDescription": traits.pictures_told,
        "pageNavigation": traits.paged,
        "pageBreakMarkers": traits.paged,
        "MathML": traits.mathematics,
        "describedMath": traits.mathematics and traits.mathematics_described,
    }
    return Accessibility(
        [
            "textual",
            *(["visual"] if traits.pictures else []),
            *(["auditory"] if traits.sound else []),
        ],
        list_sufficient(traits),
        [name for name, is_given in features.items() if is_given],
        "unknown" if traits.moving else "none",
        " ".join(filter(None, [*summarise(traits), found, told])),
    )


def list_sufficient(traits: Traits) -> list[str]:
    """Return the sets of modes each of which is enough to read the whole book."""
    if traits.sound:  # nothing tells whether the text says the same
        return []
    textual = not traits.pictures or traits.pictures_described
    return ["textual"] * textual + ["textual,visual"] * traits.pictures


def summarise(traits: Traits) -> Iterable[str]:
    """Yield the sentences of the accessibility summary."""
    yield "The text can be enlarged, recoloured and read aloud."
    yield "It has a table of contents, and headings, lists and links are marked."
    if traits.pictures and traits.pictures_described:
        yield "Every picture that carries meaning has a description in words."
    elif traits.pictures:
        yield "Some pictures have no description in words."
    if traits.mathematics:
        yield "Formulas are MathML."
    if traits.tables_headed:
        yield "Tables have marked headings."
    if traits.paged:
        yield "The pages of the print PDF are marked."


def list_failures(traits: Traits) -> Iterator[str]:
    """Yield what WCAG 2.2 AA does not allow, as far as a program can see it."""
    if traits.pictures and not traits.pictures_described:
        yield "a picture has no words"
    if traits.mathematics and not traits.mathematics_described:
        yield "a formula has no words"
    if traits.sound:
        yield "nothing tells whether sound and film are told in words"
    if traits.moving:
        yield "something may move or flash"
