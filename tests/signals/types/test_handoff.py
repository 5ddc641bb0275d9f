import pytest

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.types.handoff import Handoff


@pytest.mark.parametrize(
    ("value", "contact"),
    [
        ("telegram:@Ash_Ember", "telegram:ash_ember"),
        ("Telegram : Ash_Ember", "telegram:ash_ember"),
        ("https://t.me/ash_ember", "telegram:ash_ember"),
        ("whatsapp:+44 7700 900123", "whatsapp:447700900123"),
        ("whatsapp:٠٠٤٤٧٧٠٠٩٠٠١٢٣", "whatsapp:447700900123"),
        ("whatsapp_group:AbCdEfGhIjKlMn", "whatsapp_group:abcdefghijklmn"),
    ],
)
def test_a_contact_is_banked_in_the_form_in_which_it_is_found(value: str, contact: str) -> None:
    assert Handoff().canonical(value) == contact


@pytest.mark.parametrize(
    "value", ["", "telegram:", "telegram: ", "telegram:a", "signal:ash", "ash_ember", "icq:ash_ember", "whatsapp:12"]
)
def test_what_no_service_could_reach_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="holds no contact; write it like"):
        Handoff().canonical(value)


def test_a_contact_given_twice_and_in_a_link_is_told_once() -> None:
    content = Content(text="telegram: @ash_ember, again telegram: @ash_ember", links=("https://t.me/ash_ember",))

    assert tuple(Handoff().extract(content)) == ("telegram:ash_ember",)


def test_it_says_where_one_is_sent() -> None:
    assert Handoff().says("whatsapp_group:abcdefghij", 0.0) == "hands off to abcdefghij on whatsapp group"
