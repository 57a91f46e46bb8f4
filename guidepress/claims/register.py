"""The claim register: what the title may say, how strongly, and from which works."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated

from pydantic import Field
from sphinx.config import Config

from ..problems import SourceError, closest
from ..tomlfile import Model, read_toml
from ..tomllines import find_line, locate_keys

Words = Annotated[tuple[str, ...], Field(min_length=1)]


class Strength(Model):
    """How strongly a claim may be said."""

    name: str  #: what stands behind “said”: “as a link”
    means: str  #: in plain words, for the evidence table
    words: tuple[str, ...] = ()  #: one stands in each sentence; none for plain facts


class Claim(Model):
    """One thing that the title says about the world."""

    id: Annotated[str, Field(pattern=r"^[A-Z]+\d+$")]  #: "C08"
    says: Annotated[str, Field(min_length=1)]  #: the claim, for the evidence table
    strength: str  #: the name of one in the register
    evidence: tuple[str, ...]  #: citekeys; none for what nobody knows
    causal: bool = (
        False  #: whether its sentences may say that one thing brings about another
    )


class Register(Model):
    """Every claim of the title."""

    causes: Words  #: words that make one thing the cause of another
    outcomes: Words  #: harms that nothing is said to cause, unless a claim allows it
    strength: Annotated[tuple[Strength, ...], Field(min_length=1)]
    claim: Annotated[tuple[Claim, ...], Field(min_length=1)]

    def find(self, id_: str) -> Claim | None:
        """Return a claim by its id."""
        return next((claim for claim in self.claim if claim.id == id_), None)

    def rate(self, claim: Claim) -> Strength:
        """Return the strength of a claim."""
        return next(s for s in self.strength if s.name == claim.strength)


@functools.lru_cache(maxsize=4)
def read_register(path: Path, _saved: int) -> Register:
    """Read a register once for each time that it was saved."""
    register = read_toml(path, Register)
    seen: set[str] = set()
    for index, claim in enumerate(register.claim):
        if claim.id in seen:
            raise SourceError(
                place_claim(path, index), f"{claim.id} stands twice", "rename one"
            )
        seen.add(claim.id)
        names = [strength.name for strength in register.strength]
        if claim.strength not in names:
            raise SourceError(
                place_claim(path, index, "strength"),
                f"{claim.id} has the strength “{claim.strength}”, and there is none",
                f"use one of the [[strength]]s{closest(claim.strength, names)}",
            )
    return register


def load_register(config: Config) -> Register | None:
    """Return the register that conf.py names, or None.

    :raises SourceError: it cannot be read
    """
    path = locate_register(config)
    if path is None:
        return None
    return read_register(path, path.stat().st_mtime_ns if path.is_file() else 0)


def locate_register(config: Config) -> Path | None:
    """Return where the register lies, or None where conf.py names none."""
    return Path(config.guidepress_claims) if config.guidepress_claims else None


def place_claim(path: Path, index: int, field: str = "id") -> str:
    """Return "claims.toml:line" of a field of the claim with this number, from 0."""
    lines = locate_keys(path.read_text(encoding="utf-8"))
    line = find_line(lines, ("claim", index, field))
    return f"{path}:{line}"
