"""Contact handles that lead to private talk: "kik me: name", a Telegram name, a WhatsApp number; in disguise and in Arabic too.

Talking *about* a messenger is no hand-off: a handle must be given as a contact.
"""

from collections.abc import Iterable
from typing import ClassVar

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.contacts import contact_of, contacts_in
from cautery.signals.fold import fold
from cautery.signals.signal_type import SignalType


class Handoff(SignalType):
    """`service:handle`; two are alike when they reach the same contact."""

    alike: ClassVar = (
        ("Kik me: Ash.Ember7", "k!k me ash.ember7"),
        ("WhatsApp: +٤٤ ٧٧٠٠ ٩٠٠١٢٣", "whatsapp me 0044 7700-900123"),
        ("telegram: @ash_ember", "https://t.me/ash_ember"),
        ("تلغرام: @ash_ember", "t3legram id ash_ember"),
        ("tele gram -> @ash_ember", "Telegram 👉 ash_ember"),
        ("пиши в телеграм: @ash_ember", "تلگرام ← ash_ember"),
        ("вотсап +44 7700 900123", "WhatsApp ➡️ 0044 7700-900123"),
        ("telegram (@ash_ember)", "टेलीग्राम: ash_ember"),
    )
    unlike: ClassVar = (
        ("Telegram said on Monday it removed channels", "telegram: @monday"),
        ("the kik app was criticised by police", "kik me app"),
        ("kik me: ash.ember7", "kik me: ash.ember8"),
        ("Telegram => banned in ten countries", "telegram: @banned"),
        ("Discord and Snapchat were down for an hour", "discord: @down"),
    )

    def extract(self, content: Content) -> Iterable[str]:
        return tuple(dict.fromkeys(contacts_in(" ".join((content.text, *content.links)))))

    def canonical(self, value: str) -> str:
        service, _, handle = fold(value).partition(":")
        found = contact_of(service, handle) or next(iter(contacts_in(value)), None)
        if not found:
            raise Invalid(f"'{value}' holds no contact; write it like telegram:name or whatsapp:447700900123")
        return found

    def says(self, value: str, distance: float) -> str:
        service, _, handle = value.partition(":")
        return f"hands off to {handle} on {service.replace('_', ' ')}"
