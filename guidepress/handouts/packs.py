"""Packs: handouts that belong together, as one file with a cover sheet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sphinx.config import Config

from ..config import place_of
from ..problems import SourceError, closest


class Pack(NamedTuple):
    """Handouts for one occasion, such as a first visit."""

    id: str  #: names its files: "first-visit"
    title: str
    audience: str
    purpose: str  #: a sentence for the cover
    handouts: tuple[str, ...]  #: their ids, in the order of the pack


def read_packs(config: Config, confdir: Path, known: Iterable[str]) -> list[Pack]:
    """Return the packs of conf.py.

    :param known: the ids of all handouts
    :raises SourceError: a pack lacks something, or names a handout that is not there
    """
    packs, known = [], tuple(known)
    for id_, fields in config.guidepress_packs.items():
        try:
            pack = Pack(id_, *(fields[name] for name in Pack._fields[1:]))
        except KeyError as error:
            message = f"the pack “{id_}” has no {error}"
            raise refuse(confdir, message, "add it") from error
        for name in pack.handouts:
            if name not in known:
                raise refuse(
                    confdir,
                    f"the pack “{id_}” names the handout “{name}”, which is not there",
                    f"mend the id{closest(name, known)}",
                )
        packs.append(pack._replace(handouts=tuple(pack.handouts)))
    return packs


def refuse(confdir: Path, message: str, advice: str) -> SourceError:
    """Return what is wrong with the packs of conf.py."""
    return SourceError(
        place_of(confdir / "conf.py", "guidepress_packs"), message, advice
    )
