"""What every test may ask for: the research data, or a line at the end that says what was not run without it.

A test that starts a server, a browser or Spark carries the mark `server`, one that takes seconds by itself `slow`; `make quick`
leaves both out.
"""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.servers.fixtures import matrix, network, pastes, pds, wiki  # noqa: F401

DATA = Path(os.environ.get("CAUTERY_DATA", Path(__file__).parents[2] / "shared" / "data"))
ABSENT = "no research data"
NEEDED = "CAUTERY_DATA_NEEDED"
"""Set to 1, a test without its research data fails instead of being counted as not run."""
SERVERS = {"matrix", "network", "pastes", "pds", "wiki", "postgres_server", "browser", "spark"}
"""Fixtures that start something which `make quick` does without."""
NO_SERVERS = "CAUTERY_NO_SERVERS"
"""Set to 1, a test that opens a port or starts another program fails: what `make quick` runs needs neither."""
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # how long an example takes on a busy machine decides nothing


@pytest.fixture
def real_data(request: pytest.FixtureRequest) -> Path:
    """Give the folder of research data; without one the test is not run."""
    assert request.node.get_closest_marker("real_data"), "a test that reads real data is marked real_data"
    if not DATA.is_dir():
        missing = pytest.fail if os.environ.get(NEEDED) == "1" else pytest.skip
        missing(f"{ABSENT} at '{DATA}'; say where with CAUTERY_DATA")
    return DATA


def pytest_collection_finish() -> None:
    """Hold the tests of `make quick` to what it promises; pytest itself asks the system for its name before."""
    if os.environ.get(NO_SERVERS) == "1":
        sys.addaudithook(_refuse_servers)


def _refuse_servers(event: str, told: tuple[object, ...]) -> None:
    if event == "socket.bind" and isinstance(told[1], tuple):
        raise AssertionError(f"A test of 'make quick' opens the port {told[1]}; mark it 'server'.")
    if event == "subprocess.Popen" and told[0] != sys.executable:
        raise AssertionError(f"A test of 'make quick' starts '{told[0]!s}'; mark it 'server'.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a server, by what it asks for."""
    for item in items:
        of_postgres = "postgresql" in getattr(getattr(item, "callspec", None), "id", "")
        if of_postgres or SERVERS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.server)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """End the run with one line when real data was missing."""
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if ABSENT in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} real-data tests were not run: {ABSENT} at '{DATA}'.")
