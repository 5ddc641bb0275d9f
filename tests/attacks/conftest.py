"""One served installation for all attacks: whatever one of them does, the next one finds it answering."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.attacks.authenticator import Authenticator, device
from tests.attacks.site import Site, served
from tests.chromium import running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the attacks in one process, where they share the site."""
    for item in items:
        if "attacks" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("attacks"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give the site."""
    with served(tmp_path_factory.mktemp("attacked") / "home") as made:
        yield made


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give a real browser."""
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
def _still_answers(site: Site) -> Iterator[None]:
    """Whatever was tried, the site answers others."""
    yield
    assert site.stranger().get("/sign-in").status_code == 200
    assert site.process.poll() is None
