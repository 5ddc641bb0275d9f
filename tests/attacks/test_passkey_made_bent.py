"""New passkeys that no authenticator made: cut, nested, of other types."""

from base64 import urlsafe_b64encode

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator) -> None:
    session = ada.session()
    good = ada.make(session, excludeCredentials=[])
    inside = good["response"]
    bent: list[object] = [
        7,
        {**good, "response": None},
        {**good, "id": 5},
        {**good, "response": {**inside, "attestationObject": ""}},
        {**good, "response": {**inside, "attestationObject": inside["attestationObject"][:40]}},
        {**good, "response": {**inside, "attestationObject": "gaFhYQ" * 40}},
        {**good, "response": {**inside, "attestationObject": urlsafe_b64encode(b"\x81" * 9000).decode()}},
        {**good, "response": {**inside, "attestationObject": urlsafe_b64encode(b"\xbb" + b"\xff" * 9).decode()}},
    ]
    answers = [ada.adds(session, one).status_code for one in bent]  # type: ignore[arg-type]

    assert set(answers) <= {403, 422}
