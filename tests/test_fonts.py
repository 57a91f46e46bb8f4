"""The typefaces: static, Latin, the same bytes whenever they are made."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from guidepress import fonts

from .conftest import ROOT


@pytest.fixture(scope="module")
def faces() -> dict[fonts.Face, Path]:
    return fonts.make_faces(ROOT / "build" / "fonts")


def test_every_face_is_static(faces: dict[fonts.Face, Path]) -> None:
    assert len(faces) == len(fonts.FACES)
    for path in faces.values():
        assert "fvar" not in TTFont(path)


def test_a_face_is_the_same_whenever_it_is_made(
    tmp_path: Path, faces: dict[fonts.Face, Path]
) -> None:
    face = next(f for f in fonts.FACES if f.axes)  # frozen from a variable font
    again = fonts.make_face(face, tmp_path, "ttf")
    assert again.read_bytes() == faces[face].read_bytes()


def test_the_hyphen_of_the_layout_is_a_sign_of_its_own() -> None:
    """Else its soft reading in the text layer would spoil real hyphens."""
    source = fonts.find_source(fonts.FACES[0])
    cmap = TTFont(source).getBestCmap()
    assert cmap[0x2010] != cmap[0x2D]


def test_missing_characters_are_named_once_each() -> None:
    assert fonts.missing_characters("A snow☃man ☃ and 中") == ["☃", "中"]
    assert fonts.missing_characters("“naïve” – co\u00adop Å\u2060ŵ…") == []
