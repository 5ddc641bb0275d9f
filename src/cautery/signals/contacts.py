"""Finds contact handles that are given in a text, however they are spelt."""

import re
from collections.abc import Iterator

from cautery.signals.fold import fold

_DISGUISE = {"a": "[a@4]", "e": "[e3]", "i": "[i1!|]", "l": "[l1|]", "o": "[o0]", "s": "[s5$]", "t": "[t7+]"}
_SPELLINGS = {
    "kik": ("kik", "كيك", "кик"),
    "telegram": (
        *(
            "telegram",
            "telegrm",
            "tgram",
            "tlgrm",
            "telegramm",
            "телеграм",
            "телеграмм",
            "телеграме",
            "телега",
            "телегу",
        ),
        *(
            "تلغرام",
            "تيليغرام",
            "تلجرام",
            "تليجرام",
            "تيليجرام",
            "التلغرام",
            "تلكرام",
            "تليقرام",
            "تلقرام",
            "تلگرام",
            "ٹیلیگرام",
        ),
        *("טלגרם", "टेलीग्राम", "টেলিগ্রাম", "电报", "電報", "텔레그램", "テレグラム"),
    ),
    "wickr": ("wickr", "wikr", "wicker", "ويكر"),
    "whatsapp": (
        *("whatsapp", "whatsap", "watsapp", "whats app", "вотсап", "вотсапп", "ватсап", "ватсапп", "вацап", "уатсап"),
        *("واتساب", "واتس اب", "وتس اب", "الواتس", "واتسب", "وتساب", "واتساپ", "واٹس ایپ"),
        *("ווטסאפ", "וואטסאפ", "व्हाट्सएप", "হোয়াটসঅ্যাপ", "왓츠앱"),
    ),
    "signal": ("signal", "سيجنال", "سيغنال", "سیگنال", "сигнал"),
    "surespot": ("surespot", "شورسبوت"),
    "threema": ("threema", "ثريما", "трима"),
    "skype": ("skype", "سكايب", "скайп", "اسکایپ"),
    "session": ("session id",),
    "viber": ("viber", "فايبر", "وایبر", "вайбер"),
    "imo": ("ايمو", "ایمو"),
    "snapchat": ("snapchat", "سناب شات", "سناب"),
    "instagram": ("instagram", "انستغرام", "انستا", "اینستاگرام", "инстаграм"),
    "discord": ("discord", "ديسكورد", "дискорд"),
    "tamtam": ("tamtam", "تام تام", "тамтам"),
    "hoop": ("hoop messenger", "هوب ماسنجر"),
    "zello": ("zello", "زيلو"),
}
_PHONES = frozenset({"whatsapp", "signal", "viber", "imo"})
_ASK = (
    "(?:me|us|here|id|name|user(?:name)?|acc(?:ount)?|contact|number|no|channel|add|dm|is|my|our|on|at|via"
    "|حسابي|حساب|معرف|رقم|علي|راسلني|ضيفني|ايدي|كانال|пиши|пишите|мне|мой|ник|канал|номер|yaz|kanal|numara|adresim|ekle)"
)
ARROWS = ">»›→⇒⇨➔➙➛➜➝➞➟➠➡➢➣➤➥➨➩➪➫➬➭➮➯➱➲➳➵➸➺➻➼➽➾⟶⟹⟾⮕►▶▸▷☞☛👉🔜⏩🡆🡒⬅←👈⇦◀"
_CALL = r"(?:me|us|add|id|(?:user)?name|حسابي|حساب|معرف|راسلني|ضيفني)(?:\s{1,2}(?:is|here|at))?"
"""After these even a plain word is a handle: "kik me ashember"; after the others it is news: "telegram is down"."""
_HANDLE = r"(@?[a-z][a-z0-9._-]{2,31})(?![\w:/])"
_NUMBER = r"((?:\+|00)?[0-9][0-9 ().-]{6,22}[0-9])(?!\w)"
_DIRECT = (
    ("telegram", re.compile(r"\b(?:t\.me|telegram\.me|telegram\.dog)/(?:joinchat/|\+|s/)?([a-z0-9_-]{4,40})")),
    ("whatsapp", re.compile(r"\b(?:wa\.me/|api\.whatsapp\.com/send\?phone=)\+?([0-9]{7,15})")),
    ("whatsapp_group", re.compile(r"\bchat\.whatsapp\.com/(?:invite/)?([a-z0-9]{10,40})")),
    ("kik", re.compile(r"\bkik\.me/([a-z0-9._]{3,30})")),
)
_DATE = re.compile(r"(?:19|20)\d\d([-. ])\d{1,2}\1\d{1,2}|\d{1,2}([-. ])\d{1,2}\2(?:19|20)\d\d")
_WRITTEN = re.compile(r" ?@?([a-z0-9_-][a-z0-9._-]{2,39})")
_NO_NAMES = frozenset(
    (
        "the and for you your our are was were has have had this that with from said says app apps channel channels group "
        "groups user users account accounts messenger message messages chat bot now not new link links post video news about "
        "after before because when who what how why via can will would could should all any more here there them they its his "
        "her out off over into only just please pls plz following follow name username contact number add http https www"
    ).split()
)


def _disguised(word: str) -> str:
    letters = (_DISGUISE.get(letter, re.escape(letter)) for letter in word)
    return r"[\s._*-]?".join(letters) if word.isascii() and " " not in word else re.escape(word)


def _given(service: str, spellings: tuple[str, ...]) -> re.Pattern[str]:
    """Match `service: handle` and `service me handle`.

    Without a sign between, or with a mere dash, what follows must look like a handle and not like the next word: a digit or
    a sign in it, an @ before it, or nothing after it when it was called for.
    """
    named = "|".join(sorted((_disguised(fold(spelling)) for spelling in spellings), key=len, reverse=True))
    sign = r"\s{0,2}[:=]\s{0,2}(?!>)"
    arrow = rf"\s{{0,2}}(?:[-=]{{1,2}}>|:?[{ARROWS}]){{1,3}}\s{{0,2}}"
    asked = rf"(?:\s{{1,2}}{_ASK}){{1,3}}"
    if service in _PHONES:
        return re.compile(rf"(?<!\w)(?:{named})(?:{asked})?(?:{sign}|{arrow}|\s{{1,2}}){_NUMBER}")
    looks = r"(?=@|[a-z._-]{0,31}(?:[0-9]|_[a-z0-9])|[a-z]{3,31}\.[a-z0-9])"
    last = r"(?=[a-z]{3,32}(?:$|[.,;!?#]))"
    dash = r"\s{1,2}-{1,2}\s{1,2}"
    between = (
        rf"(?:{asked})?{sign}",
        rf"(?:{asked})?{arrow}(?:{looks}|{last})",
        rf"(?:{asked}\s{{1,2}}|(?:{asked})?{dash}){looks}",
        rf"(?:\s{{1,2}}{_ASK}){{0,2}}\s{{1,2}}{_CALL}\s{{1,2}}{last}",
        r"[\s(\[«]{1,3}(?=@)",
    )
    return re.compile(rf"(?<!\w)(?:{named})(?:{'|'.join(between)}){_HANDLE}")


_GIVEN = tuple((service, _given(service, spellings)) for service, spellings in _SPELLINGS.items())
_TRIGGERS = re.compile(
    "|".join(
        (
            *sorted({_disguised(fold(word)[:5]) for words in _SPELLINGS.values() for word in words}),
            r"t\.me/",
            r"wa\.me/",
        )
    )
)
"""Whatever has none of these has no hand-off: most texts are done here."""


def contacts_in(text: str) -> Iterator[str]:
    """Find contacts that are given in a text; every pattern is bounded, so the time is linear in the text's length."""
    folded = fold(text)
    if not _TRIGGERS.search(folded):
        return
    for service, pattern in _DIRECT:
        for match in pattern.finditer(folded):
            contact = contact_of(service, match.group(1))
            if contact:
                yield contact
    for service, pattern in _GIVEN:
        for match in pattern.finditer(folded):
            handle = _phone(match.group(1)) if service in _PHONES else _name(match.group(1))
            if handle:
                yield f"{service}:{handle}"


def contact_of(service: str, handle: str) -> str | None:
    """Write a contact that is known to be one; None when no service gives such a handle."""
    if service in _PHONES:
        number = _phone(handle)
        return f"{service}:{number}" if number else None
    written = _WRITTEN.fullmatch(handle.rstrip("."))
    return f"{service}:{written.group(1)}" if written and service in (*_SPELLINGS, "whatsapp_group") else None


def _name(handle: str) -> str | None:
    plain = handle.lstrip("@").rstrip("._-")
    return None if len(plain) < 3 or plain in _NO_NAMES else plain


def _phone(number: str) -> str | None:
    digits = re.sub(r"\D", "", number).removeprefix("00")
    return digits if 7 <= len(digits) <= 15 and not _DATE.fullmatch(number.strip()) else None
