"""The MD5 of a whole file, as older hash lists have it. Whoever wants can make another file with the same one."""

import hashlib
import re
from collections.abc import Iterable
from typing import ClassVar

from cautery.errors import Invalid
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.signal_type import SignalType

_OF_NOTHING = hashlib.md5(usedforsecurity=False).hexdigest()
_DIGEST = re.compile(r"[0-9a-f]{32}")


class FileMd5(SignalType):
    """32 hex digits."""

    alike: ClassVar = (("AB" * 16, "ab" * 16),)
    unlike: ClassVar = (("ab" * 16, "ab" * 15 + "ac"),)

    def extract(self, content: Content) -> Iterable[str]:
        return tuple(dict.fromkeys(value for media in content.media for value in media.values("file_md5")))

    def canonical(self, value: str) -> str:
        digest = value.strip().lower()
        if not _DIGEST.fullmatch(digest):
            raise Invalid(f"'{value[:80]}' is no MD5; write its 32 hex digits.")
        return digest

    def meant(self, value: str) -> str:
        digest = self.canonical(value)
        if digest == _OF_NOTHING:
            raise Invalid("This is the MD5 of an empty file: every empty file would match it.")
        return digest

    def shown(self, example: str) -> Content:
        fingerprint = Fingerprint(type="file_md5", value=self.canonical(example))
        return Content(media=(MediaContent(kind="document", fingerprints=(fingerprint,)),))

    def says(self, value: str, distance: float) -> str:
        return f"has the MD5 {value[:12]} of a known file"
