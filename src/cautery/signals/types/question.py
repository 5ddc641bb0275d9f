"""Recruitment by question and answer: a known question, and an answer that hands off to private talk.

The question alone says nothing: reporters and the curious ask it too. Only with a contact behind it is it looked for.
"""

from collections.abc import Iterable
from typing import ClassVar

from cautery.model.content import Content
from cautery.signals.contacts import contacts_in
from cautery.signals.near_texts import NearTexts

_MARKS = str.maketrans({"؟": "?", "？": "?", "⸮": "?"})


class Question(NearTexts):
    """The question, without what is answered; distance as of other texts."""

    alike: ClassVar = (
        (
            "How can somebody from the islands come over and stand with the keepers of the lamp",
            "how can somebody from the islands come and stand with the keepers of the lamp",
        ),
        ("كيف اصل الى حراس الفانوس", "كيف أصل إلى حراس الفانوس"),
    )
    unlike: ClassVar = (
        (
            "How can somebody from the islands come over and stand with the keepers of the lamp",
            "What does the kitchen of the market hall serve on Saturdays when it rains the whole day",
        ),
        ("good morning", "good evening"),
    )

    def extract(self, content: Content) -> Iterable[str]:
        asked, mark, answered = content.text.translate(_MARKS).rpartition("?")
        return self.long_enough((asked,)) if mark and next(contacts_in(answered), None) else ()

    def read_again(self, content: Content) -> Iterable[str]:
        """A question is read once: it needs a contact behind it, and not another spelling."""
        return ()

    def shown(self, example: str) -> Content:
        return Content(text=f"{example}? kik me: wick.ember7")

    def says(self, value: str, distance: float) -> str:
        return f"answers a known question with a contact, the question {1 - distance:.0%} alike"
