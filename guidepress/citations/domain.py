"""sphinxcontrib-bibtex's domain, with the order and the addresses that a book needs.

Numbers follow the first citation in the body, then in the back matter, and the front
matter comes last: what only leads into a book must not number its works.  Each mark
has an id that stays when another work is cited elsewhere, `cite-<citekey>-<n>`, so
that the list of references, and other people's links, can lead back to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, cast

from docutils import nodes
from pybtex.database import Entry
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain

from ..book import list_slots
from ..locators import Place
from .roles import BookCiteRole
from .style import is_printable

#: The matters of a book in the order in which their citations are counted.
COUNTED = ("body", "back", "front")


class BookDomain(BibtexDomain):
    """The domain `cite`."""

    initial_data: ClassVar[dict[str, Any]] = {**BibtexDomain.initial_data, "marks": {}}
    roles: ClassVar[dict[str, Any]] = dict.fromkeys(BibtexDomain.roles, BookCiteRole())
    data_version = 100 + BibtexDomain.data_version

    @property
    def marks(self) -> dict[str, list[tuple[str, str]]]:
        """Docname -> (citekey, id) of each citation in the document, in order."""
        return cast("dict[str, list[tuple[str, str]]]", self.data["marks"])

    def clear_doc(self, docname: str) -> None:
        super().clear_doc(docname)
        self.marks.pop(docname, None)

    def merge_domaindata(self, docnames: Any, otherdata: dict[str, Any]) -> None:
        super().merge_domaindata(docnames, otherdata)
        self.marks.update(
            (docname, found)
            for docname, found in otherdata["marks"].items()
            if docname in docnames
        )

    # -- reading -------------------------------------------------------------

    def name_marks(self, docname: str, xrefs: Iterable[pending_xref]) -> None:
        """Give each citation of a document its ids, one for every work it cites."""
        counts: Counter[str] = Counter()
        self.marks[docname] = []
        for xref in xrefs:
            xref["ids"] = []
            for key in dict.fromkeys(list_keys(xref)):
                name = nodes.make_id(key) or "work"
                counts[name] += 1
                xref["ids"].append(f"cite-{name}-{counts[name]}")
                self.marks[docname].append((key, xref["ids"][-1]))

    # -- the whole book ------------------------------------------------------

    def list_marks(self) -> dict[str, list[Place]]:
        """Return citekey -> the places in the book where it is cited, in order."""
        found: dict[str, list[Place]] = {}
        for slot in list_slots(self.env):
            for key, id_ in self.marks.get(slot.docname, ()):
                found.setdefault(key, []).append(Place(slot.docname, id_))
        return found

    def env_updated(self) -> list[str]:
        """Number the works; their lists are written again, wherever they are cited."""
        super().env_updated()
        return sorted({key.docname for key in self.bibliographies})

    def get_all_cited_keys(self, docnames: Sequence[str]) -> Iterator[str]:
        """Yield the citekeys in the order in which they are numbered.

        Handouts and documents outside every toctree count for nothing.
        """
        slots = list_slots(self.env)
        for matter in COUNTED:
            for slot in slots:
                if slot.matter == matter:
                    yield from (key for key, _ in self.marks.get(slot.docname, ()))

    def get_sorted_entries(
        self, bibliography_key: Any, docnames: list[str]
    ) -> Iterator[tuple[str, Entry]]:
        """Return the works of a list in order.

        One that the list cannot print goes as a web page, so that all that is wrong
        can be told at once: `works` names it, and nothing is built.
        """
        has_forms = self.bibliographies[bibliography_key].style == "ama"
        for key, entry in super().get_sorted_entries(bibliography_key, docnames):
            is_faulty = has_forms and not is_printable(entry)
            yield key, as_web_page(entry) if is_faulty else entry

    # -- writing -------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> Any:  # an inline node, where Sphinx asks for a reference
        """Return the mark; each number that it prints has its own id.

        Works inside a range, as 4 in "3–5", have theirs on the whole mark.
        """
        mark: nodes.Element = super().resolve_xref(
            env, fromdocname, builder, typ, target, node, contnode
        )
        names = {c.key: c.citation_id for c in self.citations}
        links = {find_fragment(link): link for link in mark.findall(nodes.reference)}
        keys = dict.fromkeys(list_keys(node))
        for key, id_ in zip(keys, node["ids"], strict=False):
            links.get(names.get(key, ""), mark)["ids"].append(id_)
        node["ids"] = []  # docutils would hand them on
        return mark


def list_keys(xref: pending_xref) -> list[str]:
    """Return the citekeys of a citation as its author wrote them."""
    try:
        return [target.key for target in parse_citation_targets(xref["reftarget"])]
    except ValueError:  # named by `roles`
        return []


def find_fragment(link: nodes.reference) -> str:
    """Return the id to which a link leads."""
    return str(link.get("refid") or link["refuri"].partition("#")[2])


def as_web_page(entry: Entry) -> Entry:
    """Return an entry of the type @misc, which needs but a title."""
    fields = {"title": entry.key, **dict(entry.fields.items())}
    copy = Entry("misc", fields, entry.persons)
    copy.key = entry.key
    return copy
