"""Tiny documents, tagged: what the tests of the structure tree share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from guidepress import fonts
from guidepress.pdf.engine import Engine, watching
from guidepress.pdf.metadata import Metadata
from guidepress.pdf.writing import write_sheets
from guidepress.problems import Problem

from .conftest import ROOT
from .readers.tree import Element, TreeFile

CSS = """
@page { size: 300pt 200pt; margin: 20pt }
html { font: 10pt/14pt Literata }
body { margin: 0 }
ul { list-style: disc }
code { font-family: IBM Plex Mono }
nav ol { list-style: none }
"""


@dataclass
class Tagged:
    """A document that was written, and what the tagger says of it."""

    path: Path
    problems: list[Problem]

    @cached_property
    def file(self) -> TreeFile:
        return TreeFile(self.path)

    @property
    def root(self) -> Element:
        return self.file.root

    @property
    def outline(self) -> str:
        """The types of the tree below the Document and its one Part."""
        (part,) = self.root.kids
        assert isinstance(part, Element)
        return " ".join(k.outline for k in part.kids if isinstance(k, Element))


Tag = Callable[..., Tagged]


@pytest.fixture(scope="session")
def faces() -> dict[fonts.Face, Path]:
    return fonts.make_faces(ROOT / "build" / "fonts")


@pytest.fixture
def tag(tmp_path: Path, faces: dict[fonts.Face, Path]) -> Tag:
    """Write a document from the HTML of its body and some CSS."""

    def write(body: str, css: str = "", name: str = "tagged.pdf") -> Tagged:
        (tmp_path / "tiny.css").write_text(CSS + css, encoding="utf-8")
        html = f'<html lang="en"><title>t</title><body><main>{body}</main>'
        with watching() as watched:
            engine = Engine([tmp_path / "tiny.css"], faces, tmp_path)
            document = engine.lay_out(html)
            metadata = Metadata(title="t", authors=["A"], lang="en")
            target = tmp_path / name
            data, problems = write_sheets([(document, "doc")], metadata)
            target.write_bytes(data)
        return Tagged(target, watched.problems + problems)

    return write
