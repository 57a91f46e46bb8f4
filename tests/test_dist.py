"""dist/ is exchanged as a whole, or left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress import dist


def make(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "file").write_text(text)
    return folder


def test_a_first_build_makes_the_folder(tmp_path: Path) -> None:
    dist.publish(make(tmp_path / "stage", "new"), tmp_path / "dist")
    assert (tmp_path / "dist" / "file").read_text() == "new"


@pytest.mark.parametrize("at_once", [True, False])
def test_the_old_folder_gives_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(dist, "exchange_names", lambda new, old: False)
    make(tmp_path / "dist", "old")
    (tmp_path / "dist" / "stale").touch()
    dist.publish(make(tmp_path / "stage", "new"), tmp_path / "dist")
    assert [p.name for p in (tmp_path / "dist").iterdir()] == ["file"]
    assert (tmp_path / "dist" / "file").read_text() == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dist", "stage"]


def test_a_build_killed_between_two_renames_is_healed(tmp_path: Path) -> None:
    make(dist.last_of(tmp_path / "dist"), "old")
    make(dist.next_to(tmp_path / "dist"), "half done")
    dist.heal(tmp_path / "dist")
    assert (tmp_path / "dist" / "file").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["dist"]


def test_a_failed_exchange_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    make(tmp_path / "dist", "old")
    monkeypatch.setattr(dist.shutil, "copytree", fail)
    with pytest.raises(dist.SourceError, match="No space left"):
        dist.publish(make(tmp_path / "stage", "new"), tmp_path / "dist")
    assert (tmp_path / "dist" / "file").read_text() == "old"


def test_the_sums_are_those_that_sha256sum_reads(tmp_path: Path) -> None:
    make(tmp_path / "x", "abc")
    dist.write_sums(tmp_path / "x")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (tmp_path / "x" / dist.SUMS).read_text() == f"{digest}  file\n"
    assert dist.is_intact(tmp_path / "x")
    (tmp_path / "x" / "file").write_text("changed")
    assert not dist.is_intact(tmp_path / "x")
