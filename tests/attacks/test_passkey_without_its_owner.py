"""A passkey signs without looking whether its owner is there."""

from base64 import urlsafe_b64decode

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator) -> None:
    unlocked = ada.answer(ada.question())
    ada.locks()
    answer = ada.answer(ada.question(), userVerification="discouraged")
    flags = urlsafe_b64decode(answer["response"]["authenticatorData"] + "==")[32]

    assert not flags & 4
    assert ada.enters(answer).status_code == 403
    assert ada.enters(unlocked).status_code == 200
