"""Each platform of the shelf, for the drill: started once in a run, and behind a way on which things can go wrong."""

from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.servers.atproto import Network, Pds
from tests.servers.faults import Way, way
from tests.servers.mediawiki import Wiki
from tests.servers.receiver import receiver_of_the_documentation
from tests.servers.synapse import Synapse
from tests.shelves.cases import Given, given_by
from tests.shelves.drills import DRILLS, Drill, Outside, Started


def _grouped(started: dict[str, Started]) -> list[object]:
    return [
        pytest.param(name, marks=pytest.mark.xdist_group(one.group) if one.group else ())
        for name, one in started.items()
    ]


ALL = _grouped(dict(DRILLS))
OUTSIDE = _grouped({name: one for name, one in DRILLS.items() if name != "simulator"})


@pytest.fixture(params=ALL)
def drill(request: pytest.FixtureRequest) -> Iterator[Drill]:
    """Take one platform of the shelf after the other."""
    started = DRILLS[request.param].start(request)
    yield started
    started.connector.close()


@pytest.fixture(params=OUTSIDE)
def far(request: pytest.FixtureRequest) -> Iterator[tuple[Drill, Outside]]:
    """Take one platform that is asked over the network after the other."""
    started = DRILLS[request.param].start(request)
    assert started.outside is not None
    yield started, started.outside
    started.connector.close()


@pytest.fixture(scope="session")
def pds_way(pds: Pds) -> Iterator[Way]:
    with way(pds.address) as opened:
        yield opened


@pytest.fixture(scope="session")
def network_way(network: Network) -> Iterator[Way]:
    with way(network.pds.address) as opened:
        yield opened


@pytest.fixture(scope="session")
def matrix_way(matrix: Synapse) -> Iterator[Way]:
    with way(matrix.address) as opened:
        yield opened


@pytest.fixture(scope="session")
def wiki_way(wiki: Wiki) -> Iterator[Way]:
    with way(wiki.address) as opened:
        yield opened


@pytest.fixture(scope="session")
def pastes_way(pastes: str) -> Iterator[Way]:
    with way(pastes) as opened:
        yield opened


@pytest.fixture(scope="session")
def receiver() -> Iterator[ModuleType]:
    with receiver_of_the_documentation() as site:
        yield site


@pytest.fixture(scope="session")
def receiver_way(receiver: ModuleType) -> Iterator[Way]:
    with way(receiver.ADDRESS) as opened:
        yield opened


@pytest.fixture(params=["ours", "reported"])
def given(request: pytest.FixtureRequest) -> Given:
    """Give the inputs of a numbered case: our own, and the reported ones."""
    return given_by(request.param)
