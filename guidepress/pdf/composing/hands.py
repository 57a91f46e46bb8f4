"""The hands of the composer: workers in processes of their own, or one in this."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Protocol

from ...crew import Crew, receive
from ...problems import Problem
from ..pagination import Job, Mould, Proof
from .order import FontUse, Order, Sheets, Tools

if TYPE_CHECKING:
    from .worker import Worker

#: Makes what a worker needs; called in the process that lays out.
MakeTools = Callable[[], Tools]


class Hands(Protocol):
    """Whoever does the work of the composer."""

    def lay_out(self, jobs: Sequence[Job]) -> dict[Job, Proof]:
        """Lay out jobs."""

    def write(self, orders: Iterable[Order]) -> dict[Job, Sheets]:
        """Write parts that were laid out."""

    def write_fonts(self, used: dict[str, FontUse]) -> tuple[bytes, list[Problem]]:
        """Return a PDF with the fonts, and what was wrong with the stylesheets."""

    def close(self) -> None:
        """End the work."""


class OneHand:
    """A worker in this process."""

    def __init__(self, make_tools: MakeTools) -> None:
        self.worker = load_worker(make_tools)()

    def lay_out(self, jobs: Sequence[Job]) -> dict[Job, Proof]:
        return {job: self.worker.lay_out(job) for job in jobs}

    def write(self, orders: Iterable[Order]) -> dict[Job, Sheets]:
        return {order.job: self.worker.write(order) for order in orders}

    def write_fonts(self, used: dict[str, FontUse]) -> tuple[bytes, list[Problem]]:
        return self.worker.write_fonts(used)

    def close(self) -> None:
        pass


class ManyHands(Crew):
    """Workers in forked processes."""

    def __init__(self, make_tools: MakeTools, count: int) -> None:
        super().__init__(lambda: load_worker(make_tools), count)
        self.holders: dict[Mould, Connection] = {}

    def lay_out(self, jobs: Sequence[Job]) -> dict[Job, Proof]:
        """Lay out jobs, the longest first, each by whoever is free."""
        waiting = sorted(jobs, key=lambda job: len(job.html))

        def give(hand: Connection) -> Job | None:
            if not waiting:
                return None
            self.holders[waiting[-1].mould] = hand
            hand.send(("lay_out", waiting[-1]))
            return waiting.pop()

        return dict(self.keep_busy(give))

    def write(self, orders: Iterable[Order]) -> dict[Job, Sheets]:
        """Write parts, each by the one who laid it out."""
        waiting: dict[Connection, list[Order]] = {hand: [] for hand in self.hands}
        for order in orders:
            waiting[self.holders[order.job.mould]].append(order)

        def give(hand: Connection) -> Job | None:
            if not waiting[hand]:
                return None
            hand.send(("write", waiting[hand][-1]))
            return waiting[hand].pop().job

        return dict(self.keep_busy(give))

    def write_fonts(self, used: dict[str, FontUse]) -> tuple[bytes, list[Problem]]:
        self.hands[0].send(("write_fonts", used))
        data, problems = receive(self.hands[0])
        return data, problems


def load_worker(make_tools: MakeTools) -> Callable[[], Worker]:
    """Import WeasyPrint, and return what makes a worker."""
    from .worker import Worker

    return lambda: Worker(make_tools)
