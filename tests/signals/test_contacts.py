"""Contacts are found however they are spelt, and talk about a messenger is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.signals.contacts import contacts_in

LOOKALIKES = {"a": "a@4", "e": "e3", "i": "i1!|", "l": "l1|", "o": "o0", "s": "s5$", "t": "t7+"}
NAMED = ("kik", "telegram", "wickr", "surespot", "threema", "skype")
CALLED = ("whatsapp", "signal")


@st.composite
def disguised(draw: st.DrawFn, words: tuple[str, ...]) -> tuple[str, str]:
    """Give a service and how someone hides its name: letters that look like others, something between, another case."""
    service = draw(st.sampled_from(words))
    between = [draw(st.sampled_from(["", "", "", " ", ".", "-", "_", "*"])) for _ in service[1:]]
    letters = [draw(st.sampled_from([*LOOKALIKES.get(letter, letter), letter.upper()])) for letter in service]
    return service, "".join(letter + sign for letter, sign in zip(letters, (*between, ""), strict=True))


@settings(max_examples=300)
@given(name=disguised(NAMED), asked=st.sampled_from([": ", " me: ", " id ", " = ", " -> ", " @", " - "]))
def test_a_service_in_any_disguise_gives_its_contact(name: tuple[str, str], asked: str) -> None:
    service, written = name

    assert list(contacts_in(f"write: {written}{asked}ash.ember7 tonight")) == [f"{service}:ash.ember7"]


@settings(max_examples=200)
@given(name=disguised(CALLED), zero=st.sampled_from("0٠۰０"), asked=st.sampled_from([": ", " ", " me ", " number: "]))
def test_a_number_in_any_digits_is_the_number(name: tuple[str, str], zero: str, asked: str) -> None:
    service, written = name
    number = "".join(chr(ord(zero) + int(digit)) for digit in "447700900123")

    assert list(contacts_in(f"{written}{asked}+{number}")) == [f"{service}:447700900123"]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("تلغرام: @ash_ember", "telegram:ash_ember"),
        ("حسابي علي التلغرام @ash_ember", "telegram:ash_ember"),
        ("تيليجرام معرف ash_ember9", "telegram:ash_ember9"),
        ("كيك راسلني: ash.ember7", "kik:ash.ember7"),
        ("واتساب ٠٠٤٤٧٧٠٠٩٠٠١٢٣", "whatsapp:447700900123"),
        ("واتس اب رقم +٤٤ ٧٧٠٠ ٩٠٠١٢٣", "whatsapp:447700900123"),
        ("الــواتــس: 447700900123", "whatsapp:447700900123"),
        ("سيجنال رقم ۴۴۷۷۰۰۹۰۰۱۲۳", "signal:447700900123"),
    ],
)
def test_a_contact_in_arabic_is_the_same_contact(text: str, contact: str) -> None:
    assert list(contacts_in(text)) == [contact]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("kik me ashember", "kik:ashember"),
        ("Kik me at ember7", "kik:ember7"),
        ("k i k me: ash.ember7", "kik:ash.ember7"),
        ("telegram name is ash_ember.", "telegram:ash_ember"),
        ("my telegram is ash_ember", "telegram:ash_ember"),
        ("on Telegram @ash_ember now", "telegram:ash_ember"),
        ("T.ME/Ash_Ember", "telegram:ash_ember"),
        ("https://t.me/joinchat/AbCdEf_123", "telegram:abcdef_123"),
        ("https://telegram.me/s/ash_ember?before=3", "telegram:ash_ember"),
        ("https://wa.me/+447700900123", "whatsapp:447700900123"),
        ("https://api.whatsapp.com/send?phone=00447700900123", "whatsapp:447700900123"),
        ("https://chat.whatsapp.com/invite/AbCdEfGhIjKlMn", "whatsapp_group:abcdefghijklmn"),
        ("find me on kik.me/ash.ember.", "kik:ash.ember"),
    ],
)
def test_a_contact_is_found_as_it_is_given(text: str, contact: str) -> None:
    assert list(contacts_in(text)) == [contact]


@pytest.mark.parametrize(
    "text",
    [
        "Telegram said on Monday it removed channels",
        "Telegram is down.",
        "Telegram is blocked",
        "The court said it would block Telegram on Friday.",
        "telegram channel closed. The telegram account suspended.",
        "Telegram: the app and its users",
        "Telegram - growing fast",
        "the telegram-like app, and telegram -went out at noon",
        "The Kik app was criticised by police; Kik is bad!",
        "WhatsApp has 2 000 000 000 users in 180 countries",
        "WhatsApp 2016-02-05: a new version",
        "Signal 05.02.2016",
        "a strong signal at 5 km, 100 times",
        "Skype is dead. Skype was sold in 2011 for 8.5 billion",
        "the wicker chair, a wicker basket",
        "https://telegram-for-desktop.en.example.com/x",
        "https://telegram.org/blog and https://whatsapp.com/security",
        "علق تلغرام حسابات كثيرة يوم الاثنين",
        "قالت واتساب إنها حذفت ٢٠٠٠ حساب",
        "kick me, tell me, thank you",
    ],
)
def test_the_news_about_messengers_hands_nobody_off(text: str) -> None:
    assert list(contacts_in(text)) == []
