"""Passwords are long, kept as Argon2id hashes, and nobody's hash opens anything."""

import pytest

from cautery.access.passwords import hash_password, is_password
from cautery.errors import Invalid
from cautery.model.person import PersonId

ADA = PersonId("ada")


def test_the_right_password_opens_and_another_does_not() -> None:
    kept = hash_password("four lamps at the pier", person=ADA)

    assert kept.startswith("$argon2id$")
    assert is_password("four lamps at the pier", kept)
    assert not is_password("four lamps at the pieR", kept)


@pytest.mark.parametrize("easy", ["short", "aaaaaaaaaaaaaaaa", "I am Ada of the pier", "x" * 201])
def test_what_is_easy_to_guess_is_refused(easy: str) -> None:
    with pytest.raises(Invalid, match="A password"):
        hash_password(easy, person=ADA)


@pytest.mark.parametrize("kept", [None, "", "no hash at all"])
def test_where_no_hash_is_kept_nothing_opens(kept: str | None) -> None:
    assert not is_password("there is nobody of that name", kept)
