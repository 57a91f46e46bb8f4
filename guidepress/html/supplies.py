"""What the website offers besides the text: files to download, and crisis lines."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

from ..regions import Region, load_region, load_regions
from .assets import is_site
from .manifest import File, list_built


class Supplies:
    """The files and the regions; one object per application, filled once a build."""

    def __init__(self) -> None:
        self.files: dict[str, File] = {}  #: by path
        self.regions: list[Region] = []  #: the book's own first

    def read(self, app: Sphinx, builder: Builder) -> None:
        """Read the manifest and every region before the first page is written.

        :raises SourceError: one of the files is wrong.
        """
        if is_site(builder):
            self.files = list_built(Path(app.doctreedir))
            self.regions = list_regions(app.config)


def list_regions(config: Config) -> list[Region]:
    """Return every region, the book's own first; none where the book has none.

    :raises SourceError: a region's file is missing or wrong.
    """
    folder = Path(config.guidepress_regions)
    if not config.guidepress_region or not folder.is_dir():
        return []
    own = load_region(folder, config.guidepress_region)
    return [own, *(other for other in load_regions(folder) if other.id != own.id)]
