"""Joins the structure trees of the parts (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


class StructureTree:
    """The structure tree of the book, to which those of parts are added."""

    def __init__(self, book: Pdf) -> None:
        """Begin with the tree of the first part, which is the book so far."""
        self.book = book
        self.root = book.Root.StructTreeRoot
        self.document = self.root.K[0]
        self.owners: dict[int, Object] = dict(read_numbers(self.root.ParentTree))
        self.ids: dict[bytes, Object] = dict(read_ids(self.root))
        self.next_key = max(self.owners, default=-1) + 1

    def add(self, root: Object, pages: Iterable[pikepdf.Page]) -> None:
        """Add the tree of a part whose pages are in the book already.

        :param root: the part's StructTreeRoot, copied after its pages
        """
        offset = self.next_key
        for holder, key in list_keys(pages):
            holder[key] = int(holder[key]) + offset
        for number, owner in read_numbers(root.ParentTree):
            self.owners[number + offset] = owner
        self.next_key = max(self.owners, default=-1) + 1
        self.ids |= dict(read_ids(root))
        for element in root.K[0].get(Name.K, ()):
            element.P = self.document
            self.document.K.append(element)

    def write(self) -> None:
        """Write the trees that lead from pages and ids to elements."""
        numbers = [item for pair in sorted(self.owners.items()) for item in pair]
        self.root.ParentTree = self.book.make_indirect(Dictionary(Nums=Array(numbers)))
        self.root.ParentTreeNextKey = self.next_key
        if self.ids:
            names = [
                item
                for id_, element in sorted(self.ids.items())
                for item in (pikepdf.String(id_), element)
            ]
            tree = Dictionary(Names=Array(names))
            self.root.IDTree = self.book.make_indirect(tree)


def read_numbers(tree: Object) -> Iterator[tuple[int, Object]]:
    """Yield what a number tree of one node holds."""
    items = list(tree.Nums)
    yield from ((int(k), v) for k, v in zip(items[::2], items[1::2], strict=True))


def read_ids(root: Object) -> Iterator[tuple[bytes, Object]]:
    """Yield the elements of a structure tree that have ids."""
    items = list(root.IDTree.Names) if Name.IDTree in root else []
    yield from ((bytes(k), v) for k, v in zip(items[::2], items[1::2], strict=True))


def list_keys(pages: Iterable[pikepdf.Page]) -> Iterator[tuple[Object, Name]]:
    """Yield whatever has a key of the parent tree, and the key's name.

    All pages of a part share their resources, and so the groups that they draw.
    """
    groups: dict[tuple[int, int], Object] = {}
    for page in pages:
        if Name.StructParents in page.obj:
            yield page.obj, Name.StructParents
        for annotation in page.obj.get(Name.Annots, ()):
            if Name.StructParent in annotation:
                yield annotation, Name.StructParent
        collect_groups(page.obj.get(Name.Resources, Dictionary()), groups)
    for group in groups.values():
        yield group, Name.StructParents


def collect_groups(resources: Object, groups: dict[tuple[int, int], Object]) -> None:
    """Remember the groups below some resources that are keys of the parent tree."""
    for _, item in resources.get(Name.XObject, Dictionary()).items():
        if item.objgen in groups or item.get(Name.Subtype) != Name.Form:
            continue
        if Name.StructParents in item:
            groups[item.objgen] = item
        collect_groups(item.get(Name.Resources, Dictionary()), groups)
