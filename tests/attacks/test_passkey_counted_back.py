"""A copy of a passkey signs, whose counter is behind the original's."""

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator) -> None:
    ada.set_count(7)
    assert ada.enters(ada.answer(ada.question())).status_code == 200
    ada.set_count(3)
    copied = ada.enters(ada.answer(ada.question()))

    assert copied.status_code == 403
    assert site.read("SELECT signed FROM passkeys WHERE person = ?", ada.person) == [(8,)]
