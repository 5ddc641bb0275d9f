"""A token signed with the attacker's key, which stands in its header."""

from collections.abc import Mapping

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(signs=with_own_key)

    assert answer.status_code == 403
    assert not came_in(answer)


def with_own_key(claims: Mapping[str, object]) -> str:
    """Sign with a key that the token itself names."""
    own = RSAKey.generate_key(2048)
    head = {"alg": "RS256", "kid": "k1", "jwk": own.as_dict(private=False), "jku": "https://sso.evil.example/keys"}
    return jwt.encode(head, dict(claims), own, algorithms=["RS256"])
