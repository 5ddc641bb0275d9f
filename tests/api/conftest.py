"""An API with people behind it, and programs that hold their keys."""

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from cautery.access.permissions import permissions_of
from cautery.api.server import make_api
from cautery.app import App
from cautery.model.person import Role
from cautery.pipeline.banks.content_check import ContentCheck
from cautery.pipeline.entrance.staff import make_key
from cautery.pipeline.ingestion.shared import SharedIngestion
from tests.pipeline.conftest import app, town
from tests.staffed import join

__all__ = ["app", "town"]
Program = Callable[..., TestClient]


@pytest.fixture
def program(app: App) -> Iterator[Program]:
    """Give the way to make somebody with roles, and a program that may do all that they may."""
    door, lookout = SharedIngestion(), ContentCheck()
    api = make_api(app, door, lookout)

    def made(*roles: Role, name: str = "ada", scopes: list[str] | None = None) -> TestClient:
        join(app, name, *roles)
        _, secret = make_key(app, name, name="tests", scopes=scopes or permissions_of(roles), days=1)
        client = TestClient(api, raise_server_exceptions=True)
        client.headers["Authorization"] = f"Bearer {secret}"
        return client

    yield made
    door.close()
    lookout.close()
