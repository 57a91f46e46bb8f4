"""Pictures that print cannot show, since they do not lie beside the text."""

from __future__ import annotations

import urllib.parse
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from ..addresses import is_remote

logger = logging.getLogger(__name__)


def drop_absent_images(doctree: nodes.document, sources: Path) -> None:
    """Refuse pictures of the network, and leave out those that are missing.

    Of what is missing Sphinx has warned; the layout would print its words instead.
    """
    for image in list(doctree.findall(nodes.image)):
        if is_remote(image["uri"]):
            refuse(image)
        elif is_there(image["uri"], sources):
            continue
        image.parent.remove(image)


def is_there(address: str, sources: Path) -> bool:
    """Tell whether an address holds a picture, or names a file."""
    path = Path(sources, urllib.parse.unquote(address))
    return address.startswith("data:") or path.is_file()


def refuse(image: nodes.image) -> None:
    """Say that a picture would have to be fetched."""
    logger.warning(
        "the picture %s is on the network: add its file beside the text, or write a "
        "link to it",
        image["uri"],
        location=image,
        type="guidepress",
        subtype="image",
    )
