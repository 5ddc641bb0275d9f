"""A link to the provider leads to another site afterwards."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    for to in ("//evil.example", "https://evil.example", "/\\evil.example", "/queue\r\nX: y", "javascript:alert(1)"):
        answer = site.by_provider(to=to)

        assert came_in(answer)
        assert answer.headers["location"] == "/queue"
