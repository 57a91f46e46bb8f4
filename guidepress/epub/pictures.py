"""The pictures of the EPUB: files of the project, never fetched from the network.

What Sphinx has fetched for another builder lies beside the doctrees, and is packed.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.images import guess_mimetype

from ..addresses import is_remote
from .package import MEDIA_TYPES

logger = logging.getLogger(__name__)


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

    def visit_image(self: Any, node: nodes.image) -> None:
        """Write a picture, or its words where there is no file to pack."""
        if node["uri"] in self.builder.images:
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


def warn_of_network(node: nodes.Node, address: str) -> None:
    """Say that a picture would have to be fetched."""
    logger.warning(
        "the picture %s is on the network: put it under source/",
        address,
        location=node,
        type="guidepress",
        subtype="remote",
    )
