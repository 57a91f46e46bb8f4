"""The templates of every output, loaded with the same rules."""

from __future__ import annotations

import datetime
import functools
from typing import Any

import jinja2
from sphinx.config import Config
from sphinx.util.i18n import format_date

from .config import edition_line, language_tag, review_status


@functools.cache  # an environment keeps what it has compiled
def load_templates(folder: str) -> jinja2.Environment:
    """Return the templates of an output; a value that is missing is an error.

    :param folder: below guidepress/templates/
    """
    return jinja2.Environment(
        loader=jinja2.PackageLoader("guidepress", f"templates/{folder}"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def format_day(iso: str, language: str) -> str:
    """Return "24 November 2026" for "2026-11-24", whatever the machine's locale."""
    date = datetime.date.fromisoformat(iso)
    moment = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    return format_date("%-d %B %Y", date=moment, language=language)


def describe_book(config: Config) -> dict[str, Any]:
    """Return what every template may say about the book."""
    return {
        "author": config.author,
        "cover": config.guidepress_cover,
        "description": config.guidepress_description,
        "disclaimer": config.guidepress_disclaimer,
        "edition": edition_line(config),
        "lang": language_tag(config),
        "licence": config.guidepress_licence,
        "review": review_status(config),
        "subtitle": config.guidepress_subtitle,
        "title": config.project,
    }
