"""Read a website: its pages, what they link to, and what they load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import html

#: Where a page names a file that the browser fetches by itself.
RESOURCES = (
    "//img/@src",
    "//script/@src",
    "//iframe/@src",
    "//source/@src",
    "//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href",
)
#: Where a stylesheet names one.
STYLE_URL = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)""")


class Link(NamedTuple):
    """A link on a page."""

    page: str  #: "guide/toolkit.html"
    href: str  #: as written
    text: str


class Page:
    """One HTML file of the site."""

    def __init__(self, site: Path, path: Path) -> None:
        self.name = path.relative_to(site).as_posix()
        self.tree: Any = html.parse(path, html.HTMLParser(encoding="utf-8")).getroot()

    @property
    def title(self) -> str:
        return self.text("//title")

    @property
    def ids(self) -> list[str]:
        """The ids in document order, with any that stand twice."""
        return list(self.tree.xpath("//@id"))

    @property
    def links(self) -> list[Link]:
        return [
            Link(self.name, a.get("href"), " ".join(a.text_content().split()))
            for a in self.tree.xpath("//a[@href]")
        ]

    @property
    def resources(self) -> list[str]:
        """The addresses that a browser fetches without being asked."""
        found = [str(url) for path in RESOURCES for url in self.tree.xpath(path)]
        return [url for url in found if not url.startswith("data:")]

    def text(self, xpath: str) -> str:
        """Return the text of what the expression finds, spaces made one."""
        found = " ".join(node.text_content() for node in self.tree.xpath(xpath))
        return " ".join(found.split())

    def meta(self, name: str) -> str:
        """Return the content of a `<meta>` of the head, or ""."""
        return "".join(self.tree.xpath("//meta[@name=$name]/@content", name=name))


class Site:
    """The folder of a built website."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = {
            page.name: page
            for page in (Page(folder, path) for path in sorted(folder.rglob("*.html")))
        }

    def __getitem__(self, name: str) -> Page:
        return self.pages[name]

    @property
    def links(self) -> Iterator[Link]:
        for page in self.pages.values():
            yield from page.links

    def dead_links(self) -> list[Link]:
        """Return the internal links whose file or fragment is not there."""
        return [link for link in self.links if not self.resolves(link)]

    def resolves(self, link: Link) -> bool:
        """Tell whether an internal link arrives; others are not followed."""
        parts = urlsplit(link.href)
        if parts.scheme or parts.netloc:
            return True
        name = self.locate(link.page, parts.path)
        if not (self.folder / name).is_file():
            return False
        if not parts.fragment or name not in self.pages:
            return True
        return unquote(parts.fragment) in self.pages[name].ids

    def locate(self, page: str, path: str) -> str:
        """Return the file that an address of the site names, seen from a page."""
        if not path:
            return page
        start = self.folder if path.startswith("/") else (self.folder / page).parent
        target = start / unquote(path).lstrip("/")
        return target.resolve().relative_to(self.folder.resolve()).as_posix()

    def foreign_resources(self) -> list[tuple[str, str]]:
        """Return (page, address) of what would be fetched from another host."""
        return [
            (page.name, url)
            for page in self.pages.values()
            for url in page.resources
            if urlsplit(url).scheme or urlsplit(url).netloc
        ]

    def missing_resources(self) -> list[tuple[str, str]]:
        """Return (page, address) of what the pages load and the site has not."""
        return [
            (page.name, url)
            for page in self.pages.values()
            for url in page.resources
            if not urlsplit(url).netloc
            and not (self.folder / self.locate(page.name, urlsplit(url).path)).is_file()
        ]

    def missing_in_styles(self) -> list[tuple[str, str]]:
        """Return (stylesheet, address) of what is not a file of the site."""
        return [
            (sheet.relative_to(self.folder).as_posix(), url)
            for sheet in sorted(self.folder.rglob("*.css"))
            for url in STYLE_URL.findall(sheet.read_text(encoding="utf-8"))
            if not (sheet.parent / urlsplit(url).path).is_file()
        ]
