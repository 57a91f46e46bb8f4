"""What the package document says of the book, each statement with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx.config import Config

from ..config import OPTIONS, language_tag
from ..dates import format_time, read_modified
from ..identifiers import strip_isbn
from ..pdf.editions import DEFAULT
from .access import Accessibility

#: Who has written a book is its creator; all others contribute to it (DCMES 1.1).
CREATOR_ROLES = {"aut"}


class Title(NamedTuple):
    """A title of the book."""

    kind: str  #: "main" or "subtitle"
    words: str
    file_as: str  #: as a shelf sorts it


class Contributor(NamedTuple):
    """A person or a body that has made the book."""

    name: str
    role: str  #: MARC's code
    file_as: str

    @property
    def element(self) -> str:
        """The element of Dublin Core that names them."""
        return "creator" if self.role in CREATOR_ROLES else "contributor"


class Identifier(NamedTuple):
    """A further number of the book."""

    urn: str
    code: str  #: its kind in ONIX code list 5


class Subject(NamedTuple):
    """What the book is about; without an authority it is a plain keyword."""

    name: str
    authority: str = ""
    term: str = ""


class Series(NamedTuple):
    """The series that the book stands in."""

    name: str
    kind: str  #: "series" or "set"
    position: str = ""


class Metadata(NamedTuple):
    """The metadata of the package document."""

    identifier: str
    identifiers: list[Identifier]
    titles: list[Title]
    contributors: list[Contributor]
    language: str
    published: str
    modified: str
    publisher: str
    rights: str
    description: str
    subjects: list[Subject]
    series: Series | None
    certified: dict[str, str]  #: by whom and on what day, or empty
    page_source: str  #: the PDF whose pages the page list counts, in words
    access: Accessibility


def read_metadata(config: Config, access: Accessibility) -> Metadata:
    """Return the metadata that conf.py gives, and how the content can be read."""
    series = config.guidepress_series
    # Sphinx fills in the author, who is no publisher.
    publisher = config.epub_publisher
    return Metadata(
        config.guidepress_identifier,
        list(list_identifiers(config)),
        list(list_titles(config)),
        list_contributors(config),
        language_tag(config),
        read_published(config),
        format_time(read_modified(config)),
        "" if publisher == config.author else publisher,
        describe_rights(config),
        config.guidepress_description,
        list_subjects(config),
        Series(**series) if series else None,
        config.guidepress_certified,
        name_pdf(config),
        access,
    )


def list_identifiers(config: Config) -> Iterator[Identifier]:
    """Yield the numbers of the book besides the one that never changes."""
    given = config.guidepress_identifiers
    if "isbn" in given:
        yield Identifier(f"urn:isbn:{strip_isbn(given['isbn'])}", "15")
    if "doi" in given:
        yield Identifier(f"urn:doi:{given['doi']}", "06")


def list_titles(config: Config) -> Iterator[Title]:
    """Yield the main title, then the subtitle where there is one."""
    yield Title("main", config.project, invert_name(config.project))
    if subtitle := config.guidepress_subtitle:
        yield Title("subtitle", subtitle, invert_name(subtitle))


def list_contributors(config: Config) -> list[Contributor]:
    """Return those who have made the book, in conf.py's order, creators first.

    Where nobody in the list has written it, conf.py's `author` has.
    """
    listed = [
        Contributor(e["name"], e["role"], e.get("file_as") or invert_name(e["name"]))
        for e in config.guidepress_contributors
    ]
    if not any(person.element == "creator" for person in listed):
        author = config.author
        listed.insert(0, Contributor(author, "aut", invert_name(author)))
    return sorted(listed, key=lambda person: person.element != "creator")


def list_subjects(config: Config) -> list[Subject]:
    """Return the subjects of a library's lists, then plain keywords."""
    return [
        *(Subject(**subject) for subject in config.guidepress_subjects),
        *map(Subject, config.guidepress_keywords),
    ]


def read_published(config: Config) -> str:
    """Return the day of the first publication, or "" where conf.py says none."""
    day = config.guidepress_published
    return "" if day == OPTIONS["guidepress_published"].default else str(day)


def name_pdf(config: Config) -> str:
    """Return the print PDF in words: title, author, edition, paper."""
    words = [config.author, config.guidepress_edition, "PDF", DEFAULT.title]
    return f"{config.project} – {', '.join(filter(None, words))}"


def describe_rights(config: Config) -> str:
    """Return the copyright and the licence."""
    owner = f"© {config.copyright}".rstrip(".") if config.copyright else ""
    return ". ".join(filter(None, [owner, config.guidepress_licence]))


def invert_name(name: str) -> str:
    """Return the name as a shelf sorts it: "guide’s writers, The".

    Only an article is moved: no rule tells a person's name from a company's.
    """
    match = re.fullmatch(r"(The|An?) (.+)", name)
    return f"{match[2]}, {match[1]}" if match else name
