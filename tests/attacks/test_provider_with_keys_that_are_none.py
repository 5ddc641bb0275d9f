"""A provider's keys are no keys."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(answers={"/keys": b'{"keys": [{"kty": "RSA", "n": 5, "e": []}, 7, null]}'})

    assert answer.status_code == 403
    assert not came_in(answer)
