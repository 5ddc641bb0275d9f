"""A passkey that was made for one person is added to another."""

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator, eve: Authenticator) -> None:
    made = eve.make(eve.session(), excludeCredentials=[])
    answer = ada.adds(ada.session(), made)

    assert answer.status_code == 422
    assert site.read("SELECT count(*) FROM passkeys WHERE person = ?", ada.person) == [(1,)]
