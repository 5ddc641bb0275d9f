"""Somebody ends the passkey of another."""

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator, eve: Authenticator) -> None:
    theirs = ada.answer(ada.question())["id"]

    assert eve.within(eve.session(), "/you/passkeys/end", passkey=theirs).status_code == 404
    assert ada.enters(ada.answer(ada.question())).status_code == 200
