"""Which element of the source is which structure type (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from typing import Any

SVG = "{http://www.w3.org/2000/svg}svg"

#: What an element is by its name.  `div` and the like are nothing: they hold others.
TYPES = {
    "main": "Part",
    "section": "Sect",
    "article": "Art",
    "aside": "Aside",
    "blockquote": "BlockQuote",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "pre": "P",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "figure": "Figure",
    "img": "Figure",
    SVG: "Figure",
    "em": "Em",
    "strong": "Strong",
    "cite": "Em",
    "code": "Code",
    "q": "Quote",
}

#: What it is by its role, whatever its name.
ROLES = {
    "doc-footnote": "Note",
    "doc-endnote": "Note",
    "doc-index": "Index",
    "group": "Sect",
}

#: Roles of what is laid out in a way that means nothing.
PLAIN = frozenset({"none", "presentation"})

#: Names of ours and of PDF 2.0 for what PDF 1.7 calls otherwise.
ROLE_MAP = {"Aside": "Sect", "Em": "Span", "Strong": "Span"}

#: Lists of links by pages: the contents, the figures, the tables.
CONTENTS = frozenset({"doc-toc", "doc-pagelist"})

#: Links that refer to another part of the text.
REFERENCES = frozenset({"doc-noteref", "doc-biblioref"})

GROUPING = frozenset(
    {"Document", "Part", "Sect", "Art", "Aside", "Div", "BlockQuote", "Index"}
)
LISTS = frozenset({"L", "LI", "TOC", "TOCI"})
TABLES = frozenset({"Table", "THead", "TBody", "TFoot", "TR"})
PARTS_OF_TABLES = (TABLES - {"Table"}) | {"TH", "TD"}

#: What has no text of its own: white space between its kids is nothing.
WITHOUT_TEXT = GROUPING | LISTS | TABLES

#: Elements that a line of text may hold.
INLINE_ELEMENTS = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img input ins kbd label mark q s "
    "samp small span strong sub sup time u var wbr".split()
) | {SVG}

#: Elements whose words, if they have any, are no text of the page.
WORDLESS = frozenset(
    "head script style template title svg math object video audio iframe canvas "
    "select textarea".split()
) | {SVG, "{http://www.w3.org/1998/Math/MathML}math"}


def name_type(element: Any) -> str:
    """Return the structure type of an element, or "" where it is none of its own."""
    role, tag = element.get("role", ""), element.tag
    if role in ROLES or role in PLAIN:
        return ROLES.get(role, "")
    if tag == "a" and element.get("href"):
        return "Link"
    if tag in TYPES:
        return TYPES[tag]
    if tag == "abbr" and element.get("title"):
        return "Span"
    if element.get("lang") and tag not in ("html", "body"):
        return "Span" if tag in INLINE_ELEMENTS else "Div"
    return ""


def is_decoration(element: Any) -> bool:
    """Tell whether an element says nothing that a listener would miss."""
    if element.get("aria-hidden") == "true":
        return True
    return element.tag in ("img", SVG) and (
        element.get("role") in PLAIN or element.get("alt") == ""
    )


def is_picture(element: Any) -> bool:
    """Tell whether an element is a picture that means something."""
    return element.tag in ("img", SVG) and not is_decoration(element)


def find_words(picture: Any) -> str:
    """Return the words that stand for a picture, or ""."""
    title = picture.findtext("{http://www.w3.org/2000/svg}title")
    words = picture.get("alt") or picture.get("aria-label") or title or ""
    return " ".join(words.split())


#: How the labels of a list may be numbered (14.8.5.5), by CSS's words.
NUMBERINGS = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}


def list_attributes(cell: Any, in_head: bool) -> dict[str, dict[str, Any]]:
    """Return the attributes of a cell, by their owner."""
    spans: dict[str, Any] = {
        name: int(cell.get(name.lower()))
        for name in ("ColSpan", "RowSpan")
        if cell.get(name.lower(), "1").isdecimal()
        and cell.get(name.lower(), "1") != "1"
    }
    if cell.tag == "th":
        scope = cell.get("scope") or ("col" if in_head else "row")
        spans["Scope"] = "/Row" if scope.startswith("row") else "/Column"
    return {"Table": spans} if spans else {}
