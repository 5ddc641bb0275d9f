"""Which mailbox an address reaches, however it is written: providers ignore dots, tags and the names of their other domains.

The rules are the providers' own: Gmail (support.google.com/mail/answer/7436150), Proton
(proton.me/support/addresses-and-aliases), Microsoft, Apple, Fastmail and RFC 5233 (tags after a plus sign).
"""

import unicodedata

_SAME = {
    "googlemail.com": "gmail.com",
    "protonmail.com": "proton.me",
    "protonmail.ch": "proton.me",
    "pm.me": "proton.me",
    "me.com": "icloud.com",
    "mac.com": "icloud.com",
    "ya.ru": "yandex.ru",
    "yandex.com": "yandex.ru",
}
"""Domains of one provider under which one name is one mailbox."""
_IGNORED = {"gmail.com": ".", "proton.me": ".-_"}
"""Signs in a name that a provider reads over."""


def mailbox(address: str) -> str | None:
    """Give the mailbox of an address; None where it is none, as a hash is.

    >>> mailbox("Anna.Birch+shop@GoogleMail.com"), mailbox("a-n_na@pm.me"), mailbox("9f86d081")
    ('annabirch@gmail.com', 'anna@proton.me', None)
    """
    name, at, host = unicodedata.normalize("NFKC", address).strip().lower().rpartition("@")
    if not at or not name or "." not in host:
        return None
    host = host.rstrip(".")
    domain = _SAME.get(host, host)
    name = name.split("+", 1)[0] or name
    if domain == "yandex.ru":
        name = name.replace("-", ".")
    for sign in _IGNORED.get(domain, ""):
        name = name.replace(sign, "")
    return f"{name or address}@{domain}"
