"""Passwords are long, kept as Argon2id hashes, and nobody's hash opens anything."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher

from cautery.access import passwords
from cautery.access.passwords import hash_password, is_dated, is_password
from cautery.errors import Invalid, RateLimited
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


def test_few_hashes_are_computed_at_once_and_few_strangers_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    computing, most, turn = 0, 0, threading.Lock()

    class Slow:
        def verify(self, *_: str) -> bool:
            nonlocal computing, most
            with turn:
                computing += 1
                most = max(most, computing)
            time.sleep(0.2)
            with turn:
                computing -= 1
            return False

    monkeypatch.setattr(passwords, "_hasher", Slow())

    def guess(known: bool) -> str:
        try:
            return str(is_password("a", "b", known=known))
        except RateLimited:
            return "come again"

    with ThreadPoolExecutor(40) as guessers:
        said = Counter(guessers.map(guess, [False] * 30 + [True] * 5))

    assert most <= passwords.AT_ONCE
    assert said["come again"] > 0
    assert said["False"] >= 5 + passwords.AT_ONCE


def test_a_hash_of_other_settings_is_dated() -> None:
    old = PasswordHasher(memory_cost=65536, time_cost=3).hash("four lamps at the pier")

    assert is_password("four lamps at the pier", old)
    assert is_dated(old)
    assert not is_dated(hash_password("four lamps at the pier", person=PersonId("ada")))
