"""What may go out to readers, and why a release is refused.

A build prints that nobody has reviewed the text; a release does not go out so.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx.config import Config

from .book import is_handout
from .build import alone, build, report
from .handouts.clinics.profiles import list_versions
from .handouts.manifest import read_refusals
from .handouts.stale import list_stale
from .problems import Problem, SourceError, relative
from .project import ALL_OUTPUTS, Project
from .prose.report import list_lines
from .prose.run import check_text
from .reading import read_project
from .regions import Region, load_regions
from .stage import CLINICS

#: A crisis line that was last checked longer ago may be dead.
OLDEST_LINE = datetime.timedelta(days=365)


def release(project: Project, today: datetime.date) -> int:
    """Build and pack a release, or list all that forbids it; return the exit code."""
    try:
        with alone(project), read_project(project) as (app, problems):
            regions = load_regions(Path(app.config.guidepress_regions))
            metadata = app.env.metadata
            problems += list_refusals(app.config, regions, metadata, today)
            problems += list_lines(check_text(app) or [], notices=False)
            problems += refuse_clinics(project.dist / CLINICS, list_versions(app))
    except SourceError as error:
        problems = [*error.problems]
    if problems:
        return report(problems)
    if code := build(project, ALL_OUTPUTS):
        return code
    name = f"{app.config.guidepress_slug}-{app.config.release}"
    archive = shutil.make_archive(
        str(project.build / name), "zip", project.root, project.dist.name
    )
    print(f"The release is {relative(archive)}.")
    return 0


def list_refusals(
    config: Config,
    regions: list[Region],
    metadata: Mapping[str, Mapping[str, Any]],
    today: datetime.date,
) -> list[Problem]:
    """Return every reason why the book may not go out."""
    found: list[Problem] = []
    if config.guidepress_review_pending and not config.guidepress_reviewers:
        found.append(
            Problem(
                "conf.py",
                "no clinician has reviewed the text",
                "let one read it, and name them in guidepress_reviewers",
            )
        )
    for region in regions:
        found += refuse_lines(region, today)
    for docname in sorted(metadata):
        fields = config.guidepress_front_matter | dict(metadata[docname])
        if is_handout(docname, config) or "next_review" in fields:
            found += refuse_document(docname, fields, today)
    return found


def refuse_clinics(folder: Path, versions: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what forbids to give out the handouts of clinics, which a release holds.

    :param folder: that of all clinics
    :param versions: of the handouts, by their ids
    """
    for path in sorted(folder.glob("*/manifest.json")):
        place = relative(str(path))
        for reason in read_refusals(path):
            yield Problem(place, reason)
        for stale in list_stale([path], versions):
            yield Problem(place, str(stale), "print its handouts again")


def refuse_lines(region: Region, today: datetime.date) -> Iterator[Problem]:
    """Yield the crisis lines that no person has checked, or not lately."""
    place = relative(str(region.path))
    for line in region.lines:
        if not (line.checked_by and line.checked_on):
            yield Problem(
                place,
                f"no person has checked {line.number} ({line.name})",
                "ask the service, never by a trial call to an emergency number, "
                "and fill in checked_by and checked_on",
            )
        elif today - datetime.date.fromisoformat(line.checked_on) > OLDEST_LINE:
            yield Problem(
                place,
                f"{line.number} ({line.name}) was last checked on {line.checked_on}",
                "check it again",
            )


def refuse_document(
    docname: str, metadata: Mapping[str, Any], today: datetime.date
) -> Iterator[Problem]:
    """Yield a document whose next review is past or not set."""
    due = str(metadata.get("next_review", ""))
    if not due or datetime.date.fromisoformat(due) <= today:
        yield Problem(
            docname,
            f"its review is due ({due or 'no date'})",
            "review it, and set last_reviewed and next_review",
        )
