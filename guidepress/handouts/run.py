"""A print run: the handouts for one clinic or many, or without a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from tqdm import tqdm

from ..problems import Problem
from .blame import PlainSheets
from .contact_sheet import plan_contact_sheet
from .delivery import Delivery
from .jobs import Printed, SheetJob
from .kept_sheets import OLD, SheetCache
from .planning import Planner

#: Prints jobs, in any order.
Print = Callable[[Sequence[SheetJob]], Iterator[tuple[SheetJob, Printed]]]


class Receiver(Protocol):
    """Takes what was printed."""

    def add(self, job: SheetJob, printed: Printed) -> None: ...


class PrintRun:
    """Prints what is not kept from before, and delivers it."""

    def __init__(self, planner: Planner, cache: SheetCache, print_: Print) -> None:
        self.planner, self.cache, self.print = planner, cache, print_

    def run(self, deliveries: Sequence[Delivery]) -> list[Problem]:
        """Fill the folders; return what is wrong with the text itself.

        What is wrong with the words of one clinic is a problem of its delivery.
        """
        self.deliver(
            (d, job) for d in deliveries for job in self.planner.plan(d.clinic)
        )
        self.deliver(self.plan_contact_sheets(deliveries))
        problems = self.find_faults_of_text(deliveries)
        for delivery in deliveries:
            delivery.finish()
        self.cache.forget_old(OLD)
        return problems

    def plan_contact_sheets(
        self, deliveries: Iterable[Delivery]
    ) -> Iterator[tuple[Delivery, SheetJob]]:
        """Yield the job of each contact sheet, which shows what was printed."""
        config = self.planner.texts.config
        handouts = [sheet.handout for sheet in self.planner.sheets.values()]
        for delivery in deliveries:
            if delivery.firsts:
                yield delivery, plan_contact_sheet(config, delivery, handouts)

    def deliver(self, planned: Iterable[tuple[Receiver, SheetJob]]) -> None:
        """Print jobs and put what comes of them where it belongs."""
        missing: dict[SheetJob, list[Receiver]] = {}
        for receiver, job in planned:
            if printed := self.cache.find(job):
                receiver.add(job, printed)
            else:  # some are the same for many clinics
                missing.setdefault(job, []).append(receiver)
        if not missing:
            return
        # no bar where nobody looks, such as in a log
        jobs = self.print(list(missing))
        bar = tqdm(jobs, total=len(missing), unit="file", disable=None)
        for job, printed in bar:
            self.cache.keep(job, printed)
            for receiver in missing[job]:
                receiver.add(job, printed)

    def find_faults_of_text(self, deliveries: Sequence[Delivery]) -> list[Problem]:
        """Return the problems that a sheet has without a clinic too."""
        faulty = [found for d in deliveries if d.clinic for found in d.faulty]
        plain = PlainSheets(faulty)
        self.deliver(plain.plan(self.planner))
        found = dict.fromkeys(p for problems in plain.faulty.values() for p in problems)
        for delivery in deliveries:
            found |= dict.fromkeys(delivery.settle(plain.faulty))
        return sorted(found)  # in whichever order they were printed
