"""Semantic nodes: what a piece of text means, never how it looks."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


class box(nodes.General, nodes.Element):
    """A named piece of a chapter, such as its key points.

    `kind` is the name of its directive; the first child is a `box_title` unless
    the kind has none.  One that is `repeated` says nothing new to a listener.
    """


class box_title(nodes.Part, nodes.TextElement):
    """The words at the head of a box."""


class worksheet(box):
    """A box with fields; `example` says that they hold somebody's answers.

    `card` says that a printed handout has it as cards to cut out.
    """


class form_field(nodes.General, nodes.Element):
    """Something to write or to tick; docutils' `field` is another thing.

    The first child is a `field_label`, which only a `tick_list` may lack.  `name` is
    unique in the document and follows from the label (`transforms.NameFields`).
    """


class write_line(form_field):
    """Lines to write on, `lines` of them, or an `answer`."""


class write_box(form_field):
    """A box to write in, `lines` high, or an `answer`."""


class tick_list(form_field):
    """A list with a box to tick for each item; `short` items stand side by side."""


class scale(form_field):
    """A list of words in their order, one of them to tick."""


class field_label(nodes.Part, nodes.TextElement):
    """What a field asks."""


class answer(nodes.Part, nodes.Element):
    """What somebody wrote into a field of an example."""


class audience_path(nodes.section):
    """Where readers of one `audience` may go: a section with a list of links."""


class how_to_use(nodes.Part, nodes.TextElement):
    """The line of a figure that says how to use the picture."""


class long_description(nodes.legend):
    """A picture in words, for readers who cannot see it or make little of it."""


class pictures_in_words(nodes.General, nodes.Element):
    """Where every picture of the book is told in words (`pictures.WritePictures`)."""


class help_lines(nodes.General, nodes.Element):
    """The crisis lines of a region: a list of `help_line`."""


class help_line(nodes.Part, nodes.TextElement):
    """One crisis line: how to reach whom, and for whom it is."""


class telephone(nodes.Inline, nodes.TextElement):
    """A telephone number; `address` is its link, as in "tel:116123"."""


class locators(nodes.Inline, nodes.TextElement):
    """Links to places of the book, in reading order: `locator`s and what parts them.

    `by_chapter` lets print name the chapter of each page; `by_words` keeps the words
    of the one link there and puts the page behind them.
    """


class locator(nodes.reference):
    """A link whose words are where it leads: a page in print, else a section.

    `places` are the places meant, all in one section, and `chapter` tells which
    chapter that is; `main` says that the book says most there.
    """


class book_index(nodes.General, nodes.Element):
    """The index of the book: letters, and the list of entries below each."""


#: The nodes that hold others, and one that is a piece of a line.
HOLDERS: tuple[type[nodes.Element], ...] = (
    box,
    worksheet,
    write_line,
    write_box,
    tick_list,
    scale,
    answer,
    help_lines,
    telephone,
    locators,
    locator,
    book_index,
)

#: The nodes that are a line of text each.
LINES: tuple[type[nodes.Element], ...] = (
    box_title,
    field_label,
    help_line,
    how_to_use,
)


def pass_over(translator: object, node: nodes.Element) -> None:
    """Write nothing of a node but what it holds."""


def visit_as_paragraph(translator: Any, node: nodes.Element) -> None:
    """Begin a line of its own."""
    translator.visit_paragraph(node)


def depart_as_paragraph(translator: Any, node: nodes.Element) -> None:
    """End the line."""
    translator.depart_paragraph(node)


def setup(app: Sphinx) -> None:
    """Register the nodes; the shared translator knows how to write them.

    Builders that are not ours write what the nodes hold, in paragraphs.
    """
    plain = pass_over, pass_over
    line = visit_as_paragraph, depart_as_paragraph
    for held in HOLDERS:
        app.add_node(held, latex=plain, man=plain, texinfo=plain, text=plain)
    for held in LINES:
        app.add_node(held, latex=line, man=line, texinfo=line, text=line)
    # written as the nodes of docutils that they are kinds of
    app.add_node(audience_path)
    app.add_node(long_description)
