"""The index as lists of words, for every output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..locators import Locating, Sections
from ..nodes import book_index
from .entries import Entry, find_target, list_groups, read_entries


class WriteIndex(SphinxPostTransform):
    """Fills in the index: letters, entries below them, and where each leads."""

    default_priority = 6

    def run(self, **kwargs: object) -> None:
        for node in list(self.document.findall(book_index)):
            sections = Sections(self.env)
            builder, docname = self.env._app.builder, self.env.current_document.docname
            locating = Locating(sections, builder, docname)
            IndexWriter(locating, read_entries(self.env, sections)).fill(node)


class IndexWriter:
    """Writes the entries of one index."""

    def __init__(self, locating: Locating, root: Entry) -> None:
        self.locating, self.root = locating, root
        self.ids = name_entries(root)

    def fill(self, node: book_index) -> None:
        """Put every letter and its entries into the node."""
        level = 2
        for letter, entries in list_groups(self.root):
            rubric = nodes.rubric("", letter, classes=["letter"])
            rubric["heading-level"] = level
            node += rubric
            node += self.list_entries(entries)

    def list_entries(self, entries: Iterable[Entry]) -> nodes.bullet_list:
        """Return entries as a list, with the lists of their parts."""
        result = nodes.bullet_list(classes=["index-entries"])
        for entry in entries:
            item = nodes.list_item("", self.spell_entry(entry))
            if entry.parts:
                item += self.list_entries(entry.sorted_parts())
            result += item
        return result

    def spell_entry(self, entry: Entry) -> nodes.paragraph:
        """Return "clinging: 12, 14; see also separation"."""
        result = nodes.paragraph("", entry.word, ids=[self.ids[id(entry)]])
        if entry.places:
            result += [nodes.Text(": "), self.locating.link(entry.places)]
        for words, targets in (("see", entry.see), ("see also", entry.see_also)):
            if targets:
                result += nodes.Text("; " if len(result) > 1 else ": ")
                result += [nodes.emphasis("", words), nodes.Text(" ")]
                result += self.link_words(targets)
        return result

    def link_words(self, targets: list[str]) -> list[nodes.Node]:
        """Return links to other entries."""
        result: list[nodes.Node] = []
        for target in sorted(targets):
            entry = find_target(self.root, target)
            words = target.replace(";", ",")
            result += [nodes.Text("; ")] if result else []
            if entry is None:  # named by `checks`
                result.append(nodes.Text(words))
            else:
                refid = self.ids[id(entry)]
                result.append(nodes.reference("", words, internal=True, refid=refid))
        return result


def name_entries(root: Entry) -> dict[int, str]:
    """Return the id of each entry by its identity; it stays when others are added."""
    ids: dict[int, str] = {}
    counts: Counter[str] = Counter()
    for path, entry in walk_entries(root):
        name = nodes.make_id("-".join(path)) or "sign"
        counts[name] += 1
        suffix = f"--{counts[name]}" if counts[name] > 1 else ""
        ids[id(entry)] = f"word-{name}{suffix}"
    return ids


def walk_entries(
    entry: Entry, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield every entry below one, in order, with its words from the top."""
    for part in entry.sorted_parts():
        yield (*path, part.word), part
        yield from walk_entries(part, (*path, part.word))
