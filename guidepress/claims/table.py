"""The evidence table: each claim, how strongly it is said, from what and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..locators import Locating, Sections
from .domain import ClaimDomain
from .nodes import claim_places
from .register import Claim, Register, Strength, load_register, locate_register

#: The heads of the columns.
HEADS = ("What we say", "Where")


class EvidenceTable(SphinxDirective):
    """`:::{evidence-table}`: made from the register, so that nothing is told twice.

    One section for each strength: a column for it would be too narrow on a phone.
    """

    def run(self) -> list[nodes.Node]:
        register = load_register(self.config)
        if register is None:
            raise self.error("“evidence-table” needs guidepress_claims in conf.py")
        self.env.note_dependency(str(locate_register(self.config)))
        sections = [self.make_section(register, s) for s in register.strength]
        for section in sections:
            for node in section.findall(nodes.Element):
                self.set_source_info(node)
        return list(sections)

    def make_section(self, register: Register, strength: Strength) -> nodes.section:
        """Return the claims of one strength."""
        claims = [c for c in register.claim if c.strength == strength.name]
        title = f"Said {strength.name}"
        section = nodes.section("", nodes.title("", title))
        section["names"].append(nodes.fully_normalize_name(title))
        self.state.document.note_implicit_target(section, section)
        section += nodes.paragraph("", strength.means)
        if claims:
            group = nodes.tgroup("", *(nodes.colspec() for _ in HEADS), cols=len(HEADS))
            group += nodes.thead("", make_row(nodes.paragraph("", h) for h in HEADS))
            group += nodes.tbody("", *map(self.make_claim_row, claims))
            section += nodes.table("", group, classes=["evidence"])
        return section

    def make_claim_row(self, claim: Claim) -> nodes.row:
        """Return the row of a claim."""
        says = nodes.paragraph("", f"{claim.id}. {claim.says}")
        if claim.evidence:
            cite = self.env.get_domain("cite").role("p")
            assert cite is not None
            keys = ",".join(claim.evidence)
            cited, _ = cite("cite:p", keys, keys, self.lineno, self.state.inliner)
            says += cited
        return make_row([says, nodes.paragraph("", "", claim_places(claim=claim.id))])


def make_row(cells: Iterable[nodes.Node]) -> nodes.row:
    """Return a row of a table."""
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))


class ResolveClaimPlaces(SphinxPostTransform):
    """Puts links to the sentences that say a claim into the evidence table."""

    default_priority = 4  # before citations are resolved, which reads the text

    def run(self, **kwargs: object) -> None:
        waiting = list(self.document.findall(claim_places))
        if not waiting:
            return
        domain = cast("ClaimDomain", self.env.get_domain("claim"))
        docname = self.env.current_document.docname
        locating = Locating(Sections(self.env), self.env._app.builder, docname)
        for node in waiting:
            places = domain.list_places(node["claim"])
            node.replace_self(locating.link(places, by_chapter=True))
