"""Authors' raw HTML as XHTML.

HTML may leave out end tags of void elements, quotes and semicolons; a page that does
so is not XML and does not open in a reading system.  Each raw node may hold a start
tag alone (MyST passes inline HTML on tag by tag), so tags are rewritten one by one.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

#: https://html.spec.whatwg.org/#void-elements
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input"}
VOID |= {"link", "meta", "source", "track", "wbr"}


class XhtmlRewriter(HTMLParser):
    """Writes each tag as XML wants it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        end = "/" if tag in VOID else ""
        self.parts.append(f"<{tag}{spell_attributes(attrs)}{end}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(f"<{tag}{spell_attributes(attrs)}/>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False))


def spell_attributes(attrs: list[tuple[str, str | None]]) -> str:
    """Return attributes with values, all quoted; XML knows no bare ones."""
    return "".join(
        f' {name}="{escape(name if value is None else value)}"'
        for name, value in dict(attrs).items()
    )


def rewrite_html(html: str) -> str:
    """Return raw HTML as well-formed XHTML, comments left out."""
    rewriter = XhtmlRewriter()
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.parts)
