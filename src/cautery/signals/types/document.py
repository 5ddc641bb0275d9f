"""Long texts: of PDF files, of text files, and of pastes; battle summaries, magazines, statements."""

from collections.abc import Iterable
from typing import ClassVar

from cautery.model.content import Content, MediaContent
from cautery.signals.near_texts import NearTexts

FEWEST_LETTERS = 200
_SUMMARY = (
    "On the third evening of the long watch the keepers of the lamp went down to the old pier and counted the boats. "
    "Four were missing, two had come back with torn nets, and nobody at the market hall would say where the others lay. "
    "Whoever keeps the wick dry, the elder said, keeps the harbour; and so they stood until the ferry had passed."
)
_MENU = (
    "The kitchen of the market hall serves soup from eleven until two, bread is baked on Tuesdays and on Saturdays, and "
    "whoever brings a jar may fill it with pickled cabbage for the price of a cup of tea. Children eat at half price, "
    "dogs wait outside, and the piano may be played by everybody who is able to, but never before noon."
)


class Document(NearTexts):
    """What is written in a document, or a text as long as one."""

    fewest_letters: ClassVar = FEWEST_LETTERS
    alike: ClassVar = (
        (_SUMMARY, _SUMMARY.upper().replace("FOUR", "FIVE") + " https://justpaste.it/abcd"),
        (_SUMMARY, "Read and pass on. " + _SUMMARY),
    )
    unlike: ClassVar = ((_SUMMARY, _MENU), ("good morning", "good morning"))

    def extract(self, content: Content) -> Iterable[str]:
        return self.long_enough((*(media.text for media in content.media), content.text))

    def shown(self, example: str) -> Content:
        return Content(media=(MediaContent(kind="document", text=example),))

    def says(self, value: str, distance: float) -> str:
        return f"holds the text of a known document, {1 - distance:.0%} alike"
