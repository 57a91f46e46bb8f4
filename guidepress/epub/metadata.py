"""What the package document says of the book, each statement with its source."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx.config import Config

from ..config import language_tag
from ..dates import format_time, read_modified
from .access import Accessibility, Traits, describe_access


class Metadata(NamedTuple):
    """The metadata of the package document."""

    identifier: str
    title: str
    subtitle: str
    creator: str
    file_as: str
    language: str
    published: str
    modified: str
    publisher: str
    rights: str
    description: str
    access: Accessibility


def read_metadata(config: Config, traits: Traits) -> Metadata:
    """Return the metadata that conf.py and the content give."""
    licence = config.guidepress_licence
    rights = f"© {config.copyright}" if config.copyright else ""
    # Sphinx fills in the author, who is no publisher.
    publisher = config.epub_publisher
    return Metadata(
        config.guidepress_identifier,
        config.project,
        config.guidepress_subtitle,
        config.author,
        invert_name(config.author),
        language_tag(config),
        config.guidepress_published,
        format_time(read_modified(config)),
        "" if publisher == config.author else publisher,
        ". ".join(filter(None, [rights.rstrip("."), licence])),
        config.guidepress_description,
        describe_access(traits),
    )


def invert_name(name: str) -> str:
    """Return the name as a shelf sorts it: "guide’s writers, The".

    Only an article is moved: no rule tells a person's name from a company's.
    """
    match = re.fullmatch(r"(The|An?) (.+)", name)
    return f"{match[2]}, {match[1]}" if match else name
