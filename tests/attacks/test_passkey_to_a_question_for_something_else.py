"""The question for a new passkey is answered at the door."""

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator) -> None:
    asked = ada.within(ada.session(), "/you/passkeys/question").json()
    answer = ada.answer(ada.question(), challenge=asked["challenge"])

    assert ada.enters(answer).status_code == 403
