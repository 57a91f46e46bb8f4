"""The pictures in words, collected at the back of the book.

The website and the EPUB fold the words below each picture.  Paper cannot be opened, so
print sends the reader from the caption to the list; where a book has no list, print
shows the words below the caption.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from .book import list_slots, list_words
from .locators import Place, link_by_words
from .nodes import long_description, pictures_in_words

logger = logging.getLogger(__name__)

#: What marks a document that holds the list, in Sphinx's metadata of documents.
HOLDS_LIST = "guidepress_pictures_in_words"


class Picture(NamedTuple):
    """A picture of the book that is told in words."""

    docname: str
    id: str  #: of its figure
    name: str  #: as in "Figure 3.1"
    title: str  #: the first sentence of its caption
    description: long_description

    @property
    def place(self) -> Place:
        """Where the picture stands."""
        return Place(self.docname, self.id)

    @property
    def words_id(self) -> str:
        """The id of its words in the list."""
        return name_words(self.docname, self.id)


def name_words(docname: str, figure_id: str) -> str:
    """Return the id that the words for a picture have in the list."""
    return nodes.make_id(f"words-{docname}-{figure_id}")


def note_list(env: BuildEnvironment) -> None:
    """Note that the document being read holds the list."""
    env.metadata[env.current_document.docname][HOLDS_LIST] = True


def find_list(env: BuildEnvironment) -> str:
    """Return the document of the book that holds the list, or ""."""
    docnames = (slot.docname for slot in list_slots(env))
    return next((d for d in docnames if HOLDS_LIST in env.metadata[d]), "")


def list_pictures(env: BuildEnvironment) -> Iterator[Picture]:
    """Yield the pictures of the book that are told in words, in reading order."""
    for slot in list_slots(env):
        for description in env.get_doctree(slot.docname).findall(long_description):
            figure = description.parent
            assert isinstance(figure, nodes.figure)
            id_ = next(iter(figure["ids"]), "")
            name = spell_number(env, slot.docname, id_)
            title = read_title(figure)
            yield Picture(slot.docname, id_, name, title, description)


def spell_number(env: BuildEnvironment, docname: str, figure_id: str) -> str:
    """Return "Figure 3.1", or "Picture" where figures are not numbered."""
    number = env.toc_fignumbers.get(docname, {}).get("figure", {}).get(figure_id)
    if not number:
        return "Picture"
    form: str = env.config.numfig_format["figure"]
    return form % ".".join(map(str, number))


def read_title(figure: nodes.figure) -> str:
    """Return the first line of a caption; each sentence has a line of its own."""
    caption = figure.next_node(nodes.caption)
    words = "".join(text.astext() for text in list_words(caption)) if caption else ""
    return words.strip().partition("\n")[0]


class WritePictures(SphinxPostTransform):
    """Fills in the list: the name of each picture, its title and its words."""

    default_priority = 6  # before links are resolved

    def run(self, **kwargs: object) -> None:
        for node in list(self.document.findall(pictures_in_words)):
            written: list[nodes.Node] = []
            for picture in list_pictures(self.env):
                written += self.write_title(picture), *self.copy_words(picture)
            node.replace_self(written)

    def write_title(self, picture: Picture) -> nodes.rubric:
        """Return the heading of a picture's words, which leads to the picture."""
        docname = self.env.current_document.docname
        builder = self.env._app.builder
        link = link_by_words(builder, docname, picture.place, picture.name)
        title = nodes.rubric("", "", link, classes=["picture"], ids=[picture.words_id])
        title["heading-level"] = 2
        if picture.title:
            title += nodes.Text(f". {picture.title}")
        return title

    def copy_words(self, picture: Picture) -> list[nodes.Node]:
        """Return the words once more, without what may stand only once."""
        copy = picture.description.deepcopy()
        for entry in list(copy.findall(addnodes.index)):
            entry.parent.remove(entry)
        for node in copy.findall(nodes.Element):
            node["ids"], node["names"] = [], []
        for link in copy.findall(addnodes.pending_xref):
            link["refdoc"] = self.env.current_document.docname
        return copy.children


class LeadToWords(SphinxPostTransform):
    """Lets print say below a picture on which page its words stand."""

    # after NumberBlocks (900): blocks have the same numbers in every output
    default_priority = 950

    def run(self, **kwargs: object) -> None:
        builder = self.env._app.builder  # `builders` would ask for the one that read
        descriptions = list(self.document.findall(long_description))
        # each edition of the print PDF has a builder: "pdf", "pdf-large-print"
        is_print = builder.name.partition("-")[0] == "pdf"
        if not is_print or not descriptions:
            return
        if not (target := find_list(self.env)):
            return
        docname = self.env.current_document.docname
        for description in descriptions:
            id_ = name_words(docname, next(iter(description.parent["ids"]), ""))
            place = Place(target, id_)
            link = link_by_words(builder, docname, place, "")
            words = nodes.Text("This picture in words: ")
            line = nodes.paragraph("", "", words, link, classes=["words-elsewhere"])
            description.replace_self(nodes.legend("", line))


def check_lists(app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse a second list, and one of nothing."""
    docnames = [s.docname for s in list_slots(env)]
    lists = [node for d in docnames for node in find_lists(env, d)]
    for node in lists[1:]:
        refuse(node, "the pictures in words stand twice: take one list out")
    if lists and next(list_pictures(env), None) is None:
        refuse(lists[0], "no picture is told in words: take the list out")


def find_lists(env: BuildEnvironment, docname: str) -> Iterator[pictures_in_words]:
    """Yield the lists that a document holds."""
    if HOLDS_LIST in env.metadata[docname]:
        yield from env.get_doctree(docname).findall(pictures_in_words)


def refuse(node: nodes.Node, message: str) -> None:
    """Tell a mistake with the list."""
    logger.warning(message, location=node, type="guidepress", subtype="figure")


def setup(app: Sphinx) -> None:
    """Register what is made of the list, and its checks."""
    app.add_post_transform(WritePictures)
    app.add_post_transform(LeadToWords)
    app.connect("env-check-consistency", check_lists)
