"""What was removed is banked by all that it can be known again by, and by nothing that everybody shows."""

from datetime import UTC, datetime

from cautery.model.bank import BankEntry
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.banks.arming import arm

NOW = datetime(2020, 1, 1, tzinfo=UTC)


def armed(*contents: Content) -> list[BankEntry]:
    said = {"why": "decision 7", "policy": "promotes"}
    return list(arm(contents, said=said, bank="removed", origin="ours", by="local:ada", at=NOW))


def test_texts_contacts_and_links_to_pastes_are_banked_and_the_news_is_not() -> None:
    content = Content(
        text="The lanterns are lit, come and see them. kik me: wick.ember7",
        links=("https://justpaste.it/lanternguard", "https://news.example/today"),
    )

    assert [(one.type, one.value) for one in armed(content)] == [
        ("handoff", "kik:wick.ember7"),
        ("link", "justpaste.it/lanternguard"),
        ("near_text", "the lanterns are lit come and see them kik me wick ember"),
    ]


def test_media_are_banked_as_they_are_and_not_by_views() -> None:
    marks = (
        Fingerprint(type="image_pdq", value="f0" * 32),
        Fingerprint(type="image_pdq", value="0f" * 32, view="mirrored"),
    )
    [entry] = armed(*[Content(media=(MediaContent(kind="image", fingerprints=marks),))] * 2)

    assert (entry.value, entry.why, entry.policy, entry.bank) == ("f0" * 32, "decision 7", "promotes", "removed")
