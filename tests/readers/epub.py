"""A small reader of EPUB files."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

from lxml import etree

NAMESPACES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
}


class EpubFile:
    """An EPUB; names of files are paths in the archive."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.infos = archive.infolist()
            self.members = {name: archive.read(name) for name in archive.namelist()}
        rootfile = "string(//c:rootfile/@full-path)"
        self.package = self.xpath("META-INF/container.xml", rootfile)

    def xml(self, name: str) -> etree._Element:
        """Return a parsed file."""
        return etree.fromstring(self.members[name])

    def xpath(self, name: str, expression: str) -> Any:
        """Evaluate an XPath expression in a file."""
        return self.xml(name).xpath(expression, namespaces=NAMESPACES)

    def opf(self, expression: str) -> Any:
        """Evaluate an XPath expression in the package document."""
        return self.xpath(self.package, expression)

    def meta(self, property_: str) -> list[str]:
        """Return the values of a property of the book."""
        return list(self.opf(f"//opf:meta[@property='{property_}']/text()"))

    def resolve(self, name: str, href: str) -> tuple[str, str]:
        """Return (file, fragment) that a link in a file leads to."""
        path, fragment = urldefrag(href)
        folder = posixpath.dirname(name)
        target = posixpath.normpath(posixpath.join(folder, unquote(path)))
        return (target if path else name), fragment

    def manifest(self) -> dict[str, str]:
        """Return file -> its properties."""
        items = self.opf("//opf:manifest/opf:item")
        return {
            self.resolve(self.package, item.get("href"))[0]: item.get("properties", "")
            for item in items
        }

    def spine(self) -> list[str]:
        """Return the pages in reading order."""
        ids = self.opf("//opf:spine/opf:itemref/@idref")
        items = {item.get("id"): item.get("href") for item in self.opf("//opf:item")}
        return [self.resolve(self.package, items[id_])[0] for id_ in ids]

    def nav(self) -> str:
        """Return the name of the nav."""
        return next(name for name, p in self.manifest().items() if "nav" in p.split())

    def page(self, end: str) -> str:
        """Return the page whose name ends so."""
        (found,) = (name for name in self.spine() if name.endswith(end))
        return found

    def text(self, name: str) -> str:
        """Return the words of a page."""
        return " ".join(self.xpath(name, "string(//h:body)").split())

    def toc(self) -> list[str]:
        """Return the targets of the table of contents, in order."""
        hrefs = self.xpath(self.nav(), "//h:nav[@epub:type='toc']//h:a/@href")
        return ["#".join(filter(None, self.resolve(self.nav(), h))) for h in hrefs]

    def links(self) -> Iterator[tuple[str, str, str]]:
        """Yield (page, file, fragment) of every link and picture inside the book."""
        for name in self.spine():
            for href in self.xpath(name, "//@href | //@src"):
                if ":" not in href.split("/")[0]:
                    yield name, *self.resolve(name, href)
