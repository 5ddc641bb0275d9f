"""Whatever goes wrong is a problem (RFC 9457) with words, and no trace of our insides."""

from typing import Any

import pytest

from cautery.api.problems import MEDIA_TYPE, status_of
from cautery.errors import CauteryError, Conflict, Invalid, Missing, Permanent, RateLimited, Refused, Temporary
from tests.api.conftest import Program


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (Invalid, 422),
        (Missing, 404),
        (Refused, 403),
        (Conflict, 409),
        (RateLimited, 429),
        (Temporary, 503),
        (Permanent, 502),
    ],
)
def test_each_kind_of_error_has_its_status(kind: type[CauteryError], status: int) -> None:
    assert status_of(kind("x")) == status


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "says"),
    [
        ("GET", "/cases/nothing", None, 404, "no case 'nothing'"),
        ("GET", "/cases?limit=0", None, 422, "limit"),
        ("GET", "/cases?cursor=%FF", None, 422, "cursor"),
        ("POST", "/cases/nothing/decisions", {"measure": "burn"}, 422, "measure"),
        ("GET", "/nowhere", None, 404, "Not Found"),
        ("PUT", "/cases", None, 405, "Not Allowed"),
    ],
)
def test_a_problem_says_what_happened(
    method: str, path: str, body: Any, status: int, says: str, program: Program
) -> None:
    response = program("reviewer").request(method, path, json=body)

    assert response.status_code == response.json()["status"] == status
    assert response.headers["content-type"] == MEDIA_TYPE
    assert says in response.json()["detail"]
