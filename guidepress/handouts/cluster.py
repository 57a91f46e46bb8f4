"""Printing on several machines, by Dask: the same jobs, the same bytes.

The machines must see the project's folder at the same place, since pictures,
stylesheets and typefaces are read there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..problems import SourceError
from .jobs import Printed, SheetJob
from .printing import SheetPrinter

try:
    import distributed
except ImportError as error:
    raise SourceError(
        "SCHEDULER",
        "Dask is not installed",
        "pip install distributed, here and on every machine of the cluster",
    ) from error

DASK: Any = distributed  # much of it has no types

#: How long a scheduler may take to answer, in seconds.
PATIENCE = 20


class PrinterPlugin(distributed.WorkerPlugin):
    """Gives a worker of the cluster its printer."""

    def __init__(self, make_printer: Callable[[], SheetPrinter]) -> None:
        self.make_printer = make_printer

    def setup(self, worker: Any) -> None:
        worker.sheet_printer = self.make_printer()
        # a worker may have several threads, and the layout is made for one
        worker.sheet_lock = threading.Lock()


def print_on_cluster(
    jobs: Sequence[SheetJob], make_printer: Callable[[], SheetPrinter], scheduler: str
) -> Iterator[tuple[SheetJob, Printed]]:
    """Print sheets on a cluster; yield each when it is done, in any order.

    :param scheduler: its address: "tcp://10.0.0.1:8786"
    :raises SourceError: nobody answers there
    """
    try:
        client: Any = DASK.Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split()) or "nobody answers"
        raise SourceError(
            "SCHEDULER", f"{scheduler}: {reason}", "start the cluster, or mend it"
        ) from error
    with client:
        client.register_plugin(PrinterPlugin(make_printer))
        futures = client.map(print_there, jobs, pure=False)
        numbers = {future.key: number for number, future in enumerate(futures)}
        try:
            for future, printed in DASK.as_completed(futures, with_results=True):
                yield jobs[numbers[future.key]], printed
        except DASK.KilledWorker as error:
            raise SourceError(
                "SCHEDULER",
                f"workers of {scheduler} died again and again",
                "look into their logs, or give each more memory",
            ) from error


def print_there(job: SheetJob) -> Printed:
    """Print one sheet, in a worker of the cluster."""
    worker: Any = distributed.get_worker()
    with worker.sheet_lock:
        printed: Printed = worker.sheet_printer.print_sheet(job)
    return printed
