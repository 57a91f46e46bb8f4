"""What can be downloaded: the files of the manifest, and those not built yet.

The website holds its own copies under `downloads/`, so that it stands alone wherever
it is put.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from ..book import is_handout
from ..handouts.editions import FILLABLE, PRINTED, SheetEdition
from ..handouts.sheet import read_id
from ..pdf.editions import EDITIONS
from .assets import is_site
from .manifest import File, locate_manifest, locate_stage
from .supplies import Supplies

#: Where the copies are in the website.
FOLDER = "downloads"

#: The editions in readers' words; another one is called by its own name.
WORDS = {
    **{edition.name: edition.title for edition in EDITIONS},
    **{edition.name: edition.title for edition in (*PRINTED, *FILLABLE)},
    "epub": "for e-readers and phones",
}

#: The editions of a handout that are named even where they are not built yet.
USUAL = PRINTED[:2]

#: The other ones, as a reader chooses: on paper first, and easy to read first.
OTHERS = sorted(
    {*PRINTED, *FILLABLE} - {*USUAL},
    key=lambda e: (e.is_fillable, e.is_grey, e.is_large, e.paper),
)


#: Every format of the manifest, by its registered name (IANA).
MEDIA_TYPES = {"EPUB": "application/epub+zip", "PDF": "application/pdf"}


class Download(NamedTuple):
    """A file that the downloads page lists."""

    path: str
    title: str
    edition: str
    file: File | None  #: None: not built yet

    @property
    def url(self) -> str:
        """The address, seen from the root of the website."""
        return f"{FOLDER}/{self.path}"

    @property
    def format(self) -> str:
        """How the file is made, as readers say it: "PDF", "EPUB"."""
        return PurePosixPath(self.path).suffix.removeprefix(".").upper()

    @property
    def media_type(self) -> str:
        """What a server should call it; not every one knows an EPUB."""
        return MEDIA_TYPES[self.format]

    @property
    def edition_words(self) -> str:
        """For what paper or whom it is: "A5"."""
        return WORDS.get(self.edition, self.edition.replace("-", " "))

    @property
    def details(self) -> str:
        """What a reader wants to know first: "106 pages, 462 kB"."""
        if not self.file:
            return "not built yet"
        return ", ".join(
            filter(None, [count_pages(self.file), format_size(self.file.size)])
        )


class Cell(NamedTuple):
    """A paper in a row of the table of a handout's files."""

    paper: str  #: "A4"
    download: Download | None


class Row(NamedTuple):
    """A row of the table of a handout's files: one kind of edition."""

    kind: str  #: "large print"
    cells: tuple[Cell, ...]  #: one for each paper


class HandoutFiles(NamedTuple):
    """A handout: its page on the website, and its files."""

    id: str
    title: str
    docname: str
    downloads: tuple[Download, ...]

    @property
    def usual(self) -> list[Download]:
        """What most readers want, and what is in no table."""
        tabled = {edition.name for edition in OTHERS}
        return [file for file in self.downloads if file.edition not in tabled]

    @property
    def rows(self) -> list[Row]:
        """The other editions that were built."""
        files = {file.edition: file for file in self.downloads}
        kinds: dict[str, list[SheetEdition]] = {}
        for edition in OTHERS:
            kinds.setdefault(edition.kind, []).append(edition)
        return [
            Row(kind, tuple(Cell(e.paper_title, files.get(e.name)) for e in editions))
            for kind, editions in kinds.items()
            if any(edition.name in files for edition in editions)
        ]


class Group(NamedTuple):
    """Files of the same words: a pack, or the contact sheet."""

    title: str
    downloads: tuple[Download, ...]


def count_pages(file: File) -> str:
    """Return "1 page", "106 pages", or "" where there are none to count."""
    if file.pages is None:
        return ""
    return f"{file.pages}\N{NO-BREAK SPACE}page{'' if file.pages == 1 else 's'}"


def format_size(number: int) -> str:
    """Return a size as people read it: "462 kB", "1.2 MB"."""
    if number < 999_500:
        return f"{max(1, round(number / 1000))}\N{NO-BREAK SPACE}kB"
    return f"{number / 1_000_000:.1f}\N{NO-BREAK SPACE}MB"


def list_guide(app: Sphinx, files: dict[str, File]) -> list[Download]:
    """Return the guide as PDF and EPUB, then its other editions."""
    slug, title = app.config.guidepress_slug, app.config.project
    expected = {f"{slug}.pdf": "a5", f"{slug}.epub": "epub"}
    others = [path for path in files if not path.startswith("handouts/")]
    return [
        make_download(path, title, expected.get(path, ""), files)
        for path in dict.fromkeys([*expected, *others])
    ]


def list_handouts(env: BuildEnvironment, files: dict[str, File]) -> list[HandoutFiles]:
    """Return the handouts in the order of their files' names."""
    return [
        gather_files(env, docname, files)
        for docname in sorted(env.found_docs)
        if is_handout(docname, env.config)
    ]


def gather_files(
    env: BuildEnvironment, docname: str, files: dict[str, File]
) -> HandoutFiles:
    """Return a handout with the files on the usual papers, then its other ones."""
    id_ = read_id(docname, env.metadata[docname])
    title = env.titles[docname].astext()
    expected = {f"handouts/{e.name_file(id_)}": e.name for e in USUAL}
    others = [path for path in files if is_file_of_handout(path, id_)]
    return HandoutFiles(
        id_,
        title,
        docname,
        tuple(
            make_download(path, title, expected.get(path, ""), files)
            for path in dict.fromkeys([*expected, *others])
        ),
    )


def is_file_of_handout(path: str, id_: str) -> bool:
    """Tell whether "handouts/a4-large/h1.pdf" is a file of the handout "h1"."""
    return path.startswith("handouts/") and PurePosixPath(path).stem == id_


def list_packs(files: dict[str, File], handouts: Iterable[HandoutFiles]) -> list[Group]:
    """Return what is among the handouts and is none of them, packs first."""
    known = {download.path for handout in handouts for download in handout.downloads}
    groups: dict[str, list[Download]] = {}
    # a pack lies in a folder of its own, and the contact sheet above it
    for path, file in sorted(files.items(), key=lambda item: -item[0].count("/")):
        if path.startswith("handouts/") and path not in known:
            download = make_download(path, file.title, file.edition, files)
            groups.setdefault(file.title, []).append(download)
    return [Group(title, tuple(found)) for title, found in groups.items()]


def make_download(
    path: str, title: str, edition: str, files: dict[str, File]
) -> Download:
    """Return a download; the manifest knows better than what was expected."""
    file = files.get(path)
    if not file:
        return Download(path, title, edition, None)
    return Download(path, file.title, file.edition, file)


def copy_downloads(supplies: Supplies, app: Sphinx, builder: Builder) -> None:
    """Copy what is built into the website; what is gone goes there too."""
    if not is_site(builder):
        return
    folder = Path(builder.outdir, FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    stage = locate_stage(Path(app.doctreedir))
    for path in supplies.files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(stage / path, folder / path)


def rewrite_after_manifest(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Have every page written anew when the manifest is newer: each shows sizes."""
    manifest = locate_manifest(Path(app.doctreedir))
    page = Path(app.outdir, "downloads.html")
    if not is_site(app.builder) or not manifest.is_file() or not page.is_file():
        return ()
    newer = manifest.stat().st_mtime_ns > page.stat().st_mtime_ns
    return sorted(env.found_docs) if newer else ()
