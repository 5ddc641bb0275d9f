"""A letter to an invented account holder."""

from cautery.model.account import Account, AccountId, Platform
from cautery.platforms.messenger import Letter
from tests.world import NOON

LETTER = Letter(
    id="holder_4711",
    kind="statement.made",
    to="lantern@reader.example",
    about=Account(platform=Platform("quay"), id=AccountId("lantern")),
    title="Your account was suspended",
    paragraphs=("Why: the song.", "Die Gründe stehen hier."),
    language="en",
    link="https://quay.example/why/abc",
    at=NOON,
)
