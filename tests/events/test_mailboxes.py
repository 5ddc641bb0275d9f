"""One mailbox is one, however its address is written."""

import pytest

from cautery.events.mailboxes import mailbox

SAME = [
    ("anna.birch@gmail.com", "annabirch+news@googlemail.com"),
    ("Ben@outlook.com", "ben+shop@outlook.com"),
    ("c.dale@proton.me", "c_dale@pm.me"),
    ("elsa@me.com", "elsa+1@icloud.com"),
    ("finn-glen@ya.ru", "finn.glen@yandex.com"),
    ("greta@posteo.example", "greta+x@POSTEO.example."),
]
OTHERS = [
    ("anna.birch@gmail.com", "anna.birch@outlook.com"),
    ("anna.birch@posteo.example", "annabirch@posteo.example"),
    ("ben@hotmail.com", "ben@outlook.com"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_mailbox_is_known_again(one: str, other: str) -> None:
    assert mailbox(one) == mailbox(other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_mailboxes_stay_two(one: str, other: str) -> None:
    assert mailbox(one) != mailbox(other)


@pytest.mark.parametrize("address", ["", "@", "anna", "anna@", "@gmail.com", "anna@localhost", "0a" * 32])
def test_what_is_no_address_reaches_no_mailbox(address: str) -> None:
    assert mailbox(address) is None


@pytest.mark.parametrize("address", ["...@gmail.com", "+x@gmail.com", "---@proton.me"])
def test_a_name_of_signs_alone_stays_somebodys_own(address: str) -> None:
    assert mailbox(address) not in ("@gmail.com", "@proton.me")
