"""Authors' raw HTML as XHTML.

HTML may leave out end tags of void elements, quotes and semicolons; a page that does
so is not XML and does not open in a reading system.  Each raw node may hold a start
tag alone (MyST passes inline HTML on tag by tag), so tags are rewritten one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

#: The attributes of a tag; one without a value has None.
Attributes = dict[str, str | None]

#: https://html.spec.whatwg.org/#void-elements
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input"}
VOID |= {"link", "meta", "source", "track", "wbr"}


class XhtmlRewriter(HTMLParser):
    """Writes each tag as XML wants it.

    :param adapt: returns the attributes that an `<img>` is to have
    """

    def __init__(self, adapt: Callable[[Attributes], Attributes] = dict) -> None:
        super().__init__(convert_charrefs=True)
        self.adapt = adapt
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        end = "/" if tag in VOID else ""
        self.write_tag(tag, attrs, end)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.write_tag(tag, attrs, "/")

    def write_tag(
        self, tag: str, attrs: list[tuple[str, str | None]], end: str
    ) -> None:
        attributes = self.adapt(dict(attrs)) if tag == "img" else dict(attrs)
        self.parts.append(f"<{tag}{spell_attributes(attributes)}{end}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False))


def spell_attributes(attributes: Attributes) -> str:
    """Return attributes with values, all quoted; XML knows no bare ones."""
    return "".join(
        f' {name}="{escape(name if value is None else value)}"'
        for name, value in attributes.items()
    )


def rewrite_html(html: str, adapt: Callable[[Attributes], Attributes] = dict) -> str:
    """Return raw HTML as well-formed XHTML, comments left out.

    :param adapt: returns the attributes that an `<img>` is to have
    """
    rewriter = XhtmlRewriter(adapt)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.parts)
