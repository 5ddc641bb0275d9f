"""Keys that hold a shared secret, and a token signed with it."""

import json
from collections.abc import Mapping

from joserfc import jwt
from joserfc.jwk import OctKey

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"
SECRET = OctKey.generate_key(256, {"kid": "s"})
SECRET_KEYS = json.dumps({"keys": [SECRET.as_dict(private=True)]}).encode()


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(signs=by_secret, answers={"/keys": SECRET_KEYS})

    assert answer.status_code == 403
    assert not came_in(answer)


def by_secret(claims: Mapping[str, object]) -> str:
    """Sign with a secret that everybody can read."""
    return jwt.encode({"alg": "HS256", "kid": "s"}, dict(claims), SECRET, algorithms=["HS256"])
