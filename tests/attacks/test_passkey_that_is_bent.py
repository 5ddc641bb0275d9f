"""Answers that no authenticator made: cut, nested, of other types, with other signatures."""

import json
from base64 import urlsafe_b64encode

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator) -> None:
    good = ada.answer(ada.question())
    inside = good["response"]
    deep = "[" * 9000 + "]" * 9000
    client = urlsafe_b64encode(f'{{"challenge": {deep}}}'.encode()).decode()
    bent: list[object] = [
        7,
        [],
        {**good, "response": None},
        {**good, "id": 5},
        {**good, "id": "", "rawId": ""},
        {**good, "response": {**inside, "signature": inside["signature"][:-8]}},
        {**good, "response": {**inside, "signature": ""}},
        {**good, "response": {**inside, "authenticatorData": ""}},
        {**good, "response": {**inside, "authenticatorData": inside["authenticatorData"][:20]}},
        {**good, "response": {**inside, "authenticatorData": [1, 2]}},
        {**good, "response": {**inside, "clientDataJSON": "é"}},
        {**good, "response": {**inside, "clientDataJSON": client[:13_000]}},
        {**good, "response": {**inside, "userHandle": {"a": 1}}},
        {**good, "authenticatorAttachment": 3, "type": "x"},
    ]
    answers = [ada.stranger().post("/passkey", data={"answer": json.dumps(one)}).status_code for one in bent]
    answers += [ada.stranger().post("/passkey", data={"answer": one}).status_code for one in (deep, "{", "", "\0")]

    assert set(answers) <= {403, 422}
