"""What the package document says of the book, each statement with its source."""

from __future__ import annotations

import datetime
import os
import re
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config

from ..config import language_tag
from ..problems import SourceError
from .access import Accessibility, Traits, describe_access

EPOCH = "SOURCE_DATE_EPOCH"


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
        f"{read_modified(config):%Y-%m-%dT%H:%M:%SZ}",
        "" if publisher == config.author else publisher,
        ". ".join(filter(None, [rights.rstrip("."), licence])),
        config.guidepress_description,
        describe_access(traits),
    )


def read_modified(config: Config) -> datetime.datetime:
    """Return the time of the last change: SOURCE_DATE_EPOCH, else the publication."""
    if epoch := read_epoch():
        return epoch
    day = datetime.date.fromisoformat(config.guidepress_published)
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def read_epoch() -> datetime.datetime | None:
    """Return the time that SOURCE_DATE_EPOCH gives, or None where it gives none.

    https://reproducible-builds.org/specs/source-date-epoch/

    :raises SourceError: it is no number of seconds, or lies beyond the year 9999
    """
    text = os.environ.get(EPOCH)
    if text is None:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(text), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SourceError(
            EPOCH, f"{text!r} is no number of seconds", "unset or mend it"
        ) from error


def refuse_wrong_epoch(app: Sphinx, config: Config) -> None:
    """Stop before Sphinx reads SOURCE_DATE_EPOCH itself, with a traceback.

    What is no number at all stops Sphinx 9.0 sooner, while it imports
    sphinx.builders.gettext: no extension is asked before that.
    """
    read_epoch()


def invert_name(name: str) -> str:
    """Return the name as a shelf sorts it: "guide’s writers, The".

    Only an article is moved: no rule tells a person's name from a company's.
    """
    match = re.fullmatch(r"(The|An?) (.+)", name)
    return f"{match[2]}, {match[1]}" if match else name
