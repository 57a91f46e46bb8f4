"""Where each claim is said: the role that marks a sentence, and what it records."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from ..book import list_slots
from ..locators import Place
from ..problems import closest
from .nodes import claim
from .register import Claim, Register, load_register, locate_register

logger = logging.getLogger(__name__)

#: "citekey, citekey <C08>", or the id alone for all works of the claim.
MARK = re.compile(
    r"\s*(?:(?P<keys>[^<>]+?)\s*<\s*(?P<id>[^<>]+?)\s*>|(?P<only>[^<>]+?))\s*"
)


class Saying(NamedTuple):
    """A sentence that carries a claim."""

    claim: str  #: the claim's id
    docname: str
    node_id: str  #: the id of its mark


class ClaimDomain(Domain):
    """Keeps the sayings of every document."""

    name = "claim"
    label = "Claims"
    initial_data: ClassVar[dict[str, Any]] = {"sayings": []}
    data_version = 1

    @property
    def sayings(self) -> list[Saying]:
        """Every saying, in the order of reading."""
        sayings: list[Saying] = self.data["sayings"]
        return sayings

    def note(self, id_: str, mark: claim, document: nodes.document) -> None:
        """Record a saying and give its mark an id: "claim-c08", "claim-c08-2"."""
        docname = self.env.docname
        number = 1 + sum(s[:2] == (id_, docname) for s in self.sayings)
        node_id = f"claim-{id_.lower()}" + (f"-{number}" if number > 1 else "")
        mark["ids"].append(node_id)
        document.note_explicit_target(mark)
        self.sayings.append(Saying(id_, docname, node_id))

    def list_places(self, id_: str) -> list[Place]:
        """Return where the book says a claim."""
        book = {slot.docname for slot in list_slots(self.env)}
        said = (saying for saying in self.sayings if saying.claim == id_)
        return [Place(s.docname, s.node_id) for s in said if s.docname in book]

    def clear_doc(self, docname: str) -> None:
        self.data["sayings"] = [s for s in self.sayings if s.docname != docname]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self.sayings.extend(s for s in otherdata["sayings"] if s.docname in docnames)

    def resolve_any_xref(self, *_: Any, **__: Any) -> list[Any]:
        return []


class ClaimRole(SphinxRole):
    """``{claim}`C08` ``: this sentence carries a claim, and here are its works."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        register = load_register(self.config)
        if register is None:
            return self.refuse("“claim” needs guidepress_claims in conf.py")
        path = locate_register(self.config)
        assert path is not None
        self.env.note_dependency(str(path))
        match = MARK.fullmatch(self.text)
        id_ = (match["id"] or match["only"]) if match else self.text
        found = register.find(id_)
        if match is None or found is None:
            return self.refuse(
                f"there is no claim {id_} in {path.name}: add it there or mend the "
                f"id{closest(id_, [c.id for c in register.claim])}"
            )
        return self.mark(found, match["keys"])

    def mark(
        self, found: Claim, keys: str | None
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the mark, with a citation of the works named or of all."""
        named = [key.strip() for key in keys.split(",")] if keys else found.evidence
        for key in named:
            if key not in found.evidence:
                return self.refuse(
                    f"{key} is no evidence of {found.id} in the register: add it "
                    f"there or cite another work{closest(key, found.evidence)}"
                )
        result = claim("", claim=found.id)
        messages: list[nodes.system_message] = []
        if named:
            cite = self.env.get_domain("cite").role("p")
            assert cite is not None
            cited, messages = cite(
                "cite:p", self.rawtext, ",".join(named), self.lineno, self.inliner
            )
            result += cited
        self.set_source_info(result)
        domain = self.env.get_domain("claim")
        assert isinstance(domain, ClaimDomain)
        domain.note(found.id, result, self.inliner.document)
        return [result], messages

    def refuse(
        self, message: str
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Warn of a mark that means nothing, and leave it out."""
        logger.warning(
            message,
            location=self.get_location(),
            type="guidepress",
            subtype="claim",
        )
        return [], []


def list_unsaid(register: Register, domain: ClaimDomain) -> list[int]:
    """Return which claims of the register no sentence carries, by their number."""
    said = {saying.claim for saying in domain.sayings}
    return [n for n, item in enumerate(register.claim) if item.id not in said]
