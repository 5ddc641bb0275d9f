"""The answer of a provider is handed in at both processes at the same moment."""

from cautery.access.openid import _derived, state_of
from cautery.console.pages.provider import COOKIE as ASKED
from tests.attacks.provider import came_in
from tests.attacks.site import Site
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    browser = twins.one.stranger()
    browser.get("/sign-in/provider")
    secret = browser.cookies[ASKED]
    state = state_of(secret, to="/queue")
    twins.one.provider.nonce = _derived(secret, "nonce")

    def comes(site: Site) -> bool:
        with site.stranger() as one:
            one.cookies.set(ASKED, secret)
            one.headers["Host"] = f"127.0.0.1:{twins.one.port}"
            return came_in(one.get("/sign-in/provider/back", params={"code": "c", "state": state}))

    assert sum(twins.both(comes, times=3)) == 1
