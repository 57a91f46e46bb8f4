"""The time that files carry: never the present one, so that bytes stay the same."""

from __future__ import annotations

import datetime
import os

from sphinx.application import Sphinx
from sphinx.config import Config

from .problems import SourceError

EPOCH = "SOURCE_DATE_EPOCH"


def read_modified(config: Config) -> datetime.datetime:
    """Return the time of the last change: SOURCE_DATE_EPOCH, else the publication."""
    return read_epoch() or read_day(config.guidepress_published)


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


def read_day(day: str) -> datetime.datetime:
    """Return the beginning of a day, written as in 2026-11-24."""
    date = datetime.date.fromisoformat(day)
    return datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)


def format_time(time: datetime.datetime) -> str:
    """Return a time as EPUB and XMP write it."""
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"
