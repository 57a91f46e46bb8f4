"""The package: the files of an EPUB, the order of its pages, and what each file is.

The files are kept in memory until the archive is written, so that nothing gets into
it that was not put here.
"""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from urllib.parse import quote

from lxml import etree

from ..addresses import is_remote
from ..problems import SourceError

#: EPUB 3.3 core media types (section 3.2), by the ending of the file's name.
MEDIA_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".ncx": "application/x-dtbncx+xml",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".xhtml": "application/xhtml+xml",
}

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"


class Resource(NamedTuple):
    """A publication resource: a file of the package, as its manifest names it."""

    name: str  #: path in the package
    id: str  #: for the manifest and the spine
    media_type: str
    properties: tuple[str, ...]  #: "nav", "svg", …
    content: bytes
    root: etree._Element | None  #: the parsed content of a page


class Package:
    """The files of an EPUB."""

    def __init__(self) -> None:
        self.resources: dict[str, Resource] = {}
        self.spine: list[str] = []  #: ids, in reading order

    def add(self, name: str, content: bytes, *properties: str) -> Resource:
        """Put a file into the package.

        :param properties: what the content cannot tell: "nav", "cover-image"
        :raises SourceError: two sources would be written to the same file, or no
            reading system needs to know the file's format
        """
        if name in self.resources:
            raise SourceError(
                name, "two files have this name in the EPUB", "rename one of them"
            )
        media_type = MEDIA_TYPES.get(posixpath.splitext(name)[1].lower())
        if media_type is None:
            raise SourceError(
                name, "an EPUB cannot hold this format", "save it as PNG, JPEG or SVG"
            )
        id_ = f"r{len(self.resources) + 1}"
        resource = Resource(name, id_, media_type, properties, content, None)
        self.resources[name] = resource
        return resource

    def add_page(
        self, name: str, text: str, *properties: str, place: str = ""
    ) -> Resource:
        """Put a page into the package and at the end of the spine.

        A page that is not well-formed would not open in a reading system at all.

        :param place: the document that is to blame for a page that cannot be read
        """
        content = text.encode()
        try:
            root = etree.fromstring(content)
        except etree.XMLSyntaxError as error:
            raise SourceError(
                place or name,
                f"the page for the EPUB is not well-formed XHTML: {error.msg}",
                "look for raw HTML there",
            ) from error
        resource = self.add(name, content, *properties, *find_properties(root))
        self.resources[name] = resource._replace(root=root)
        self.spine.append(resource.id)
        return self.resources[name]


def name_page(docname: str) -> str:
    """Return the name of a document's page in the package."""
    return f"text/{make_safe(docname)}.xhtml"


def locate_page(docname: str) -> str:
    """Return the address of a document's page, seen from the package's folder."""
    return quote(name_page(docname))


def find_properties(root: etree._Element) -> tuple[str, ...]:
    """Return the properties that the manifest must declare for a page (OPF-014)."""
    elements = list(root.iter(etree.Element))
    tags = {element.tag for element in elements}
    found = {
        "mathml": f"{MATHML}math" in tags,
        "remote-resources": any(is_remote(e.get("src", "")) for e in elements),
        "scripted": not tags.isdisjoint({f"{XHTML}script", f"{XHTML}form"}),
        "svg": f"{SVG}svg" in tags,
    }
    return tuple(name for name, is_found in found.items() if is_found)


def make_safe(path: str) -> str:
    """Return a path that every reading system can open: no spaces, no punctuation."""
    return re.sub(r"[^\w./-]", "-", path)
