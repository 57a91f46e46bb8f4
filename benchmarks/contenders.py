"""Who prints the plain book: this project and its peers, each with its own tools.

Peers live in environments of their own under build/bench/, made once; XeLaTeX is
Debian's.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from .plain_book import write_pandoc_book, write_plain_book

ROOT = Path(__file__).parent.parent
PEERS = ROOT / "build" / "bench"

SPHINX = ("sphinx==9.0.4", "myst-parser==5.2.0", "sphinxcontrib-bibtex==2.7.0")

OURS = """\
guidepress_slug = "plain"
guidepress_identifier = "urn:uuid:00000000-0000-4000-8000-000000000001"
"""

#: Pandoc writes Typst, and Typst the PDF, in one process.
TYPST = """\
import pypandoc, typst
options = ["--standalone", "--citeproc", "--bibliography=references.bib", "--toc"]
text = pypandoc.convert_file("book.md", "typst", extra_args=options)
open("book.typ", "w").write(text)
typst.compile("book.typ", output="book.pdf")
"""


class Contender(NamedTuple):
    """A way to make a PDF of the plain book."""

    name: str
    packages: tuple[str, ...]  #: from PyPI; none: this project's own environment
    programs: tuple[str, ...]  #: that the system must have
    write: Callable[[Path, int], None]  #: writes the sources, so many times over
    run: Callable[[Path, str], None]  #: makes the PDF with a Python, from nothing
    pdf: str  #: where the PDF is, as a pattern


def write_ours(folder: Path, times: int) -> None:
    write_plain_book(folder, times, "guidepress", OURS)
    (folder / "_build").mkdir()
    # cut once for all builds, as every contender's typefaces are there beforehand
    shutil.copytree(ROOT / "build" / "fonts", folder / "_build" / "fonts")


def write_theirs(folder: Path, times: int) -> None:
    write_plain_book(folder, times, "sphinxcontrib.bibtex")


def print_ours(folder: Path, python: str) -> None:
    """Build from nothing but the typefaces."""
    for name in ("pdf", "doctrees", "parts"):
        shutil.rmtree(folder / "_build" / name, ignore_errors=True)
    print_ours_again(folder, python)


def print_ours_again(folder: Path, python: str) -> None:
    """Build with what the last build left."""
    call(folder, python, "-m", "sphinx", "-q", "-b", "pdf", "-d", "_build/doctrees")


def print_simplepdf(folder: Path, python: str) -> None:
    shutil.rmtree(folder / "_build", ignore_errors=True)
    call(folder, python, "-m", "sphinx", "-q", "-b", "simplepdf", end="simplepdf")


def print_xelatex(folder: Path, python: str) -> None:
    shutil.rmtree(folder / "_build", ignore_errors=True)
    call(folder, python, "-m", "sphinx", "-q", "-b", "latex", end="latex")
    subprocess.run(
        ["make", "-C", "_build/latex"], cwd=folder, check=True, capture_output=True
    )


def print_typst(folder: Path, python: str) -> None:
    subprocess.run([python, "-c", TYPST], cwd=folder, check=True, capture_output=True)


def call(folder: Path, python: str, *options: str, end: str = "pdf") -> None:
    """Run sphinx-build in a folder."""
    path = f"{Path(python).parent}:/usr/local/bin:/usr/bin:/bin"
    subprocess.run(
        [python, *options, ".", f"_build/{end}"],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"PATH": path, "PYTHONPATH": str(ROOT) if python == sys.executable else ""},
    )


CONTENDERS = (
    Contender("ours", (), (), write_ours, print_ours, "_build/pdf/plain.pdf"),
    Contender(
        "Sphinx + XeLaTeX",
        SPHINX,
        ("xelatex", "latexmk", "make"),
        write_theirs,
        print_xelatex,
        "_build/latex/*.pdf",
    ),
    Contender(
        "sphinx-simplepdf",
        (*SPHINX, "sphinx-simplepdf==1.7.0"),
        (),
        write_theirs,
        print_simplepdf,
        "_build/simplepdf/*.pdf",
    ),
    Contender(
        "Pandoc + Typst",
        ("pypandoc_binary==1.17", "typst==0.15.2"),
        (),
        write_pandoc_book,
        print_typst,
        "book.pdf",
    ),
)


def find_python(contender: Contender) -> str:
    """Return the contender's Python, "" where a program of the system is missing."""
    if not all(map(shutil.which, contender.programs)):
        return ""
    if not contender.packages:
        return sys.executable
    folder = PEERS / "".join(c for c in contender.name.lower() if c.isalnum())
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "-q", *contender.packages]
        subprocess.run(pip, check=True, capture_output=True)
        (folder / "ready").touch()
    return str(python)
