"""A reader's way into the book: where to go, by whom the book is for."""

from __future__ import annotations

from docutils import nodes

from ..config import list_audiences
from ..nodes import audience_path
from ..problems import closest
from .refusal import Refusal, StrictDirective


class PathDirective(StrictDirective):
    """A section for one audience, headed by the words of guidepress_paths.

    It is a section, not a box: a heading is what screen readers, contents and the
    website's first page find a path by.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def make_nodes(self) -> list[nodes.Node]:
        audience = self.read_audience()
        words = self.config.guidepress_paths[audience]
        result = audience_path(audience=audience, classes=["audience-path"])
        title = nodes.title("", words)
        result += title
        self.set_source_info(result)
        self.set_source_info(title)
        result["names"].append(nodes.fully_normalize_name(words))
        self.state.document.note_implicit_target(result, result)
        result += self.parse_content_to_nodes()
        if not any(result.findall(nodes.bullet_list)):
            raise Refusal(
                f"the path “{audience}” leads nowhere: list where to go, each line "
                "beginning with “- ”"
            )
        return [result]

    def read_audience(self) -> str:
        """Return the audience that the author named.

        :raises Refusal: conf.py has no paths, or none of that name
        """
        paths = self.config.guidepress_paths
        if not paths:
            raise Refusal(
                "“path” needs guidepress_paths in conf.py: set it, as in "
                '{"adult": "If this is about you"}'
            )
        audience = self.read_argument("audience", next(iter(paths)))
        if audience not in paths:
            raise Refusal(
                f"there is no path “{audience}”: write one of "
                f"{list_audiences(paths)}{closest(audience, paths)}"
            )
        return audience
