"""Claims: what the title may say about the world, and where it says it."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..nodes import pass_over
from .domain import ClaimDomain, ClaimRole, list_unsaid
from .nodes import claim, claim_places
from .register import load_register, locate_register, place_claim
from .table import EvidenceTable, ResolveClaimPlaces

logger = logging.getLogger(__name__)


def warn_of_unsaid(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of claims in the register that no sentence carries."""
    register, path = load_register(app.config), locate_register(app.config)
    domain = env.get_domain("claim")
    if register is None or path is None or not isinstance(domain, ClaimDomain):
        return
    for index in list_unsaid(register, domain):
        logger.warning(
            "no sentence carries the claim %s: mark one with {claim} or delete it here",
            register.claim[index].id,
            location=place_claim(path, index),
            type="guidepress",
            subtype="claim",
        )


def setup(app: Sphinx) -> None:
    """Register the role, the table and the check."""
    plain = pass_over, pass_over
    for node in (claim, claim_places):
        app.add_node(node, latex=plain, man=plain, texinfo=plain, text=plain)
    app.add_domain(ClaimDomain)
    app.add_role("claim", ClaimRole())
    app.add_directive("evidence-table", EvidenceTable)
    app.add_post_transform(ResolveClaimPlaces)
    app.connect("env-check-consistency", warn_of_unsaid)
