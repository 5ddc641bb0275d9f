"""The passkey of somebody who left."""

from cautery.pipeline.entrance.staff import deactivate
from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator) -> None:
    asked = ada.question()
    answer = ada.answer(asked)
    deactivate(site.app.acting_as("boss"), ada.person)

    assert ada.enters(answer).status_code == 403
