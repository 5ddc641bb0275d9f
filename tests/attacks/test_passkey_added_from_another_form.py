"""A passkey is added by a form without the session's token."""

import json

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, eve: Authenticator) -> None:
    session = eve.session()
    made = eve.make(session, excludeCredentials=[])
    answer = eve.within(session, "/you/passkeys", answer=json.dumps(made), name="theirs", form_token="x" * 64)

    assert answer.status_code == 403
