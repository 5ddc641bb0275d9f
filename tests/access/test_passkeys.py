"""What is no answer to our question is refused in the same words; a real authenticator's answers are tried in a browser."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.access.passkeys import (
    Passkey,
    RelyingParty,
    new_passkey,
    passkey_in,
    question_for_entering,
    question_for_new,
    signed_by,
)
from cautery.errors import Refused
from cautery.model.person import PersonId

ADA = PersonId("ada")
HERE = RelyingParty(origin="https://moderation.example:8443")
KEY = Passkey(id="a2V5", person=ADA, name="laptop", public_key=b"k", signed=0)
answers = st.text(max_size=60) | st.recursive(
    st.none() | st.booleans() | st.text(max_size=9),
    lambda inside: st.dictionaries(st.sampled_from(("id", "rawId", "response", "type", "x")), inside, max_size=4),
    max_leaves=6,
).map(json.dumps)


def test_a_question_is_for_our_name_and_asks_that_the_owner_is_there() -> None:
    asked = json.loads(question_for_new(ADA, challenge="c", place=HERE, known=[KEY]))

    assert asked["rp"]["id"] == "moderation.example"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert [one["id"] for one in asked["excludeCredentials"]] == [KEY.id]


def test_at_the_door_no_passkey_is_named_so_that_nobody_learns_who_has_one() -> None:
    asked = json.loads(question_for_entering(challenge="c", place=HERE))

    assert asked["allowCredentials"] == []
    assert asked["userVerification"] == "required"


@given(answer=answers)
def test_whatever_is_no_answer_is_refused(answer: str) -> None:
    with pytest.raises(Refused):
        new_passkey(answer, person=ADA, name="x", challenge="c", place=HERE)
    with pytest.raises(Refused):
        signed_by(KEY, answer, challenge="c", place=HERE)


def test_an_answer_that_names_no_passkey_is_refused() -> None:
    with pytest.raises(Refused, match="not accepted"):
        passkey_in("{}")
