"""Which clinics hold older versions of the sheets than the text has now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .manifest import read_manifest


class Stale(NamedTuple):
    """A sheet of a clinic whose text has changed since it was printed."""

    clinic: str
    id: str
    held: str  #: the version that the clinic has
    current: str  #: the version of the text, "" where the sheet is no more

    def __str__(self) -> str:
        name = f"{self.clinic or 'without a name'}: {self.id}"
        if not self.current:
            return f"{name} {self.held} is no longer published"
        return f"{name} {self.held} is older than {self.current}"


def list_stale(paths: Iterable[Path], current: Mapping[str, str]) -> Iterator[Stale]:
    """Yield each stale sheet of manifests once, by clinic.

    :param current: the version of each sheet, by its id
    :raises SourceError: a file is no manifest
    """
    for path in paths:
        held = {(row.clinic, row.id, row.version) for row in read_manifest(path)}
        for clinic, id_, version in sorted(held):
            if current.get(id_, "") != version:
                yield Stale(clinic, id_, version, current.get(id_, ""))
