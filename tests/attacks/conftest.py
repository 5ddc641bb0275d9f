"""One served installation for many attacks: whatever one of them does, the next one finds it answering."""

import zlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.attacks.authenticator import Authenticator, device
from tests.attacks.site import Site, served
from tests.attacks.told import Told, tell
from tests.attacks.twins import Twins, served_twice
from tests.chromium import running

GROUPS = 2
"""Into how many groups attacks on one served site are parted: each runs in a process of its own, with a site of its own."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what shares a site, and let the others run beside it."""
    for item in items:
        if "attacks" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group(f"attacks {_group(item)}"))


def _group(item: pytest.Item) -> str:
    """Name the group of an attack: by what it starts, and otherwise by its name, the same each time."""
    asks = set(getattr(item, "fixturenames", ()))
    for fixture in ("told", "twins", "chromium"):
        if fixture in asks:
            return fixture
    return str(zlib.crc32(item.path.stem.encode()) % GROUPS)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give the site."""
    with served(tmp_path_factory.mktemp("attacked") / "home") as made:
        yield made


@pytest.fixture(scope="package")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    """Give two processes that serve one installation."""
    with served_twice(tmp_path_factory.mktemp("twins") / "home") as made:
        yield made


@pytest.fixture(scope="package")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Give an installation whose owner took in hostile files at a terminal, with all that was said."""
    return tell(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Give a real browser; while it is open, nothing else of its process may run a loop."""
    with running() as browser:
        yield browser


@pytest.fixture
def ada(site: Site, chromium: Browser) -> Iterator[Authenticator]:
    """Give somebody's device with a passkey."""
    with device(site, chromium) as made:
        yield made


@pytest.fixture
def eve(site: Site, chromium: Browser) -> Iterator[Authenticator]:
    """Give the device of somebody else, with a passkey."""
    with device(site, chromium) as made:
        yield made


@pytest.fixture(autouse=True)
def _still_answers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever was tried, the site answers others."""
    sites = _attacked(request)
    yield
    for site in sites:
        assert site.stranger().get("/sign-in").status_code == 200
        assert site.process.poll() is None


def _attacked(request: pytest.FixtureRequest) -> list[Site]:
    """List what a test attacks."""
    if not {"site", "twins", "ada", "eve"} & set(request.fixturenames):
        return []
    if "twins" in request.fixturenames:
        twins: Twins = request.getfixturevalue("twins")
        return [twins.one, twins.other]
    site: Site = request.getfixturevalue("site")
    return [site]
