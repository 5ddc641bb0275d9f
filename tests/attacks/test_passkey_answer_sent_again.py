"""An answer of a passkey is sent a second time."""

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator) -> None:
    answer = ada.answer(ada.question())

    assert ada.enters(answer).status_code == 200
    assert ada.enters(answer).status_code == 403
