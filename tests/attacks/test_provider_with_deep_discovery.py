"""What a provider tells of itself is nested a hundred thousand deep."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(
        answers={"/.well-known/openid-configuration": b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"}
    )

    assert answer.status_code == 403
    assert not came_in(answer)
