"""A stylesheet that WeasyPrint does not follow stops the build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guidepress.build import build
from guidepress.pdf import paged
from guidepress.project import Project


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("p { line-grid: create }", "line-grid"),
        ("p { margin: 3 lines }", "margin"),
        ("p:hoover { margin: 0 }", "hoover"),
        ("@page { size: folio }", "size"),
        ("p { margin: 0 } }", ""),
    ],
    ids=["property", "value", "selector", "page rule", "brace"],
)
def test_what_print_would_ignore_is_refused(
    rule: str,
    said: str,
    small: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(paged.CSS, tmp_path / "css")
    monkeypatch.setattr(paged, "CSS", tmp_path / "css")
    with (tmp_path / "css" / "pdf" / "type.css").open("a") as file:
        file.write(rule + "\n")
    assert build(small, ["pdf"]) == 1
    words = "".join(capsys.readouterr())
    assert "the PDF layout says:" in words
    assert said in words
