"""Printing on a Dask cluster: the same bytes, and one line where nobody answers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from guidepress.handouts import cluster
from guidepress.project import Project

from .conftest import ROOT
from .town import copy_town, print_for, read_bytes, write_profile

#: A cluster in a process of its own: the tests fork, and it has threads.
CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    options = dict(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with LocalCluster(processes=True, host="127.0.0.1", **options) as cluster:
        print(cluster.scheduler_address, flush=True)
        input()
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A clinic, printed on this machine."""
    project = copy_town(tmp_path_factory.mktemp("cluster") / "town")
    write_profile(project, "one", 'logo = "logos/example.svg"')
    assert print_for(project, "clinics/one.toml") == 0
    return project


@pytest.fixture
def town(printed: Project) -> Project:
    """The clinic, with nothing kept."""
    shutil.rmtree(printed.build / "sheets", ignore_errors=True)
    return printed


@pytest.fixture
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of two processes."""
    folder = tmp_path_factory.mktemp("dask")
    script = folder / "cluster.py"
    script.write_text(CLUSTER, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.communicate("\n", timeout=30)


def test_a_cluster_prints_the_same_bytes(
    town: Project, scheduler: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert scheduler.startswith("tcp://")
    before = read_bytes(town.dist)
    assert print_for(town, "clinics/one.toml", scheduler=scheduler) == 0
    assert read_bytes(town.dist) == before
    assert len(list((town.build / "sheets").glob("*.sheet"))) == 4
    assert capfd.readouterr().err == ""


def test_workers_that_die_again_and_again_are_named(
    town: Project,
    scheduler: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "print_there", lambda job: os._exit(1))
    assert print_for(town, "clinics/one.toml", scheduler=scheduler) == 1
    (line,) = [x for x in capfd.readouterr().err.splitlines() if "SCHEDULER" in x]
    assert line.startswith(f"SCHEDULER: workers of {scheduler} died again and again")


def test_nobody_answers_at_a_closed_port(
    town: Project,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    before = read_bytes(town.dist)
    address = f"tcp://127.0.0.1:{port}"
    assert print_for(town, "clinics/one.toml", scheduler=address) == 1
    line, count = capfd.readouterr().err.splitlines()
    assert line.startswith(f"SCHEDULER: {address}: ")
    assert line.endswith("start the cluster, or mend it")
    assert count == "1 problem; dist/ is as it was."
    assert read_bytes(town.dist) == before


@pytest.mark.parametrize("address", ["nowhere", "tcp://127.0.0.1:door", "ftp://x:1"])
def test_an_address_that_is_none_is_refused(
    town: Project,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    address: str,
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    assert print_for(town, "clinics/one.toml", scheduler=address) == 1
    line, _ = capfd.readouterr().err.splitlines()
    assert line.startswith(f"SCHEDULER: {address}: ")


def test_a_machine_without_dask_says_how_to_install_it(
    town: Project,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "guidepress.handouts.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert print_for(town, "clinics/one.toml", scheduler="tcp://127.0.0.1:1") == 1
    line, _ = capfd.readouterr().err.splitlines()
    assert line.startswith("SCHEDULER: Dask is not installed: pip install distributed")
