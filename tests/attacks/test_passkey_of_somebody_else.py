"""Somebody answers with their own passkey, and names another's."""

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator, eve: Authenticator) -> None:
    asked = ada.question()
    ours, theirs = ada.answer(asked), eve.answer(asked)
    forged = {**theirs, "id": ours["id"], "rawId": ours["rawId"]}

    assert eve.enters(forged).status_code == 403
    named = {**theirs, "response": {**theirs["response"], "userHandle": ours["response"]["userHandle"]}}
    assert eve.enters(named).status_code == 403
    assert eve.enters(theirs).status_code == 200
