"""The finisher that WeasyPrint calls when a file is complete but for its tree."""

from __future__ import annotations

import re
from typing import Any

import pydyf

from ...problems import Problem
from .elements import JOINED, Annotation, Content, StructElem
from .fonts import find_spaces
from .operators import Rewriting
from .order import Order
from .roles import ROLE_MAP
from .tree import Tree
from .walk import TaggedPage, Walk


class Tagger:
    """Gives a file the structure tree of its source.

    The document's pages must be `MarkedPage`s.  `problems` says afterwards what is
    printed and is not in the source, or the other way round.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        #: key in the parent tree -> owner of an annotation, or of each mark (14.7.4.4)
        self.owners: dict[int, StructElem | list[StructElem]] = {}

    def __call__(self, document: Any, pdf: Any) -> None:
        """Make the tree and write it in place of WeasyPrint's, which is empty."""
        self.pdf = pdf
        root = self.object(pdf.catalog["StructTreeRoot"])
        walk = Walk(Tree(self.plant(root), Order()))
        references = pdf.page_references  # made anew each time it is read
        tagged = [
            walk.visit_page(page, reference)
            for page, reference in zip(document.pages, references, strict=True)
        ]
        walk.tree.top.tidy()
        self.key, spaces = len(tagged), find_spaces(document.fonts)
        for number, page in enumerate(tagged):
            self.rewrite(number, page, spaces)
            self.drop_annotations(page)
        self.add(walk.tree.top)
        self.complete(root, walk.tree)
        forbid_smoothing(pdf)
        self.problems += walk.problems + name_lost_text(walk)
        places = {page.reference: page.page.place for page in tagged}
        self.problems += name_headings(walk.tree.top, places)

    def plant(self, root: Any) -> StructElem:
        """Put an element in place of WeasyPrint's own, which holds nothing."""
        top = StructElem("Document", root, 0)
        top.number = self.object(root["K"][0]).number
        self.pdf.objects[top.number] = top
        return top

    def object(self, reference: bytes) -> Any:
        """Return the object that a reference names."""
        return self.pdf.objects[int(reference.split()[0])]

    def rewrite(self, number: int, page: TaggedPage, spaces: dict[str, int]) -> None:
        """Rewrite the streams of a page, and note the owners of their marks."""
        for stream in page.page.streams:
            is_group = stream is not page.page.streams[0]
            group = stream if is_group else None
            rewriting = Rewriting(page, group, spaces)
            rewriting.rewrite(stream.stream)
            for message in rewriting.problems:
                self.report(page, message)
            if not is_group:
                self.owners[number] = rewriting.owners
            elif rewriting.owners:
                stream.extra["StructParents"] = self.key
                self.owners[self.key] = rewriting.owners
                self.key += 1

    def report(self, page: TaggedPage, message: str) -> None:
        """Say what is wrong with a page of the file."""
        problem = Problem(page.page.place, message, "say it in the text, not in CSS")
        if problem not in self.problems:
            self.problems.append(problem)

    def drop_annotations(self, page: TaggedPage) -> None:
        """Take the links of repeated heads from the page.

        The objects stay, unused: pydyf writes a broken file when one is freed.
        """
        for annotation in page.dropped:
            self.object(page.reference)["Annots"].remove(annotation.reference)

    def add(self, node: StructElem) -> None:
        """Add what stands below an element to the file, in reading order."""
        node.kids = [
            kid
            for kid in node.kids
            if not isinstance(kid, Content) or kid.mcid != JOINED
        ]
        pages = [kid.page for kid in node.kids if not isinstance(kid, StructElem)]
        node.page = pages[0] if pages else None
        for kid in node.kids:
            if isinstance(kid, StructElem):
                self.pdf.add_object(kid)
                self.add(kid)
            elif isinstance(kid, Annotation):
                kid.item["StructParent"] = self.key
                self.owners[self.key] = node
                self.key += 1

    def complete(self, root: Any, tree: Tree) -> None:
        """Fill in the root: who owns what, the ids of notes, names of our own."""
        numbers = pydyf.Array()
        for key, owner in sorted(self.owners.items(), key=lambda item: item[0]):
            if isinstance(owner, list):
                owner = pydyf.Array([element.reference for element in owner])
                numbers += [key, owner]
            else:
                numbers += [key, owner.reference]
        self.object(root["ParentTree"])["Nums"] = numbers
        root["ParentTreeNextKey"] = self.key
        root["RoleMap"] = pydyf.Dictionary(
            {name: f"/{type_}" for name, type_ in ROLE_MAP.items()}
        )
        if tree.ids:
            names = pydyf.Array()
            for id_, note in sorted(tree.ids.items()):
                names += [pydyf.String(id_), note.reference]
            root["IDTree"] = pydyf.Dictionary({"Names": names})


def name_lost_text(walk: Walk) -> list[Problem]:
    """Return a problem for each text of the source that no page shows."""
    order = walk.tree.order
    return [
        Problem(
            walk.places[order.find_root(element)] + order.find_block(element),
            f"“{text[:40]}” is in the source and is not printed",
            "mend its style",
        )
        for element, text in order.list_unread()
    ]


def name_headings(top: StructElem, places: dict[bytes, str]) -> list[Problem]:
    """Return a problem for each heading that leaves out a level (PDF/UA-1, 7.4.2).

    :param places: the document of each page
    """
    problems, before = [], 0
    for element in top.walk():
        if re.fullmatch("H[1-6]", element.type):
            level = int(element.type[1])
            if level > before + 1:
                message = f"a heading of level {level} follows one of level {before}"
                place = places.get(element.page or b"", "")
                problems.append(Problem(place, message, "use the next level down"))
            before = level
    return problems


def forbid_smoothing(pdf: Any) -> None:
    """Let readers draw pictures as they are (PDF/A-2, 6.2.8)."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            item.extra["Interpolate"] = "false"
