"""What a file is as a whole, to the last bit."""

import hashlib

from cautery.model.content import Fingerprint


def fingerprints_of_file(data: bytes) -> tuple[Fingerprint, ...]:
    """Give the digests by which the field exchanges files; whoever changes one bit escapes them."""
    return (
        Fingerprint(type="file_sha256", value=hashlib.sha256(data).hexdigest()),
        Fingerprint(type="file_md5", value=hashlib.md5(data, usedforsecurity=False).hexdigest()),
    )
