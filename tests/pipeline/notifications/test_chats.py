"""A chat is told the kind, the policy, the deadline and a link, and nothing that anybody said or is called."""

from datetime import UTC, datetime

import msgspec
import pytest

from cautery.kit.canonical import canonical_json
from cautery.model.hook import FORMS, KINDS, HookForm, HookId, Message, MessageKind
from cautery.pipeline.notifications.chats import SAYS, chat_body, chat_text

SITE = "https://console.example/"


def message(kind: MessageKind, **data: object) -> Message:
    return Message(
        id="msg_1",
        hook=HookId("hook_1"),
        kind=kind,
        body=canonical_json({"type": kind, "timestamp": "2026-01-01T00:00:00Z", "data": data}).decode(),
        tries=0,
        state="waiting",
        next_at=datetime(2026, 1, 1, tzinfo=UTC),
        says="",
    )


OPENED = message(
    "case.opened", case="c7", account="zoe @everyone <!channel>", platform="harbour", due="2026-01-02T03:04:05Z"
)


def test_one_case_is_told_with_its_deadline_and_its_link() -> None:
    assert chat_text([OPENED], site=SITE) == (
        "cautery: case opened · due 2026-01-02 03:04 UTC · https://console.example/cases/c7"
    )


def test_many_of_a_kind_are_one_line_with_the_first_deadline() -> None:
    later = message("case.opened", case="c8", due="2026-01-09T00:00:00Z", clause="promotes")

    assert chat_text([later, OPENED], site=SITE) == (
        "cautery: 2 × case opened · policy promotes · first due 2026-01-02 03:04 UTC · https://console.example/queue"
    )


def test_an_appeal_leads_to_the_appeal_and_without_a_site_there_is_no_link() -> None:
    assert chat_text([message("appeal.filed", appeal="a1", decision="d1")], site=SITE).endswith("/appeals/a1")
    assert "http" not in chat_text([OPENED], site="")


@pytest.mark.parametrize("form", FORMS)
def test_no_name_reaches_a_chat_and_nobody_is_pinged(form: HookForm) -> None:
    said = chat_body(form, chat_text([OPENED], site=SITE)).decode()

    assert "zoe" not in said
    assert "@" not in said
    if form == "discord":
        assert msgspec.json.decode(said)["allowed_mentions"] == {"parse": []}


def test_slack_gets_its_letters_escaped() -> None:
    assert msgspec.json.decode(chat_body("slack", "a < b & c"))["text"] == "a &lt; b &amp; c"


def test_every_kind_has_words() -> None:
    assert set(SAYS) == set(KINDS)
