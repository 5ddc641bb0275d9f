"""What is encrypted to a key is opened by its other half only."""

import pytest

from cautery.errors import Invalid
from cautery.kit.age import decrypt_with, encrypt_to, new_age_key


def test_only_the_secret_half_opens_what_the_public_half_encrypted() -> None:
    ours, other = new_age_key(), new_age_key()
    sealed = encrypt_to(ours.public, b"the town's keys")

    assert b"town" not in sealed
    assert decrypt_with(f"# a comment\n{ours.secret}\n", sealed) == b"the town's keys"
    with pytest.raises(Invalid, match="does not open the backup"):
        decrypt_with(other.secret, sealed)


def test_what_is_no_key_is_said() -> None:
    with pytest.raises(Invalid, match="no public key of age"):
        encrypt_to("age1nonsense", b"")
    for text in ("", "hello"):
        with pytest.raises(Invalid, match="no secret key of age"):
            decrypt_with(text, b"")


def test_a_key_is_never_printed() -> None:
    made = new_age_key()

    assert made.secret not in repr(made)
