"""What we sign, the standard's own library accepts; what was changed on the way it does not."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from cautery.kit.webhook import headers_for, read_secret, told

OLD, NEW = b"o" * 32, b"n" * 32


def now() -> datetime:
    return datetime.now(UTC)  # the library looks at the machine's clock


@given(said=st.dictionaries(st.text(), st.text()), secret=st.binary(min_size=24, max_size=64))
def test_what_is_signed_is_accepted(said: dict[str, str], secret: bytes) -> None:
    body = json.dumps(said)
    headers = headers_for("msg_1", body.encode(), secrets=[secret], at=now())

    assert Webhook(told(secret)).verify(body, dict(headers)) == said


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_while_a_secret_is_replaced_both_are_accepted(secret: bytes) -> None:
    headers = headers_for("msg_1", b"{}", secrets=[NEW, OLD], at=now())

    assert Webhook(told(secret)).verify("{}", dict(headers)) == {}


@pytest.mark.parametrize("changed", ["webhook-id", "webhook-timestamp", "webhook-signature", "body", "secret", "late"])
def test_what_was_changed_or_kept_back_is_refused(changed: str) -> None:
    at = now() - timedelta(hours=changed == "late")
    headers = dict(headers_for("msg_1", b'{"lamps": 1}', secrets=[NEW], at=at))
    if changed in headers:
        headers[changed] = headers[changed][:4] + "7777"[: len(headers[changed]) - 4] + headers[changed][8:]
    body = '{"lamps": 2}' if changed == "body" else '{"lamps": 1}'
    secret = OLD if changed == "secret" else NEW

    with pytest.raises(WebhookVerificationError):
        Webhook(told(secret)).verify(body, headers)


@given(secret=st.binary(min_size=24, max_size=64))
def test_a_secret_is_read_as_it_was_told(secret: bytes) -> None:
    assert read_secret(told(secret)) == secret
