"""One served installation for all attacks: whatever one of them does, the next one finds it answering."""

from collections.abc import Iterator

import pytest

from tests.attacks.site import Site, served


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


@pytest.fixture(autouse=True)
def _still_answers(site: Site) -> Iterator[None]:
    """Whatever was tried, the site answers others."""
    yield
    assert site.stranger().get("/sign-in").status_code == 200
    assert site.process.poll() is None
