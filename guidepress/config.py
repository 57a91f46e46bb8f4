"""The settings of conf.py that are ours, and what they may hold."""

from __future__ import annotations

import ast
import datetime
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.config import Config

from .identifiers import is_identifier
from .problems import SourceError, closest

#: The audience of a text that is on no path in particular.
EVERYONE = "everyone"


#: The programs that may be said to have found nothing: tests/test_epub_proof.py runs
#: on the book what its conf.py names, and knows no others.
CHECKERS = ("EPUBCheck", "Ace")


class Option(NamedTuple):
    """A setting: its default, what must be true of it, and the words for that."""

    default: Any
    kind: type
    holds: Callable[[Any], bool]
    expected: str


def is_date(value: str) -> bool:
    """Tell whether the text is a day, as in 2026-11-24."""
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_slug(value: str) -> bool:
    """Tell whether the text can stand in a file name and an address."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) is not None


def is_drawing(value: str) -> bool:
    """Tell whether the text names a drawing, or nothing."""
    return not value or value.endswith(".svg")


def is_page(value: str) -> bool:
    """Tell whether the text is the address of a page on the network, or nothing."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return not value or (parts.scheme == "https" and bool(parts.hostname))


def is_worded(value: dict[Any, Any]) -> bool:
    """Tell whether each audience is a word with words for its readers."""
    return EVERYONE not in value and all(
        isinstance(key, str) and is_slug(key) and isinstance(words, str) and words
        for key, words in value.items()
    )


def is_listed(value: dict[Any, Any]) -> bool:
    """Tell whether each item has an id and fields."""
    return all(
        isinstance(key, str) and is_slug(key) and isinstance(fields, dict)
        for key, fields in value.items()
    )


def is_words_only(value: list[Any]) -> bool:
    """Tell whether a list holds texts and nothing else."""
    return all(isinstance(words, str) for words in value)


def anything(_: Any) -> bool:
    """Accept what has the right type."""
    return True


OPTIONS = {
    "guidepress_audience": Option("", str, anything, "a line for the title page"),
    "guidepress_audiences": Option(
        {}, dict, is_worded, 'whom a sheet is for, as in {"adult": "adults"}'
    ),
    "guidepress_certified": Option(
        {}, dict, anything, 'who certified the EPUB, as in {"by": …, "on": …}'
    ),
    "guidepress_claims": Option("", str, anything, "the claim register (.toml)"),
    "guidepress_colophon": Option(False, bool, anything, "True or False"),
    "guidepress_contributors": Option(
        [], list, anything, 'persons, each as in {"name": …, "role": "ill"}'
    ),
    "guidepress_cover": Option("", str, is_drawing, "a drawing (.svg) in source/"),
    "guidepress_description": Option("", str, anything, "a sentence"),
    "guidepress_disclaimer": Option("", str, anything, "a sentence for each handout"),
    "guidepress_edition": Option("", str, anything, "words, as in “First edition”"),
    "guidepress_epub_checks": Option(
        [],
        list,
        lambda names: all(name in CHECKERS for name in names),
        f"programs that have found nothing in the EPUB: {' or '.join(CHECKERS)}",
    ),
    "guidepress_exit_url": Option(
        "", str, is_page, "the page that hides this one, as in “https://…”"
    ),
    "guidepress_front_matter": Option(
        {}, dict, anything, "fields of the front matter that all documents share"
    ),
    "guidepress_handouts": Option(
        "handouts", str, is_slug, "the folder of the handouts in source/"
    ),
    "guidepress_identifier": Option(
        "", str, is_identifier, "an address, as in “urn:uuid:…”"
    ),
    "guidepress_identifiers": Option(
        {}, dict, anything, 'further numbers, as in {"isbn": …, "doi": …}'
    ),
    "guidepress_keywords": Option([], list, is_words_only, "words"),
    "guidepress_layout": Option(
        "",
        str,
        lambda way: re.fullmatch("reference|[1-9]?", way) is not None,
        "how many processes lay out the PDF, as in “2”, or “reference”",
    ),
    "guidepress_licence": Option("", str, anything, "the name of a licence"),
    "guidepress_prose": Option("", str, anything, "the rules of the text (.toml)"),
    "guidepress_long_descriptions": Option(
        False, bool, anything, "True where a figure’s text tells the picture in words"
    ),
    "guidepress_packs": Option(
        {}, dict, is_listed, 'packs of handouts, each {"title": …, "handouts": [ids]}'
    ),
    "guidepress_paths": Option(
        {}, dict, is_worded, 'words for each audience, as in {"adult": "For you"}'
    ),
    "guidepress_published": Option(
        "2000-01-01", str, is_date, "a day, as in “2026-11-24”"
    ),
    "guidepress_region": Option(
        "", str, anything, "the name of a file in regions/, as in “gb-eng”"
    ),
    "guidepress_regions": Option(
        "regions", str, anything, "the folder of the regions, beside conf.py"
    ),
    "guidepress_reviewers": Option([], list, is_words_only, "names"),
    "guidepress_review_pending": Option(
        "", str, anything, "what is printed while nobody is named as a reviewer"
    ),
    "guidepress_series": Option(
        {}, dict, anything, 'the series, as in {"name": …, "kind": "series"}'
    ),
    "guidepress_slug": Option(
        "book", str, is_slug, "lower-case letters, digits and hyphens"
    ),
    "guidepress_strict_references": Option(False, bool, anything, "True or False"),
    "guidepress_subjects": Option(
        [], list, anything, 'subjects, each {"name": …, "authority": …, "term": …}'
    ),
    "guidepress_subtitle": Option("", str, anything, "a line"),
}


def list_audiences(paths: Iterable[str]) -> str:
    """Return the audiences as an editor may type them: "adult or parent"."""
    *others, last = paths
    return f"{', '.join(others)} or {last}" if others else last


def find_audiences(config: Config) -> tuple[str, ...]:
    """Return the audiences that a text may name, or none where any words will do.

    A sheet may be for people whom no path of the book leads in.
    """
    named = [*config.guidepress_paths, *config.guidepress_audiences]
    return (*dict.fromkeys(named), EVERYONE) if named else ()


def describe_audience(config: Config, audience: str) -> str:
    """Return whom a text is for: "for adults", or as a path says it."""
    words = config.guidepress_audiences.get(audience)
    path = config.guidepress_paths.get(audience)
    return path if path and not words else f"for {words or audience}"


def review_status(config: Config) -> str:
    """Return the line that tells who reviewed the text; nobody is invented."""
    if names := config.guidepress_reviewers:
        return f"Reviewed by {', '.join(names)}"
    return str(config.guidepress_review_pending)


def language_tag(config: Config) -> str:
    """Return the language as HTML, EPUB and PDF spell it: "en-GB" for "en_GB"."""
    return (config.language or "en").replace("_", "-")


def edition_line(config: Config) -> str:
    """Return the edition and whom it is for, as the title page prints them."""
    parts = (config.guidepress_edition, config.guidepress_audience)
    return " · ".join(filter(None, parts))


def find_cover(config: Config, sources: Path) -> Path | None:
    """Return the cover drawing, or None where conf.py names none.

    :raises SourceError: there is no such file.
    """
    if not config.guidepress_cover:
        return None
    path = Path(sources, config.guidepress_cover)
    if not path.is_file():
        raise SourceError(
            str(path),
            "the cover drawing is missing",
            "add it or mend guidepress_cover in conf.py",
        )
    return path


def check_options(app: Sphinx, config: Config) -> None:
    """Refuse an unknown or ill-typed setting, with the line that sets it."""
    conf = Path(app.confdir or ".", "conf.py")
    # The raw values are private, but only they hold names nobody registered.
    for name in config._raw_config:
        if name.startswith("guidepress_") and name not in OPTIONS:
            raise SourceError(
                place_of(conf, name),
                f"there is no setting {name}",
                f"mend the name or delete the line{closest(name, OPTIONS)}",
            )
    for name, option in OPTIONS.items():
        value = getattr(config, name)
        if not isinstance(value, option.kind) or not option.holds(value):
            raise SourceError(
                place_of(conf, name),
                f"{name} = {value!r} is not what it should be",
                f"give it {option.expected}",
            )


def locate_files(app: Sphinx, config: Config) -> None:
    """Make the paths of the settings absolute: they start where conf.py is."""
    for name in ("guidepress_claims", "guidepress_prose", "guidepress_regions"):
        if value := getattr(config, name):
            setattr(config, name, str(Path(app.confdir, value)))


def place_of(conf: Path, name: str) -> str:
    """Return "conf.py:line" of the assignment to `name`, or just the file."""
    try:
        tree = ast.parse(conf.read_text(encoding="utf-8"))
    except (OSError, SyntaxError):
        return str(conf)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name
            for target in node.targets
        ):
            return f"{conf}:{node.lineno}"
    return str(conf)


def setup(app: Sphinx) -> None:
    """Register the settings and their check."""
    for name, option in OPTIONS.items():
        app.add_config_value(name, option.default, "env")
    app.connect("config-inited", check_options, priority=100)
    app.connect("config-inited", locate_files, priority=110)
