"""A canary for each name of WeasyPrint and pydyf that no one promises to keep."""

from __future__ import annotations

import inspect

import pydyf
import pytest
from weasyprint import Document, Page
from weasyprint.draw import draw_page
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import fonts, generate_pdf, tags
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.pdf.stream import Stream


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Page.__init__, "_page_box"),
        (Page.paint, "_page_box"),
        (Stream.__init__, "_tags"),
        (Stream.__init__, "_resources"),
        (Stream.__init__, "_fonts"),
        (Stream.marked, '"mcid"'),
        (Stream.marked, "self._tags[box]"),
        (Stream.artifact, '"Artifact"'),
        (AbsolutePlaceholder, "_box"),
        (tags.add_tags, "_page_box"),
        (tags.add_tags, "stream._tags"),
        (tags.add_tags, '"ParentTree"'),
        (tags.add_tags, '"Nums"'),
        (generate_pdf, "page.paint(stream, scale)"),
        (fonts.Font, "to_unicode"),
        (fonts.Font, "widths"),
        (fonts.Font, "file_content"),
        (fonts.Font, "hash"),
        (fonts.Font, "upem"),
        (fonts.Font, "index"),
        (pydyf.PDF, "page_references"),
        (Document.write_pdf, "finisher(self, pdf)"),
        (DocumentMetadata, "generate_rdf_metadata"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__qualname__,
)
def test_the_name_is_where_it_was(place: object, name: str) -> None:
    source = inspect.getsource(place).replace("'", '"')  # type: ignore[arg-type]
    assert name in source, f"{name} has moved: see guidepress/pdf/privates.py"


@pytest.mark.parametrize(
    ("class_", "name"),
    [
        (boxes.Box, "is_leader"),
        (boxes.Box, "link_annotation"),
        (boxes.Box, "widget_annotation"),
        (boxes.Box, "descendants"),
        (boxes.Box, "content_box_x"),
        (boxes.Box, "padding_box_x"),
        (boxes.Box, "padding_width"),
        (background.BackgroundLayer, "positioning_area"),
        (background.BackgroundLayer, "position"),
        (background.BackgroundLayer, "size"),
        (boxes.TableRowGroupBox, "is_header"),
        (boxes.TableRowGroupBox, "is_footer"),
    ],
)
def test_a_box_tells_what_it_did(class_: type, name: str) -> None:
    assert hasattr(class_, name), f"{name} has moved: see guidepress/pdf/tagging"


def test_pages_are_drawn_from_their_boxes() -> None:
    assert list(inspect.signature(draw_page).parameters) == ["page", "stream"]
