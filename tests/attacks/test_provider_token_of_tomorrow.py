"""A token that was made tomorrow."""

import time

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(claims={"iat": int(time.time()) + 86_400, "exp": int(time.time()) + 90_000})

    assert answer.status_code == 403
    assert not came_in(answer)
