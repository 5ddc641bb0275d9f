"""Only the contract's fields are kept; the others are counted by name, at any depth."""

from collections import Counter

import pytest

from cautery.model.known import suggestion_for, told, without_unknown

WHO = {"id": "e1", "at": "2024-05-01T10:00:00Z", "platform": "plaza", "account": "a1"}


def test_what_the_contract_knows_stays_as_it_is() -> None:
    said = {
        **WHO,
        "type": "post.created",
        "received": "2024-05-01T10:00:00Z",
        "post": {"id": "p", "media": [{"id": "m", "kind": "image"}], "reply_to": {"post": "q"}},
    }

    assert without_unknown(said) == (said, Counter())


def test_what_it_does_not_know_is_dropped_and_counted_at_any_depth() -> None:
    said = {
        **WHO,
        "type": "account.created",
        "mail": "ada@plaza.example",
        "profile": {"phone": "+15550100", "avatar": {"id": "m", "kind": "image", "gps": "1,2"}},
        "traits": {"any name": "is one"},
    }

    kept, unknown = without_unknown(said)
    assert unknown == {"mail": 1, "profile.phone": 1, "profile.avatar.gps": 1}
    assert kept == {**WHO, "type": "account.created", "profile": {"avatar": {"id": "m", "kind": "image"}},
                    "traits": {"any name": "is one"}}  # fmt: skip


def test_each_item_of_a_list_is_looked_into() -> None:
    media = [{"id": "m", "kind": "image", "faces": ["ada"]}] * 2

    kept, unknown = without_unknown({**WHO, "type": "post.updated", "post": {"id": "p", "media": media}})
    assert unknown == {"post.media.faces": 2}
    assert kept["post"]["media"] == [{"id": "m", "kind": "image"}] * 2


@pytest.mark.parametrize(
    "said", [{}, {"type": "nothing.known", "mail": "x"}, {"type": 7}, {"type": "post.created", "post": 3}]
)
def test_what_is_no_event_is_left_to_whoever_says_so(said: dict[str, object]) -> None:
    assert without_unknown(said)[0] == said


@pytest.mark.parametrize(
    ("name", "near"),
    [("post.link", "post.links"), ("post.Text", "post.text"), ("profile.displayname", "profile.display_name"),
     ("recieved", "received"), ("colour", ""), ("no.such.place", "")],
)  # fmt: skip
def test_a_name_that_looks_like_a_known_one_is_told(name: str, near: str) -> None:
    assert suggestion_for(name) == near
    assert ("did you mean" in told({name: 2})[0]) == bool(near)
