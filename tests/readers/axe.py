"""axe-core, put into a page of the browser: every rule that it has."""

from __future__ import annotations

import functools
from typing import NamedTuple

from playwright.sync_api import Page

from .ace import NODE_MODULES

AXE = NODE_MODULES / "axe-core" / "axe.min.js"

#: What does not fit.  Contrast of level AAA: WCAG 2.2 (5.2.2) advises against asking
#: for it everywhere; the dark colours have it, and captions in light ones have 5.5:1.
LEFT_OUT = ("color-contrast-enhanced",)

#: Where one rule does not fit: the two boxes that open the drawers stand outside of all
#: landmarks, since CSS without `:has()` reaches only what follows them.
EXEMPT = {"region": "body *:not(#__navigation):not(#__toc)"}

#: Runs each rule by its name, so that those that axe leaves out by itself run too.
RUN = """
async ([tags, leftOut, exempt]) => {
  const rules = Object.entries(exempt).map(([id, selector]) => ({id, selector}));
  axe.configure({rules});
  const names = axe.getRules(tags).map(rule => rule.ruleId);
  const runOnly = names.filter(name => !leftOut.includes(name));
  const options = {runOnly, preload: false, resultTypes: ["violations"]};
  const report = await axe.run(document, options);
  return report.violations.flatMap(({id, nodes}) => nodes.map(
    node => [id, node.target.join(" "), node.failureSummary]
  ));
}
"""


class Violation(NamedTuple):
    """A rule that one place breaks."""

    rule: str  #: "color-contrast"
    place: str  #: a CSS selector
    words: str  #: what axe says of it


def check(page: Page, *tags: str) -> list[Violation]:
    """Return every violation on a page as it stands in the browser.

    What axe cannot decide (`incomplete`) is no violation.

    :param tags: run only the rules with one of these, as in "cat.color"; else all
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(read_axe())
    found = page.evaluate(RUN, [list(tags), list(LEFT_OUT), EXEMPT])
    return [Violation(*row) for row in found]


@functools.cache
def read_axe() -> str:
    """Return the script.

    The browser takes it from us, not from the page: no policy of the page stops it.
    """
    assert AXE.is_file(), "no axe-core: type make test"
    return AXE.read_text(encoding="utf-8")
