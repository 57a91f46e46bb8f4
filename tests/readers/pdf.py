"""What the tests ask of a PDF."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2

#: The margins of the guide's pages, in points, without what is printed in them.
TOP, BOTTOM = 55, 61

HYPHEN = re.compile("\ufffe(\r\n)?|\u2010\r\n")


def find_last(text: str, labels: set[str]) -> str:
    """Return the longest label that ends a text, or ""."""
    # as words of their own: “slow” does not end in the label “low”
    ends = filter(text.endswith, labels)
    whole = (end for end in ends if not text[: -len(end)][-1:].isalnum())
    return max(whole, key=len, default="")


class Link(NamedTuple):
    """A link annotation inside the document."""

    page: int  #: index of the page where it stands
    rects: list[tuple[float, float, float, float]]  #: of its lines
    target: int  #: index of the page where it leads


def list_lines(annotation: Any) -> list[tuple[float, float, float, float]]:
    """Return the rectangles of the lines of a link."""
    corners = [float(v) for v in annotation.get("/QuadPoints", [])]
    if not corners:
        left, bottom, right, top = (float(v) for v in annotation.Rect)
        return [(left, bottom, right, top)]
    quads = (corners[i : i + 8] for i in range(0, len(corners), 8))
    return [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads]


class PdfFile:
    """A PDF, opened for reading."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self.rendered = pypdfium2.PdfDocument(path)

    @cached_property
    def raw_texts(self) -> list[str]:
        """The text of each page; pdfium writes a hyphen at a line's end as U+FFFE."""
        return [page.get_textpage().get_text_range() for page in self.rendered]

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, words that end a line with a hyphen joined."""
        return [HYPHEN.sub("", text) for text in self.raw_texts]

    def text_between_margins(self, pages: list[int], labels: set[str]) -> str:
        """Return the text of pages without running heads and folios.

        :param labels: words of drawings, which are painted after the text of a page
        """
        texts = []
        for index in pages:
            page = self.rendered[index]
            width, height = page.get_size()
            body = (0, BOTTOM, width, height - TOP)
            text = HYPHEN.sub("", self.text_in(index, body)).rstrip()
            while label := find_last(text, labels):
                text = text.removesuffix(label).rstrip()
            texts.append(text)
        return "\n".join(texts)

    @cached_property
    def labels(self) -> list[str]:
        """The page labels."""
        return [self.rendered.get_page_label(i) for i in range(len(self.rendered))]

    def text_in(self, page: int, rect: tuple[float, float, float, float]) -> str:
        """Return the text in a rectangle of a page."""
        left, bottom, right, top = rect
        return (
            self.rendered[page]
            .get_textpage()
            .get_text_bounded(left, bottom, right, top)
        )

    def find_left_edge(self, page: int) -> float | None:
        """Return where the text of a page begins, head and foot left out, in points."""
        _, height = self.rendered[page].get_size()
        text = self.rendered[page].get_textpage()
        boxes = (text.get_charbox(i) for i in range(text.count_chars()))
        lefts = [b[0] for b in boxes if BOTTOM < b[1] < height - TOP and b[2] > b[0]]
        return min(lefts, default=None)

    @cached_property
    def destinations(self) -> dict[str, int]:
        """Named destinations: the index of the page of each."""
        names = self.pdf.Root.get("/Names", {}).get("/Dests")
        if names is None:
            return {}
        numbers = {page.obj.objgen: i for i, page in enumerate(self.pdf.pages)}
        tree = pikepdf.NameTree(names)
        return {str(name): numbers[dest[0].objgen] for name, dest in tree.items()}

    @cached_property
    def links(self) -> list[Link]:
        """The links to places inside; a target that does not exist raises KeyError."""
        found = []
        for index, page in enumerate(self.pdf.pages):
            for annotation in page.get("/Annots", []):
                if "/Dest" in annotation:
                    target = self.destinations[str(annotation.Dest)]
                    found.append(Link(index, list_lines(annotation), target))
        return found

    def words_of(self, link: Link) -> str:
        """Return the words that a link stands under, line by line."""
        texts = (self.text_in(link.page, rect) for rect in link.rects)
        return " ".join(" ".join(texts).split())

    @cached_property
    def addresses(self) -> list[str]:
        """The addresses of links that leave the document."""
        return [
            str(annotation.A.URI)
            for page in self.pdf.pages
            for annotation in page.get("/Annots", [])
            if "/A" in annotation and "/URI" in annotation.A
        ]

    @cached_property
    def outline(self) -> list[tuple[int, str, int]]:
        """(level, title, page index) of each bookmark."""
        return [
            (item.level, item.get_title(), item.get_dest().get_index())
            for item in self.rendered.get_toc()
        ]

    @cached_property
    def fonts(self) -> dict[str, bool]:
        """The base name of each font, and whether it is embedded."""
        found = {}
        files = {"/FontFile", "/FontFile2", "/FontFile3"}
        for item in self.pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                for font in item.get("/DescendantFonts", [item]):
                    name = str(font.BaseFont).lstrip("/").rpartition("+")[2]
                    found[name] = bool(files & set(font.get("/FontDescriptor", {})))
        return found
