"""Rules for the style of an EPUB: it leaves to readers what is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .epub import EpubFile
from .epubplaces import describe, each

#: Classes that no node has, so that the translator cannot leave them out.
SPHINX_CLASSES = {"section-number"}


def pages_have_no_style_of_their_own(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """Only the stylesheet says how anything looks."""
    for page, element in each(epub, "//*[@style] | //h:style"):
        yield page, describe(element)


def the_style_is_em_only(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """Every length grows with the reader's type."""
    for name, property_, value in list_declarations(epub):
        if re.search(r"\d(px|pt|pc|mm|cm|in|rem|ch|ex|v[hw]|vmin|vmax)\b", value):
            yield name, f"{property_}: {value}"


def the_style_leaves_type_and_colour(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """Typeface, colours and ground are the reader's; drawings stand on white."""
    for name, property_, value in list_declarations(epub):
        is_given = property_ == "background" and value == "white"
        is_given |= value == "inherit"
        is_set = re.match(r"(color|font|font-family|background.*)$", property_)
        if "!important" in value or (is_set and not is_given):
            yield name, f"{property_}: {value}"


def styled_classes_are_the_books(epub: EpubFile) -> Iterator[tuple[str, str]]:
    """A class on a page is one that the stylesheet knows: others say nothing."""
    styled = set(re.findall(r"\.([a-zA-Z][\w-]*)", join_sheets(epub)))
    for page, element in each(epub, "//*[@class]"):
        for name in element.get("class", "").split():
            if name not in styled | SPHINX_CLASSES:
                yield page, f"{name}: {describe(element)}"


def list_declarations(epub: EpubFile) -> Iterator[tuple[str, str, str]]:
    """Yield (file, property, value) of every declaration."""
    for name in (n for n in epub.members if n.endswith(".css")):
        text = re.sub(r"/\*.*?\*/", "", epub.members[name].decode(), flags=re.DOTALL)
        for property_, value in re.findall(r"[{;]\s*([\w-]+)\s*:([^;{}]+)", text):
            yield name, property_, value.strip()


def join_sheets(epub: EpubFile) -> str:
    """Return all stylesheets as one, without comments."""
    sheets = [c.decode() for n, c in epub.members.items() if n.endswith(".css")]
    return re.sub(r"/\*.*?\*/", "", "\n".join(sheets), flags=re.DOTALL)
