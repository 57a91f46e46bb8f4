"""A clinic: its profile, read and checked, with its gaps filled and its logo.

The file comes from outside.  Whatever it says stays text, and what could mislead a
reader or break a sheet is refused, all of it at once.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from ...inside import decode, leads_out, read_inside
from ...plaintext import find_fault, quote
from ...problems import FileError, Problem, SourceError, relative
from ...tomlfile import check_tables, load_tables
from ..logos.logo import Logo, read_logo
from .fields import names_folder
from .profile import Known, Profile

#: How many bytes a profile may have.
LARGEST = 64 << 10


#: How many dots a line may have.
MOST_DOTS = 100


class Clinic(Profile):
    """A profile whose gaps are filled and whose logo has been read."""

    picture: Logo | None = None  #: what the setting `logo` names


def read_clinic(
    path: Path,
    *,
    regions: Path,
    default_region: str,
    handouts: Collection[str],
    languages: Collection[str] = ("en-GB",),
) -> Clinic:
    """Return the clinic that a profile describes.

    :param regions: the folder of the regions
    :param default_region: the region of a profile that names none
    :param handouts: the ids of all handouts, in the order of a full set
    :param languages: those that the text exists in
    :raises SourceError: the file cannot be read, or is no TOML
    :raises FileError: every fault of what it says, each with its line
    """
    text = decode(path, read_inside(path.parent, path.name, LARGEST))
    refuse_dots(path, text)
    tables = load_tables(path, text)
    known = Known(
        tuple(sorted(file.stem for file in regions.glob("*.toml"))),
        tuple(languages),
        tuple(handouts),
    )
    problems = list(refuse_file_name(path, tables))
    profile = picture = None
    try:
        profile = check_tables(path, text, tables, Profile, known)
    except FileError as error:
        problems += error.problems
    try:
        picture = read_picture(path.parent, tables.get("logo"))
    except SourceError as error:
        problems += error.problems
    if problems or profile is None:
        raise FileError(problems)
    return fill_gaps(profile, path.stem, default_region, known, picture)


def refuse_dots(path: Path, text: str) -> None:
    """Refuse a name of thousands of parts, with which `tomllib` is busy for a minute.

    :raises SourceError: a line other than a comment has too many dots
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS and not line.lstrip().startswith("#"):
            raise SourceError(
                f"{path}:{number}",
                f"has more than {MOST_DOTS} dots",
                "shorten the line",
            )


def refuse_file_name(path: Path, tables: dict[str, Any]) -> list[Problem]:
    """Refuse a file whose name cannot name the clinic, where it gives no id."""
    if tables.get("id") or names_folder(path.stem):
        return []
    message = f"{quote(path.stem)} cannot name a folder"
    advice = "name the file with lower-case letters, digits and hyphens, or set id"
    return [Problem(relative(str(path)), message, advice)]


def read_picture(folder: Path, name: object) -> Logo | None:
    """Return the logo; of a name that is none, the profile's faults tell.

    :raises SourceError: there is no such file, or it is no logo
    """
    if not isinstance(name, str) or not name.strip():
        return None
    name = name.strip()
    if leads_out(name) or find_fault(name):
        return None
    return read_logo(name, folder)


def fill_gaps(
    profile: Profile, stem: str, region: str, known: Known, picture: Logo | None
) -> Clinic:
    """Return the clinic of a profile, with the defaults that it left open."""
    values = dict(profile) | {
        "id": profile.id or stem,
        "region": profile.region or region,
        "languages": profile.languages or known.languages,
        "handouts": profile.handouts or known.handouts,
        "picture": picture,
    }
    return Clinic.model_construct(**values)
