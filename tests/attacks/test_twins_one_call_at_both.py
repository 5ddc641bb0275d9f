"""One call is sent to both processes at the same moment, under one idempotency key."""

import httpx

from cautery.store import hooks
from tests.attacks.site import HOOK, Site
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    secret = twins.one.secret_key(twins.one.person("admin"), "admin")

    def calls(site: Site) -> int:
        headers = {"Idempotency-Key": "once", "Authorization": f"Bearer {secret}"}
        return httpx.post(f"{site.url}/v1/hooks", json=HOOK, headers=headers, timeout=60).status_code

    answers = twins.both(calls, times=4)
    with twins.one.app.reading() as connection:
        made = [one for one in hooks.active(connection) if one.url == HOOK["url"]]

    assert set(answers) <= {201, 409}
    assert len(made) == 1
