"""The SHA-256 of a whole file: the very same bytes, and nothing that is one bit away."""

import hashlib
import re
from collections.abc import Iterable
from typing import ClassVar

from cautery.errors import Invalid
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.signal_type import SignalType

_OF_NOTHING = hashlib.sha256().hexdigest()
_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileSha256(SignalType):
    """64 hex digits."""

    alike: ClassVar = (("AB" * 32, "ab" * 32),)
    unlike: ClassVar = (("ab" * 32, "ab" * 31 + "ac"),)

    def extract(self, content: Content) -> Iterable[str]:
        return tuple(dict.fromkeys(value for media in content.media for value in media.values("file_sha256")))

    def canonical(self, value: str) -> str:
        digest = value.strip().lower()
        if not _DIGEST.fullmatch(digest):
            raise Invalid(f"'{value[:80]}' is no SHA-256; write its 64 hex digits.")
        return digest

    def meant(self, value: str) -> str:
        digest = self.canonical(value)
        if digest == _OF_NOTHING:
            raise Invalid("This is the SHA-256 of an empty file: every empty file would match it.")
        return digest

    def shown(self, example: str) -> Content:
        fingerprint = Fingerprint(type="file_sha256", value=self.canonical(example))
        return Content(media=(MediaContent(kind="document", fingerprints=(fingerprint,)),))

    def says(self, value: str, distance: float) -> str:
        return f"is a known file, to the last bit (SHA-256 {value[:12]})"
