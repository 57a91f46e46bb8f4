"""Our own rules for an EPUB: what neither EPUBCheck nor Ace looks at.

Most are rules of Standard Ebooks' manual; each function is one rule, and says what
breaks it, place by place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from .epub import EpubFile
from .epubplaces import describe, each, words
from .epubstyle import (
    pages_have_no_style_of_their_own,
    styled_classes_are_the_books,
    the_style_is_em_only,
    the_style_leaves_type_and_colour,
)

Rule = Callable[[EpubFile], Iterable[tuple[str, str]]]

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: What a sentence ends with, so that a voice pauses behind a picture's words.
STOPS = tuple(".?!…") + tuple(f"{stop}{quote}" for stop in ".?!…" for quote in "”’")

#: The arrow of a link back, and what forbids to draw it as an emoji.
BACK = "↩\ufe0e"

#: Where a page's own id is named besides in a link.
ID_LISTS = ("aria-labelledby", "aria-describedby", "aria-details", "headers")


class Fault(NamedTuple):
    """A rule that one place breaks."""

    rule: str
    page: str
    message: str


def lint(epub: EpubFile) -> list[Fault]:
    """Return every fault, rule by rule."""
    return [
        Fault(rule.__name__, page, message)
        for rule in RULES
        for page, message in rule(epub)
    ]


# -- tags ----------------------------------------------------------------------


#: An emphasis within the same emphasis.
NESTED = "//h:strong//h:strong | //h:em//h:em"


def tags_say_something(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """A `span` has an attribute, a cell no paragraph, strong words no stronger ones.

    Highlighted code has bare spans, and the contents want them for what is no link.
    """
    lone = "(self::h:td or self::h:th) and count(*) = 1 and h:p[not(@*)]"
    for page, element in each(epub, f"//h:span[not(@*)] | {NESTED} | //*[{lone}]"):
        if next(element.iterancestors("{*}pre", "{*}nav"), None) is None:
            yield page, describe(element)


def page_breaks_are_of_their_place(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """A page that begins between blocks is a block, and one within a line is not."""
    blocks = ("body", "section", "div", "figure", "figcaption", "details", "aside")
    for page, mark in each(epub, "//*[@role='doc-pagebreak']"):
        parent, name = mark.getparent(), etree.QName(mark).localname
        assert parent is not None
        if (etree.QName(parent).localname in blocks) is not (name == "div"):
            yield page, describe(mark)


# -- links ---------------------------------------------------------------------


def back_links_lead_to_a_mark(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """A back-link leads to a mark, or to something that holds or explains one."""
    places = {(p, e.get("id")): e for p, e in each(epub, "//*[@id]")}
    for page, link in each(epub, "//*[@role='doc-backlink']"):
        target = places.get(epub.resolve(page, link.get("href")))
        if target is None or not is_place_of_a_mark(target):
            yield page, describe(link)


def is_place_of_a_mark(element: etree._Element) -> bool:
    """Tell whether a link or picture is at, in or right around the element."""
    inner = "descendant-or-self::*[local-name() = 'a' or local-name() = 'img']"
    return bool(element.xpath(f"{inner} | ancestor::*[local-name() = 'sup']"))


def notes_lead_back(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """What a mark in the text calls has a link back into the page of the mark."""
    back: set[tuple[tuple[str, str], str]] = set()
    for page, link in each(epub, "//*[@role='doc-backlink']"):
        target, _ = epub.resolve(page, link.get("href"))
        holders = [e.get("id") for e in link.iterancestors() if e.get("id")]
        back |= {((page, id_), target) for id_ in holders}
    roles = "@role='doc-noteref' or @role='doc-biblioref'"
    for page, mark in each(epub, f"//*[{roles}]"):
        if (epub.resolve(page, mark.get("href")), page) not in back:
            yield page, describe(mark)


def back_links_have_an_arrow_and_a_name(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """A back-link shows an arrow, no emoji, and says where it leads without it."""
    for page, link in each(epub, "//*[@role='doc-backlink']"):
        name = link.get("aria-label", "")
        if BACK not in words(link) or not name or BACK[0] in name:
            yield page, describe(link)


def links_have_words(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """A link has words, a label, or a picture with words."""
    for page, link in each(epub, "//h:a[@href]"):
        alts = "".join(link.xpath(".//@alt | .//@alttext"))
        if not (words(link) or link.get("aria-label") or alts):
            yield page, describe(link)


def made_up_ids_are_led_to(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """An id that a program counted up ("id3") is there for a link to it."""
    targets = {(page, target) for page, target in list_targets(epub)}
    for page, element in each(epub, "//*[@id]"):
        id_ = element.get("id", "")
        if re.fullmatch(r"id\d+", id_) and (page, id_) not in targets:
            yield page, describe(element)


def list_targets(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """Yield (page, id) of every place that the book leads to."""
    for page, file, fragment in epub.links():
        yield file or page, fragment
    lists = " | ".join(f"//@{name}" for name in ID_LISTS)
    for page in epub.spine():
        for value in epub.xpath(page, lists):
            yield from ((page, id_) for id_ in value.split())


# -- words ---------------------------------------------------------------------


def alternatives_end_with_a_stop(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """The words for a picture end as a sentence does."""
    for page, image in each(epub, "//h:img[@alt != '']"):
        if not image.get("alt", "").endswith(STOPS):
            yield page, describe(image)


def alternatives_are_no_file_names(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """The words for a picture are not its file's name, as docutils would have it."""
    for page, image in each(epub, "//h:img"):
        if re.search(r"\.(svg|png|jpe?g|gif|webp)$", image.get("alt", "")):
            yield page, describe(image)


def languages_agree(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """`lang` stands wherever `xml:lang` does, and says the same."""
    for page, element in each(epub, "//*[@lang or @xml:lang]"):
        if element.get("lang") != element.get(XML_LANG):
            yield page, describe(element)


# -- pictures ------------------------------------------------------------------


def pictures_and_words_lead_to_each_other(
    epub: EpubFile,
) -> Iterator[tuple[str, str]]:
    """A picture leads to its words in the same figure, and they lead back to it."""
    for page, figure in each(epub, "//h:figure[.//h:details or .//@aria-details]"):
        there = figure.xpath(".//*[local-name()='img']/@aria-details")
        told = figure.xpath(".//*[local-name()='details']/@id")
        back = figure.xpath(".//*[local-name()='details']//*[@role='doc-backlink']")
        leads_back = [link.get("href") for link in back] == [f"#{figure.get('id')}"]
        if there != told or len(there) != 1 or not leads_back:
            yield page, describe(figure)


# -- headings ------------------------------------------------------------------


def pages_have_one_title(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """Each page has one heading of the first level; the cover is a picture."""
    for page in epub.spine():
        is_cover = bool(epub.xpath(page, "//h:body[@epub:type='cover']"))
        titles = epub.xpath(page, "//h:h1")
        if len(titles) != 1 - is_cover:
            yield page, f"{len(titles)} headings of the first level"


def heading_levels_are_not_left_out(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """A heading is at most one level below the one before it."""
    levels = " or ".join(f"self::h:h{level}" for level in range(1, 7))
    for page in epub.spine():
        before = 0
        for heading in epub.xpath(page, f"//*[{levels}]"):
            level = int(heading.tag[-1])
            if level > before + 1:
                yield page, describe(heading)
            before = level


def headings_are_in_the_contents(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """The contents lead to each section of the first three levels."""
    listed = set(epub.toc())
    for page, heading in each(epub, "//h:section[@id]/*[1][self::h:h2 or self::h:h3]"):
        section = heading.getparent()
        assert section is not None
        if f"{page}#{section.get('id')}" not in listed:
            yield page, describe(heading)


# -- what the package says -----------------------------------------------------


def features_are_borne_out(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """What the metadata promises is in the book."""
    images = [image for _, image in each(epub, "//h:img")]
    proofs = {
        "alternativeText": bool(images)
        and all(i.get("alt") is not None for i in images),
        "longDescription": any(i.get("aria-details") for i in images),
        "MathML": any(each(epub, "//m:math")),
        "describedMath": all(m.get("alttext") for _, m in each(epub, "//m:math")),
        "pageNavigation": bool(epub.xpath(epub.nav(), "//h:nav[@role='doc-pagelist']")),
        "pageBreakMarkers": any(each(epub, "//*[@role='doc-pagebreak']")),
        "tableOfContents": bool(epub.toc()),
        "structuralNavigation": any(each(epub, "//h:h1")),
        "index": any(each(epub, "//*[@role='doc-index']")),
        "ARIA": any(each(epub, "//*[@role]")),
        "readingOrder": len(epub.spine()) > 0,
        "unlocked": "META-INF/encryption.xml" not in epub.members,
        "displayTransformability": not any(the_style_is_em_only(epub))
        and not any(the_style_leaves_type_and_colour(epub)),
    }
    for feature in epub.meta("schema:accessibilityFeature"):
        if not proofs.get(feature):
            yield epub.package, feature


def conformance_has_a_certifier(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """Nobody but a named certifier says that the book conforms."""
    claims = epub.meta("dcterms:conformsTo")
    if claims and not epub.meta("a11y:certifiedBy"):
        yield epub.package, claims[0]


def pictures_are_declared(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """`visual` is an access mode if, and only if, a picture carries meaning."""
    has_pictures = any(each(epub, "//h:img[@alt != '']"))
    if ("visual" in epub.meta("schema:accessMode")) is not has_pictures:
        yield epub.package, "schema:accessMode"


RULES: tuple[Rule, ...] = (
    tags_say_something,
    page_breaks_are_of_their_place,
    back_links_lead_to_a_mark,
    notes_lead_back,
    back_links_have_an_arrow_and_a_name,
    links_have_words,
    made_up_ids_are_led_to,
    alternatives_end_with_a_stop,
    alternatives_are_no_file_names,
    languages_agree,
    pictures_and_words_lead_to_each_other,
    pages_have_one_title,
    heading_levels_are_not_left_out,
    headings_are_in_the_contents,
    pages_have_no_style_of_their_own,
    the_style_is_em_only,
    the_style_leaves_type_and_colour,
    styled_classes_are_the_books,
    features_are_borne_out,
    conformance_has_a_certifier,
    pictures_are_declared,
)
