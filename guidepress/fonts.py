"""The typefaces: static Latin instances, made once from the pinned font packages.

A variable font costs a fifth of a PDF build at run time and makes handouts seven
times slower, and its instances would carry the present time.  So each face is cut
once to the Latin letters, frozen, and kept by a digest of what it was made from.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import fontTools
from fontTools.ttLib import TTFont

from .problems import Problem, SourceError


class Face(NamedTuple):
    """One cut of a typeface."""

    family: str
    style: str  #: "normal" or "italic"
    weight: int
    package: str  #: the module of the font package
    file: str  #: the file in it
    axes: tuple[tuple[str, float], ...] = ()  #: where a variable font is frozen

    @property
    def name(self) -> str:
        """The file name of the instance, without its ending."""
        slant = "-italic" if self.style == "italic" else ""
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}{slant}"


TEXT, LABEL, CODE = "Literata", "Atkinson Hyperlegible", "IBM Plex Mono"

_ROMAN, _ITALIC = "Literata[opsz,wght].ttf", "Literata-Italic[opsz,wght].ttf"
_LITERATA, _ATKINSON = "fontpkg_literata", "fontpkg_atkinson_hyperlegible"
_PLEX = "fontpkg_ibm_plex_mono"

FACES = (
    Face(TEXT, "normal", 400, _LITERATA, _ROMAN, (("opsz", 12), ("wght", 400))),
    Face(TEXT, "normal", 700, _LITERATA, _ROMAN, (("opsz", 12), ("wght", 700))),
    Face(TEXT, "italic", 400, _LITERATA, _ITALIC, (("opsz", 12), ("wght", 400))),
    Face(TEXT, "italic", 700, _LITERATA, _ITALIC, (("opsz", 12), ("wght", 700))),
    Face(LABEL, "normal", 400, _ATKINSON, "AtkinsonHyperlegible-Regular.ttf"),
    Face(LABEL, "normal", 700, _ATKINSON, "AtkinsonHyperlegible-Bold.ttf"),
    Face(LABEL, "italic", 400, _ATKINSON, "AtkinsonHyperlegible-Italic.ttf"),
    Face(LABEL, "italic", 700, _ATKINSON, "AtkinsonHyperlegible-BoldItalic.ttf"),
    Face(CODE, "normal", 400, _PLEX, "IBMPlexMono-Regular.ttf"),
    Face(CODE, "normal", 700, _PLEX, "IBMPlexMono-Bold.ttf"),
    Face(CODE, "italic", 400, _PLEX, "IBMPlexMono-Italic.ttf"),
)

#: Latin with all its accents, punctuation, currency, letter-like signs, arrows, signs.
RANGES = (
    (0x0020, 0x024F),
    (0x02B0, 0x036F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20A0, 0x20CF),
    (0x2100, 0x2193),
    (0x2200, 0x22FF),
    (0xFB00, 0xFB06),
)


#: Features that fontTools would cut off: lining and tabular figures.
FEATURES = ["lnum", "tnum"]


def cache_folder(doctreedir: Path) -> Path:
    """Return the folder where a project keeps its instances, beside its doctrees."""
    return doctreedir.parent / "fonts"


def find_source(face: Face) -> Path:
    """Return the file of the font package.

    :raises SourceError: the package or the file is not there.
    """
    spec = importlib.util.find_spec(face.package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        path = Path(place, "files", face.file)
        if path.is_file():
            return path
    raise SourceError(
        "",
        f"the typeface {face.family} ({face.file}) is missing",
        f"install {face.package.replace('_', '-')}: pip install -r requirements.txt",
    )


def make_faces(folder: Path, flavour: str = "ttf") -> dict[Face, Path]:
    """Make what is not yet in `folder`, and return each face's file.

    :param flavour: "ttf" for print, "woff2" for the web.
    """
    missing = [f for f in FACES if not find_instance(f, folder, flavour).is_file()]
    if missing:
        fork = get_context("fork")
        with ProcessPoolExecutor(os.cpu_count(), mp_context=fork) as pool:
            list(pool.map(make_face, missing, repeat(folder), repeat(flavour)))
    found = {face: find_instance(face, folder, flavour) for face in FACES}
    for path in folder.glob(f"*.{flavour}"):
        if path not in found.values():  # made of a font, or by rules, that are gone
            path.unlink(missing_ok=True)
    return found


def find_instance(face: Face, folder: Path, flavour: str) -> Path:
    """Return where an instance is kept, whether it is there or not."""
    source = find_source(face)
    return folder / f"{face.name}-{digest(source, face)}.{flavour}"


def make_face(face: Face, folder: Path, flavour: str) -> Path:
    """Make one instance, unless its file is there already."""
    path = find_instance(face, folder, flavour)
    if path.is_file():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    if flavour == "ttf":
        font = freeze(find_source(face), face)
    else:
        font = TTFont(make_face(face, folder, "ttf"), recalcTimestamp=False)
        font.flavor = flavour
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    font.save(unfinished)
    unfinished.replace(path)
    return path


def freeze(source: Path, face: Face) -> TTFont:
    """Return the face as a static font with Latin letters only."""
    # these take a tenth of a second to import, and are needed once for all builds
    from fontTools.varLib.instancer import instantiateVariableFont

    # The present time must not get into the file.
    font = TTFont(source, recalcTimestamp=False)
    cut_to_latin(font)
    if face.axes:
        return instantiateVariableFont(font, dict(face.axes), static=True)
    return font


def cut_to_latin(font: TTFont) -> None:
    """Leave the letters of RANGES and the features that print needs."""
    from fontTools.subset import Options, Subsetter

    options = Options()
    options.layout_features += FEATURES
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for a, b in RANGES for c in range(a, b + 1)])
    subsetter.subset(font)


def digest(source: Path, face: Face) -> str:
    """Return a short digest of the source file and what is made of it."""
    made_from = (
        source.read_bytes() + repr((face, RANGES, FEATURES, fontTools.version)).encode()
    )
    return hashlib.sha256(made_from).hexdigest()[:12]


def font_face_css(urls: dict[Face, str], display: str = "swap") -> str:
    """Return the `@font-face` rules for faces at these addresses.

    :param display: how long a reader waits for a face, in CSS's words.
    """
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; '
        f'font-weight: {face.weight}; font-display: {display}; src: url("{url}"); }}'
        for face, url in urls.items()
    )


@functools.cache
def covered() -> frozenset[int]:
    """Return every character that one of the typefaces has."""
    points: set[int] = set()
    for path in {find_source(face) for face in FACES}:
        with TTFont(path, lazy=True) as font:
            points |= set(font.getBestCmap())
    return frozenset(
        c for c in points if any(first <= c <= last for first, last in RANGES)
    )


def name_foreign_families(families: Iterable[str]) -> list[Problem]:
    """Return a problem for each typeface that is not ours but the machine's."""
    ours = {face.family for face in FACES}
    return [
        Problem(
            "",
            f"the typeface {family} of this machine was used",
            "a character is missing in the bundled ones: write it another way",
        )
        for family in sorted(set(families) - ours)
    ]


def missing_characters(text: str) -> list[str]:
    """Return the characters that no bundled face has, each once, in order.

    Without this, a system font would stand in without a word, another one on each
    machine.
    """
    invisible = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}
    known = covered()
    return [
        c
        for c in dict.fromkeys(text)
        if not c.isspace() and ord(c) not in known and c not in invisible
    ]


def name_characters(characters: Sequence[str]) -> str:
    """Return "character ☃ (U+2603)", as an editor is told of what is missing."""
    plural = "s" if len(characters) > 1 else ""
    named = ", ".join(f"{c} (U+{ord(c):04X})" for c in characters)
    return f"character{plural} {named}"
