"""A file is known by its digests, to the last bit."""

from cautery.signals.media.files import fingerprints_of_file


def test_the_digests_are_those_that_everybody_computes() -> None:
    assert [(one.type, one.value) for one in fingerprints_of_file(b"abc")] == [
        ("file_sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("file_md5", "900150983cd24fb0d6963f7d28e17f72"),
    ]
