"""A token whose HMAC is made with the provider's public key (HS256)."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping

from tests.attacks.provider import KEY, came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(signs=by_public_key)

    assert answer.status_code == 403
    assert not came_in(answer)


def by_public_key(claims: Mapping[str, object]) -> str:
    """Sign with what everybody knows."""
    head, body = (b64(json.dumps(one).encode()) for one in ({"alg": "HS256", "kid": "k1"}, dict(claims)))
    signature = hmac.digest(KEY.as_pem(private=False), f"{head}.{body}".encode(), hashlib.sha256)
    return f"{head}.{body}.{b64(signature)}"


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
