"""Texts that were posted before, with words exchanged, hashtags added, or letters written another way."""

from collections.abc import Iterable
from typing import ClassVar

from cautery.model.content import Content
from cautery.signals.near_texts import NearTexts


class NearText(NearTexts):
    """The text of a post."""

    alike: ClassVar = (
        (
            "The lanterns are lit tonight, brothers of the harbour, come and see them before they go out",
            "RT @someone: The lanterns are lit tonight, brothers of the harbour, come and see them before they go out! #lights",
        ),
        ("  Café   Lumière, Rue 12", "café lumière rue 14"),
    )
    unlike: ClassVar = (
        ("good morning", "good evening"),
        (
            "The lanterns are lit tonight, brothers of the harbour, come and see them before they go out",
            "The market is closed tonight, neighbours of the old town, come again and see us on Saturday",
        ),
    )

    def extract(self, content: Content) -> Iterable[str]:
        return self.long_enough((content.text,))

    def says(self, value: str, distance: float) -> str:
        return (
            "repeats a known text word for word"
            if distance == 0.0
            else f"repeats a known text, {1 - distance:.0%} alike"
        )
