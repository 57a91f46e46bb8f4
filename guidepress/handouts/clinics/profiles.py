"""The profiles of a project's clinics, as `make check` looks at them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...book import is_handout
from ...config import language_tag
from ...problems import Problem, SourceError, relative
from ..contact_sheet import ID as CONTACT_SHEET
from ..sheet import read_id
from .clinic import Clinic, read_clinic

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def check_profiles(app: Sphinx, folder: Path) -> list[Problem]:
    """Return what is wrong with the profiles in a folder; it need not be there."""
    problems: list[Problem] = []
    seen: dict[str, Path] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            clinic = load_clinic(app, path)
        except SourceError as error:
            problems += error.problems
            continue
        first = seen.setdefault(clinic.id, path)
        if first is not path:
            said = f"the id “{clinic.id}” is that of {relative(str(first))} too"
            problems.append(Problem(relative(str(path)), said, "give it another"))
    return problems


def load_clinic(app: Sphinx, path: Path) -> Clinic:
    """Return the clinic of a profile, for the handouts of this book.

    :raises SourceError: with every fault of the profile
    """
    return read_clinic(
        path,
        regions=Path(app.config.guidepress_regions),
        default_region=app.config.guidepress_region,
        handouts=list_ids(app),
        languages=[language_tag(app.config)],
    )


def list_versions(app: Sphinx) -> dict[str, str]:
    """Return the version of each handout and pack, by its id."""
    found = [d for d in app.env.found_docs if is_handout(d, app.config)]
    metadata = [(docname, app.env.metadata[docname]) for docname in found]
    versions = {read_id(d, fields): str(fields["version"]) for d, fields in metadata}
    whole = [*app.config.guidepress_packs, CONTACT_SHEET]
    return versions | dict.fromkeys(whole, str(app.config.version))


def list_ids(app: Sphinx) -> list[str]:
    """Return the ids of all handouts, in the order of their files."""
    found = sorted(d for d in app.env.found_docs if is_handout(d, app.config))
    return [read_id(docname, app.env.metadata[docname]) for docname in found]
