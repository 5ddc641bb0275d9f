"""A provider has twenty thousand keys."""

import json

from tests.attacks.provider import JWKS, came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(
        answers={"/keys": json.dumps({"keys": [JWKS["keys"][0] | {"kid": f"x{n}"} for n in range(2000)]}).encode()}
    )

    assert answer.status_code == 403
    assert not came_in(answer)
