"""The pictures of the EPUB: files of the project, never fetched from the network.

What Sphinx has fetched for another builder lies beside the doctrees, and is packed.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.images import guess_mimetype

from ..addresses import is_remote
from ..nodes import long_description
from ..pictures import spell_number
from .notes import BACK
from .package import MEDIA_TYPES
from .rawhtml import Attributes

logger = logging.getLogger(__name__)

#: What an `<img>` in raw HTML may say besides its file and its words.
KEPT = {"id", "lang", "title"}


def use_fetched(doctree: nodes.document, env: BuildEnvironment, docname: str) -> None:
    """Let pictures of the network be the files that Sphinx has fetched before."""
    for image in doctree.findall(nodes.image):
        path = find_fetched(image["uri"], Path(env.doctreedir))
        if path is not None:
            image["candidates"] = {guess_mimetype(path) or "*": str(path)}
            image["uri"] = str(path)
            env.images.add_file(docname, path)


def find_fetched(address: str, doctreedir: Path) -> Path | None:
    """Return the file that Sphinx keeps of a picture on the network, or None.

    Sphinx does not write down its name, but the name of its folder follows from the
    address (`ImageDownloader` in sphinx/transforms/post_transforms/images.py).
    """
    if not is_remote(address):
        return None
    digest = hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
    files = sorted(Path(doctreedir, "images", digest).glob("*"))
    return next((path for path in files if is_picture(path)), None)


def is_picture(path: Path) -> bool:
    """Tell whether a file is of a format that an EPUB may show."""
    return MEDIA_TYPES.get(path.suffix.lower(), "").startswith("image/")


class PictureMarkup:
    """A mix-in for a translator."""

    builder: Any

    def visit_image(self: Any, node: nodes.image) -> None:
        """Write a picture, or its words where there is no file to pack."""
        if node["uri"] in self.builder.images:
            if node["uri"].lower().endswith(".svg"):
                # several reading systems put addresses of their own into `src`
                node["classes"] = [*node["classes"], "drawing"]
            super().visit_image(node)  # type: ignore[misc]
            return
        words = self.encode(node.get("alt", ""))
        if is_remote(node["uri"]):
            warn_of_network(node, node["uri"])
            start = self.starttag(node, "a", "", href=node["uri"])
            self.body.append(f"{start}{words or self.encode(node['uri'])}</a>")
        else:
            self.body.append(f"<span>{words}</span>")
        raise nodes.SkipNode

    def depart_long_description(self: Any, node: long_description) -> None:
        """Lead back to the picture, whose `aria-details` leads here."""
        if id_ := next(iter(node.parent["ids"]), ""):
            name = spell_number(self.builder.env, self.builder.current_docname, id_)
            words = f"Back to {'the picture' if name == 'Picture' else name}"
            link = self.write_backlink(id_, f"{words}\N{NO-BREAK SPACE}{BACK}", words)
            self.body.append(f"<p>{link}</p>\n")
        super().depart_long_description(node)  # type: ignore[misc]

    def adapt_picture(self, node: nodes.raw, attributes: Attributes) -> Attributes:
        """Return the attributes of an `<img>` in raw HTML, and pack its file.

        Where there is none, repair.py leaves its words, or a link to the network.
        """
        address = attributes.get("src") or ""
        path = self.find_file(address)
        if path is None:
            if address and not re.match(r"[\w+.-]+:|//", address):
                warn_of_raw(node, address, "is no file under source/: add or mend it")
            return attributes
        if "alt" not in attributes:
            warn_of_raw(node, address, "has no alternative text: give it an alt")
            self.builder.is_described = False
        kept = {name: attributes[name] for name in KEPT & attributes.keys()}
        if (attributes.get("width") or "").isdecimal():
            kept["width"] = attributes["width"]
        alt = attributes.get("alt") or ""
        return {"src": self.pack(path), "alt": alt, **dict(sorted(kept.items()))}

    def find_file(self, address: str) -> Path | None:
        """Return the file of a picture in raw HTML, or None."""
        srcdir, env = Path(self.builder.srcdir), self.builder.env
        document = Path(env.doc2path(self.builder.current_docname))
        fetched = find_fetched(address, Path(env.doctreedir))
        return fetched or find_source(address, document.parent, srcdir)

    def pack(self, path: Path) -> str:
        """Put a picture on the list of files to pack, and return its address."""
        srcdir = Path(self.builder.srcdir).resolve()
        is_source = path.is_relative_to(srcdir)
        # as Sphinx calls it where an image node shows the same file
        uri = path.relative_to(srcdir).as_posix() if is_source else str(path)
        name = self.builder.env.images.add_file(self.builder.current_docname, uri)
        self.builder.images[uri] = name
        return posixpath.join(self.builder.imgpath, quote(name))


def find_source(address: str, folder: Path, srcdir: Path) -> Path | None:
    """Return the picture that an address means in a document of a folder, or None."""
    name = unquote(urlsplit(address).path)
    start = srcdir if name.startswith("/") else folder
    path = Path(start, name.lstrip("/")).resolve()
    is_inside = path.is_relative_to(srcdir.resolve())
    return path if is_inside and is_picture(path) and path.is_file() else None


def warn_of_raw(node: nodes.raw, address: str, message: str) -> None:
    """Say what is wrong with a picture in raw HTML."""
    logger.warning(
        "the picture %s in raw HTML %s",
        address,
        message,
        location=node,
        type="guidepress",
        subtype="raw",
    )


def warn_of_network(node: nodes.Node, address: str) -> None:
    """Say that a picture would have to be fetched."""
    logger.warning(
        "the picture %s is on the network: put it under source/",
        address,
        location=node,
        type="guidepress",
        subtype="remote",
    )
