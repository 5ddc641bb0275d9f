"""Each server once in a run, started for the first test that asks for it. Tests of one server carry its `xdist_group`."""

from collections.abc import Iterator

import pytest

from tests.servers import atproto, bepasty, mediawiki, synapse


@pytest.fixture(scope="session")
def pds() -> Iterator[atproto.Pds]:
    """Give a data server of the AT Protocol."""
    with atproto.pds() as server:
        yield server


@pytest.fixture(scope="session")
def network() -> Iterator[atproto.Network]:
    """Give a whole network of the AT Protocol, with Ozone."""
    with atproto.network() as servers:
        yield servers


@pytest.fixture(scope="session")
def matrix() -> Iterator[synapse.Synapse]:
    """Give a server of Matrix."""
    with synapse.running() as server:
        yield server


@pytest.fixture(scope="session")
def wiki() -> Iterator[mediawiki.Wiki]:
    """Give a MediaWiki."""
    with mediawiki.running() as server:
        yield server


@pytest.fixture(scope="session")
def pastes() -> Iterator[str]:
    """Give the address of a site where people paste things."""
    with bepasty.running() as address:
        yield address
