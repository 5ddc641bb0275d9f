"""A question is asked once and answered in time, by whom it was asked; what fits no passkey opens nothing."""

import base64
import json

import pytest

from cautery.access.passkeys import Passkey, RelyingParty
from cautery.app import App
from cautery.errors import Invalid, Missing, Refused
from cautery.model.person import PersonId
from cautery.pipeline.entrance import passkeys as entrance_passkeys
from cautery.pipeline.entrance.passkeys import add, ask_for_new, ask_to_enter, end, enter, of_person
from cautery.pipeline.entrance.staff import deactivate
from cautery.store import passkeys
from tests.pipeline.entrance.test_sign_in import later
from tests.staffed import join

HERE = RelyingParty(origin="http://localhost:8000")


def kept(app: App, person: str) -> Passkey:
    """Give somebody a passkey, as if a browser had made it."""
    made = Passkey(id="k1", person=join(app, person, "reviewer").person, name="laptop", public_key=b"k", signed=0)  # type: ignore[arg-type]
    with app.noting() as connection:
        passkeys.add(connection, made)
    return made


def challenge_of(asked: str) -> str:

    said = json.loads(asked)["challenge"]
    return base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)).decode()


def test_what_fits_no_passkey_opens_nothing_however_often(app: App) -> None:
    kept(app, "ada")
    challenge = challenge_of(ask_to_enter(app, place=HERE))

    for _ in range(2):
        with pytest.raises(Refused):
            enter(app, '{"id": "k1"}', challenge=challenge, place=HERE)


def test_a_question_is_not_answered_too_late(app: App) -> None:
    challenge = challenge_of(ask_to_enter(app, place=HERE))

    with pytest.raises(Refused):
        enter(later(app, minutes=6), '{"id": "k1"}', challenge=challenge, place=HERE)


def test_what_a_browser_did_not_make_is_no_passkey(app: App) -> None:
    join(app, "ada", "reviewer")
    challenge = challenge_of(ask_for_new(app, "ada", place=HERE))
    with pytest.raises(Invalid, match="a name"):
        add(app, "ada", "{}", name=" ", challenge=challenge, place=HERE)
    with pytest.raises(Refused):
        add(app, "ada", "{}", name="laptop", challenge=challenge, place=HERE)

    assert of_person(app, "ada") == ()


def test_one_ends_ones_own_passkey_only(app: App) -> None:
    made = kept(app, "ada")
    with pytest.raises(Missing):
        end(app, "cyd", made.id)
    end(app, "ada", made.id)

    assert of_person(app, "ada") == ()


def test_who_leaves_while_their_browser_answers_gets_no_passkey(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    join(app, "boss", "admin")
    challenge = challenge_of(ask_for_new(app, join(app, "ada", "reviewer").person, place=HERE))

    def answered(*_: object, person: PersonId, **__: object) -> Passkey:
        deactivate(app, person)
        return Passkey(id="k1", person=person, name="laptop", public_key=b"k", signed=0)

    monkeypatch.setattr(entrance_passkeys, "new_passkey", answered)
    with pytest.raises(Refused):
        add(app, "ada", "{}", name="laptop", challenge=challenge, place=HERE)

    assert of_person(app, "ada") == ()
