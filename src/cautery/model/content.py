"""What is looked at when something is to be recognised: text, links and media, wherever they came from."""

from dataclasses import dataclass
from typing import Literal

MediaKind = Literal["image", "video", "audio", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """One value of a piece of media, in the form of its signal type."""

    type: str
    value: str
    view: str = ""
    """How it was looked at: '' as it is, 'mirrored', 'without its border', ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaContent:
    """A picture, film, recording or document, known only by its fingerprints."""

    kind: MediaKind
    fingerprints: tuple[Fingerprint, ...] = ()
    text: str = ""
    """What is written in a document."""
    notes: tuple[str, ...] = ()
    """What of it was not looked at, and why."""

    def values(self, type_name: str) -> tuple[str, ...]:
        """Give its values of one signal type, each once."""
        return tuple(
            dict.fromkeys(fingerprint.value for fingerprint in self.fingerprints if fingerprint.type == type_name)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One thing that was published, or is about to be."""

    text: str = ""
    links: tuple[str, ...] = ()
    media: tuple[MediaContent, ...] = ()
