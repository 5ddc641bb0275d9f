"""Somebody makes a passkey whose id is another's, and whose key is their own."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator, eve: Authenticator) -> None:
    theirs = ada.answer(ada.question())["id"]
    session = eve.session()
    made = eve.make(session, excludeCredentials=[])
    ours, wanted = (urlsafe_b64decode(one + "==") for one in (made["id"], theirs))
    seen = urlsafe_b64decode(made["response"]["attestationObject"] + "==")
    forged = urlsafe_b64encode(seen.replace(ours, wanted)).decode().rstrip("=")
    taken = {"id": theirs, "rawId": theirs, "response": {**made["response"], "attestationObject": forged}}
    answer = eve.adds(session, {**made, **taken})

    assert answer.status_code in (409, 422)
    assert site.read("SELECT person FROM passkeys WHERE id = ?", theirs) == [(ada.person,)]
    assert ada.enters(ada.answer(ada.question())).status_code == 200
