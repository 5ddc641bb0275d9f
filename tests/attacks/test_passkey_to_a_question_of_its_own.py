"""A passkey signs a question that nobody asked."""

from base64 import urlsafe_b64encode

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator) -> None:
    challenge = urlsafe_b64encode(b"1.what-we-never-asked.0").decode().rstrip("=")
    answer = ada.answer(ada.question(), challenge=challenge)

    assert ada.enters(answer).status_code == 403
