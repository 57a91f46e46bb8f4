"""Entries of the index: what Sphinx has noted, merged and sorted for readers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from sphinx.environment import BuildEnvironment
from sphinx.util.index_entries import split_index_msg

from ..locators import Place, Sections

#: What a word is not looked up by.
ARTICLES = ("a ", "an ", "the ")


class Reference(NamedTuple):
    """A word that sends the reader to another."""

    kind: str  #: "see" or "seealso"
    word: str
    target: str
    docname: str


@dataclass
class Entry:
    """A word of the index, or a part of one."""

    word: str
    places: list[Place] = field(default_factory=list)
    parts: dict[str, Entry] = field(default_factory=dict)
    see: list[str] = field(default_factory=list)
    see_also: list[str] = field(default_factory=list)

    def find(self, words: list[str]) -> Entry:
        """Return the entry below this one with these words, made where it is not."""
        entry = self
        for word in words:
            entry = entry.parts.setdefault(word, Entry(word))
        return entry

    def sorted_parts(self) -> list[Entry]:
        """Return the entries below this one in order."""
        return sorted(self.parts.values(), key=lambda entry: sort_key(entry.word))

    @property
    def is_treated(self) -> bool:
        """Tell whether the book says anything of it, not just where to look."""
        return bool(self.places or any(p.is_treated for p in self.parts.values()))


def sort_key(word: str) -> tuple[str, str]:
    """Return what a word is sorted by: letters, without case, accents and articles."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    article = next(filter(folded.startswith, ARTICLES), "")
    letters = (c for c in folded[len(article) :] if c.isalnum() or c.isspace())
    return "".join(letters).strip(), word


def find_letter(entry: Entry) -> str:
    """Return the letter under which an entry stands, "#" for digits and signs."""
    first = sort_key(entry.word)[0][:1].upper()
    return first if first.isalpha() else "#"


def list_groups(root: Entry) -> list[tuple[str, list[Entry]]]:
    """Return (letter, entries) of the whole index in order."""
    entries = root.sorted_parts()
    return [(letter, list(run)) for letter, run in groupby(entries, find_letter)]


def read_entries(env: BuildEnvironment, sections: Sections) -> Entry:
    """Return what the documents of the book note for the index, as parts of one entry.

    What the glossary and other lists of Sphinx note by themselves is left out: a
    definition is found in the glossary.
    """
    root = Entry("")
    terms = list_terms(env)
    for docname in sections.found:
        for kind, value, id_, main, _ in list_noted(env, docname):
            place = Place(docname, id_, main == "main")
            if kind in ("see", "seealso") or place[:2] in terms:
                continue
            for words in spell_words(kind, value):
                root.find(words).places.append(place)
    for reference in list_references(env, list(sections.found)):
        entry = root.find([reference.word])
        found = entry.see if reference.kind == "see" else entry.see_also
        if reference.target not in found:
            found.append(reference.target)
    return root


def list_noted(
    env: BuildEnvironment, docname: str
) -> list[tuple[str, str, str, str, str | None]]:
    """Return (type, value, id, "main" or "", key) of the entries of a document."""
    return env.domains.index_domain.entries.get(docname, [])


def list_terms(env: BuildEnvironment) -> set[tuple[str, str]]:
    """Return (docname, id) of the terms of the glossary."""
    objects = env.domains.standard_domain.objects
    return {place for (kind, _), place in objects.items() if kind == "term"}


def list_references(env: BuildEnvironment, docnames: list[str]) -> Iterator[Reference]:
    """Yield every "see" and "see also" of some documents."""
    for docname in docnames:
        for kind, value, *_ in list_noted(env, docname):
            if kind in ("see", "seealso"):
                word, target = split_index_msg(kind, value)
                yield Reference(kind, word, target, docname)


def spell_words(kind: str, value: str) -> list[list[str]]:
    """Return the words of an entry from the top, once for each place it stands at."""
    words = split_index_msg(kind, value)
    if kind == "pair":
        return [words, words[::-1]]
    if kind == "triple":
        one, two, three = words
        return [
            [one, f"{two} {three}"],
            [two, f"{three}, {one}"],
            [three, f"{one} {two}"],
        ]
    return [words]


def find_target(root: Entry, target: str) -> Entry | None:
    """Return the entry that a "see" names, as in "fear" or "fear; of being left"."""
    entry: Entry | None = root
    for word in target.split(";"):
        entry = entry.parts.get(word.strip()) if entry else None
    return entry
