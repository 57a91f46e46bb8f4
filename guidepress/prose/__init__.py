"""Checks of the text: what `make check` says about it, and what stops a build.

Everything works on doctrees.  The house rules come from the project (`prose.toml`);
a project without them is not checked.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..problems import relative
from .run import check_evidence

logger = logging.getLogger(__name__)


def warn_of_evidence(app: Sphinx, env: BuildEnvironment) -> None:
    """Stop a build whose text claims more than its sources bear (M16)."""
    for path, finding in check_evidence(app):
        problem = finding.describe(relative(path))
        logger.warning(
            "%s: %s",
            problem.message,
            problem.advice,
            location=problem.place,
            type="guidepress",
            subtype="evidence",
        )


def setup(app: Sphinx) -> None:
    """Register the checks that every build makes."""
    app.connect("env-check-consistency", warn_of_evidence)
