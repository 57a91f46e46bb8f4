"""The works of one chapter in short: chapters are printed alone too."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.domain import Citation

from .domain import BookDomain
from .parts import spell_surnames

#: What stands in front of the works.
LEAD = "Sources of this chapter, in full at the back: "


class chapter_sources(nodes.General, nodes.Element):
    """Stands for the works that its document cites."""


class ChapterSources(SphinxDirective):
    """`:::{chapter-sources}`: one paragraph, made from the citations."""

    def run(self) -> list[nodes.Node]:
        result = chapter_sources()
        self.set_source_info(result)
        return [result]


class ListChapterSources(SphinxPostTransform):
    """Names each work of a chapter by its number, its authors and its year."""

    default_priority = 6

    def run(self, **kwargs: object) -> None:
        for node in list(self.document.findall(chapter_sources)):
            works = self.list_works()
            node.replace_self([self.write_works(works)] if works else [])

    def list_works(self) -> list[Citation]:
        """Return the works that the document cites, in the order of their numbers."""
        domain = cast("BookDomain", self.env.get_domain("cite"))
        docname = self.env.current_document.docname
        cited = {key for key, _ in domain.marks.get(docname, ())}
        return [work for work in domain.citations if work.key in cited]

    def write_works(self, works: list[Citation]) -> nodes.paragraph:
        """Return "Sources …: 3. Moss and Reed, 2001; 5. …", with links to the list."""
        result = nodes.paragraph("", LEAD, classes=["chapter-sources"])
        for number, work in enumerate(works):
            if number:
                result += nodes.Text("; ")
            result += make_refnode(
                self.env._app.builder,
                self.env.current_document.docname,
                work.bibliography_key.docname,
                work.citation_id,
                nodes.inline("", spell_work(work)),
            )
        result += nodes.Text(".")
        return result


def spell_work(work: Citation) -> str:
    """Return "3. Moss and Reed, 2001"."""
    year = work.entry.fields.get("year", "")
    names = str(spell_surnames(work.entry)).removesuffix(".")
    names = names.replace(" et al", " and others")
    label = f"{work.formatted_entry.label}. {names}"
    return f"{label}, {year}" if year else label
