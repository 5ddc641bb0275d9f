"""The pseudo-locale: English with accents, in brackets and a third longer, made from the message ids themselves.

Text without accents on a page in en-XA is outside of the catalogue; a missing closing bracket is a box that clips.
Placeholders, tags, entities and web addresses stay as they are.
"""

import re
from gettext import NullTranslations

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçđéƒĝĥíĵķĺɱñóþɋŕšťúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĹṀÑÓÞɊŔŠŤÚṼŴẊÝŽ"
LONGER = 3
"""One letter more for so many: what German and Russian need beside English."""
_KEPT = re.compile(r"%\(\w+\)[sd]|%%|\{[^{}]*\}|<[^<>]+>|&\w+;|https?://\S+|`[^`]*`|'cautery [^']*'")
_ACCENTS = str.maketrans(PLAIN, ACCENTED)


def pseudo(text: str) -> str:
    """Write a message in the pseudo-locale.

    >>> pseudo("Save %(name)s")
    '⟦Šáṽé %(name)s~~~~⟧'
    """
    if not text.strip():
        return text
    kept, at, parts = [match.span() for match in _KEPT.finditer(text)], 0, []
    for begin, end in kept:
        parts += [text[at:begin].translate(_ACCENTS), text[begin:end]]
        at = end
    parts.append(text[at:].translate(_ACCENTS))
    return f"⟦{''.join(parts)}{'~' * -(-len(text) // LONGER)}⟧"


class PseudoTranslations(NullTranslations):
    """Every message in the pseudo-locale."""

    def gettext(self, message: str) -> str:
        """Write a message in it."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Write the message for a number in it."""
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """Write a message of a context in it."""
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Write the message of a context for a number in it."""
        return self.ngettext(msgid1, msgid2, n)
