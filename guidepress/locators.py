"""Links whose words are where they lead, as an index and a list of references need.

A doctree says only which places are meant.  In print a place is a page, which is known
when all is laid out (pdf/locators.py); elsewhere it is a section, by its title.
"""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri

from .book import chapter_number, list_slots, plain_title
from .nodes import locator, locators


class Place(NamedTuple):
    """A place in the book that something leads to."""

    docname: str
    id: str
    main: bool = False  #: the place that says most


class Section(NamedTuple):
    """The section in which a place stands."""

    docname: str
    id: str
    title: str


class Sections:
    """The sections of the book, as places are named by them."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.found: dict[str, dict[str, Section]] = {}
        self.titles: dict[str, str] = {}
        for docname in (slot.docname for slot in list_slots(env)):
            doctree = env.get_doctree(docname)
            top = next(doctree.findall(nodes.section), doctree)
            self.titles[docname] = read_title(top)
            self.found[docname] = map_sections(doctree, docname, top)
        places = ((name, id_) for name, found in self.found.items() for id_ in found)
        self.order = {place: number for number, place in enumerate(places)}
        sections = {s for found in self.found.values() for s in found.values()}
        self.counts = Counter(section.title for section in sections)

    def find(self, place: Place) -> Section:
        """Return the section in which a place of the book stands."""
        return self.found[place.docname][place.id]

    def sort(self, places: Iterable[Place]) -> list[Place]:
        """Return the places in reading order."""
        return sorted(places, key=lambda place: self.order[place.docname, place.id])

    def spell(self, section: Section) -> str:
        """Return the title of a section; the chapter tells those of one name apart."""
        if self.counts[section.title] < 2:
            return section.title
        return f"{section.title} ({self.titles[section.docname]})"

    def spell_chapter(self, docname: str) -> str:
        """Return "chapter 3", or the title of a document without a number."""
        number = chapter_number(self.env, docname)
        # the number stays with its word
        return f"chapter\u00a0{number}" if number else self.titles[docname]


def map_sections(
    doctree: nodes.document, docname: str, top: nodes.Element
) -> dict[str, Section]:
    """Return id -> section of every element of a document, in order.

    :param top: where a place before the first heading is taken to be
    """
    found: dict[str, Section] = {}
    for node in doctree.findall(nodes.Element):
        if ids := node["ids"]:
            section = find_section(node) or top
            id_ = next(iter(section["ids"]), "")
            found |= dict.fromkeys(ids, Section(docname, id_, read_title(section)))
    return found


def read_title(node: nodes.Element) -> str:
    """Return the words of a title; a document without one is refused elsewhere."""
    return plain_title(node) if node.next_node(nodes.title) is not None else ""


def find_section(node: nodes.Element) -> nodes.section | None:
    """Return the innermost section that a node is or stands in."""
    found: nodes.Element | None = node
    while found is not None and not isinstance(found, nodes.section):
        found = found.parent
    return found


def link_by_words(builder: Builder, docname: str, place: Place, words: str) -> locators:
    """Return a link to one place by its own words; print puts the page behind them.

    :param docname: where the link stands
    """
    link = locator("", words, places=[place], role="", main=False, chapter="")
    point_to(link, builder, docname, place)
    return locators("", "", link, by_chapter=False, by_words=True)


def point_to(link: locator, builder: Builder, docname: str, place: Place) -> None:
    """Let a link in one document lead to a place."""
    if place.docname == docname:
        link["refid"] = place.id
        return
    with contextlib.suppress(NoUri):  # a builder of one document, such as `man`
        uri = builder.get_relative_uri(docname, place.docname)
        link["refuri"] = f"{uri}#{place.id}"


class Locating(NamedTuple):
    """What writes the links of one document."""

    sections: Sections
    builder: Builder
    docname: str  #: where the links stand

    def link(
        self, places: Iterable[Place], role: str = "", *, by_chapter: bool = False
    ) -> locators:
        """Return links to places of the book, in reading order, as one node.

        Places in one section are one link, which leads to the first of them.

        :param by_chapter: whether print names the chapter of each page
        """
        result = locators(by_chapter=by_chapter, by_words=False)
        ordered = self.sections.sort(places)
        for section, run in itertools.groupby(ordered, self.sections.find):
            if result.children:
                result += nodes.Text("; ")
            result += self.link_section(section, list(run), role)
        return result

    def link_section(self, section: Section, places: list[Place], role: str) -> locator:
        """Return the link to places in one section."""
        title = self.sections.spell(section)
        result = locator("", title, places=places, role=role)
        result["main"] = any(place.main for place in places)
        result["chapter"] = self.sections.spell_chapter(section.docname)
        point_to(result, self.builder, self.docname, places[0])
        return result
