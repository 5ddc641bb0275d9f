"""A token with the algorithm 'none'."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(signs=unsigned)

    assert answer.status_code == 403
    assert not came_in(answer)


def unsigned(claims: Mapping[str, object]) -> str:
    """Sign nothing."""
    head, body = (b64(json.dumps(one).encode()) for one in ({"alg": "none", "typ": "JWT"}, dict(claims)))
    return f"{head}.{body}."


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
