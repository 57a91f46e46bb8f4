"""The list of references after the AMA Manual of Style (11th ed.) and NLM.

Titles stand as the .bib file gives them.  Names are "Surname AB", up to six, then
the first three and "et al"; an organisation in braces keeps its name.  The DOI is
printed once, as an https link; an address only where there is no DOI.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from pybtex.database import Entry
from pybtex.richtext import Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.template import FieldIsMissing

from ..problems import SourceError
from .parts import (
    join_sentences,
    read_field,
    read_first,
    spell_accessed,
    spell_book,
    spell_edition,
    spell_editors,
    spell_imprint,
    spell_issue,
    spell_link,
    spell_names,
    spell_number,
)


def format_article(entry: Entry) -> Text:
    """Return "Author. Title. *Journal*. 1994;65(4):971–991." and the link."""
    return join_sentences(
        spell_names(entry, "author"),
        read_field(entry, "title"),
        Tag("em", read_field(entry, "journal")),
        spell_issue(entry),
        spell_accessed(entry),
        spell_link(entry),
    )


def format_chapter(entry: Entry) -> Text:
    """Return "Author. Title. In: Editor, ed. *Book*. Publisher; 1998:25–45."."""
    return join_sentences(
        spell_names(entry, "author"),
        read_field(entry, "title"),
        Text("In: ", spell_editors(entry), " ", spell_book(entry)),
        spell_edition(entry),
        spell_imprint(entry, "publisher", pages=True),
        spell_accessed(entry),
        spell_link(entry),
    )


def format_paper(entry: Entry) -> Text:
    """Return "Author. Title. In: *Proceedings*. Publisher; 2001:3–9."."""
    editors = Text(spell_editors(entry), " ") if "editor" in entry.persons else Text()
    return join_sentences(
        spell_names(entry, "author"),
        read_field(entry, "title"),
        Text("In: ", editors, spell_book(entry)),
        spell_imprint(entry, "publisher", "organization", pages=True, required=False),
        spell_accessed(entry),
        spell_link(entry),
    )


def format_book(entry: Entry) -> Text:
    """Return "Author. *Title*. 2nd ed. Publisher; 1982."; editors are named as such."""
    by_author = "author" in entry.persons
    return join_sentences(
        spell_names(entry, "author") if by_author else spell_editors(entry),
        Tag("em", read_field(entry, "title")),
        spell_edition(entry),
        spell_imprint(entry, "publisher"),
        spell_accessed(entry),
        spell_link(entry),
    )


def format_proceedings(entry: Entry) -> Text:
    """Return "Editors, eds. *Title*. Publisher; 2001."."""
    return join_sentences(
        spell_editors(entry) if "editor" in entry.persons else None,
        Tag("em", read_field(entry, "title")),
        spell_imprint(entry, "publisher", "organization", required=False),
        spell_accessed(entry),
        spell_link(entry),
    )


def format_manual(entry: Entry) -> Text:
    """Return "Author. *Title*. 2nd ed. Organisation; 2001." and the link."""
    return join_sentences(
        spell_names(entry, "author", required=False),
        Tag("em", read_field(entry, "title")),
        spell_edition(entry),
        spell_imprint(
            entry, "organization", "publisher", "howpublished", required=False
        ),
        spell_accessed(entry),
        spell_link(entry),
    )


def format_report(entry: Entry) -> Text:
    """Return "Author. *Title*. Institution; 2001. Report 12." and the link."""
    return join_sentences(
        spell_names(entry, "author"),
        Tag("em", read_field(entry, "title")),
        spell_imprint(entry, "institution", "publisher", "organization"),
        spell_number(entry, "Report"),
        spell_accessed(entry),
        spell_link(entry),
    )


def format_web_page(entry: Entry) -> Text:
    """Return "Author. Title. Publisher. 2025. Accessed 2026-11-24." and the link."""
    return join_sentences(
        spell_names(entry, "author", required=False),
        read_field(entry, "title"),
        read_first(entry, "publisher", "organization", "howpublished"),
        read_first(entry, "year", "date"),
        spell_accessed(entry),
        spell_link(entry),
    )


def format_thesis(entry: Entry, kind: str = "Thesis") -> Text:
    """Return "Author. *Title*. Dissertation. School; 2001." and the link."""
    return join_sentences(
        spell_names(entry, "author"),
        Tag("em", read_field(entry, "title")),
        read_first(entry, "type") or Text(kind),
        spell_imprint(entry, "school", "institution"),
        spell_accessed(entry),
        spell_link(entry),
    )


def format_dissertation(entry: Entry) -> Text:
    """Return a doctor's thesis."""
    return format_thesis(entry, "Dissertation")


def format_masters_thesis(entry: Entry) -> Text:
    """Return a master's thesis."""
    return format_thesis(entry, "Master’s thesis")


def format_unpublished(entry: Entry) -> Text:
    """Return "Author. Title. Unpublished manuscript. 2001." and the link."""
    return join_sentences(
        spell_names(entry, "author"),
        read_field(entry, "title"),
        read_field(entry, "note"),
        read_first(entry, "year", "date"),
        spell_accessed(entry),
        spell_link(entry),
    )


#: What each type of entry is printed as: BibTeX's types and BibLaTeX's of our needs.
FORMS: dict[str, Callable[[Entry], Text]] = {
    "article": format_article,
    "book": format_book,
    "booklet": format_manual,
    "conference": format_paper,
    "inbook": format_chapter,
    "incollection": format_chapter,
    "inproceedings": format_paper,
    "manual": format_manual,
    "mastersthesis": format_masters_thesis,
    "misc": format_web_page,
    "online": format_web_page,
    "phdthesis": format_dissertation,
    "proceedings": format_proceedings,
    "report": format_report,
    "techreport": format_report,
    "thesis": format_thesis,
    "unpublished": format_unpublished,
}


def find_missing_field(entry: Entry) -> str:
    """Return the field that the form of an entry needs and does not find, or ""."""
    try:
        FORMS[entry.type](entry)
    except FieldIsMissing as error:
        return str(error.field_name)
    return ""


def is_printable(entry: Entry) -> bool:
    """Tell whether the list of references can print an entry."""
    return entry.type in FORMS and not find_missing_field(entry)


class AmaStyle(BaseStyle):  # type: ignore[misc]  # pybtex has no types
    """`bibtex_default_style = "ama"`."""

    # sphinxcontrib-bibtex hands the entries over in the order of first citation
    default_sorting_style: ClassVar[str] = "none"
    default_label_style: ClassVar[str] = "number"
    default_name_style: ClassVar[str] = "lastfirst"

    def format_entry(
        self, label: str, entry: Entry, bib_data: Any = None
    ) -> FormattedEntry:
        """Return the entry as it is printed.

        :raises SourceError: there is no form for its type
        :raises FieldIsMissing: reported by sphinxcontrib-bibtex as a warning
        """
        if entry.type not in FORMS:
            raise SourceError(
                "",
                f"the work {entry.key} is of the type @{entry.type}, which the list "
                "of references cannot print",
                f"make it one of {', '.join(f'@{name}' for name in FORMS)}",
            )
        return FormattedEntry(entry.key, FORMS[entry.type](entry), label)
