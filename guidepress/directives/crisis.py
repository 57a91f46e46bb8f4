"""The crisis lines, which nobody types."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..help_box import fill_help_box
from ..nodes import box
from ..regions import load_region


class HelpNowDirective(SphinxDirective):
    """The crisis lines of the region: in full, the first few, compact, or in brief.

    Numbers are never typed: they come from `regions/`, and the box names the
    place they are for.
    """

    option_spec: ClassVar[dict[str, Any]] = {
        "brief": directives.flag,
        "compact": directives.flag,
        "lines": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        if not self.config.guidepress_region:
            raise self.error("“help-now” needs guidepress_region in conf.py")
        folder = Path(self.config.guidepress_regions)
        region = load_region(folder, self.config.guidepress_region)
        self.env.note_dependency(region.path)
        forms = [form for form in ("brief", "compact") if form in self.options]
        form = forms[0] if forms else "full"
        result = box(kind=self.name, form=form, most=self.options.get("lines"))
        if form == "brief":
            result["classes"].append(form)
        self.set_source_info(result)
        fill_help_box(result, region)
        return [result]
