"""What came from a platform, made harmless to look at: letters that turn lines around or pile up are made visible."""

import unicodedata

MOST_MARKS = 4
"""Marks on one letter: no script needs more, and hundreds cover the page."""
TURNS = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
"""What turns the direction of what follows. Marks of direction in ordinary right-to-left text are left alone."""
KEPT = ("\n", "\t", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c")


def sanitize(text: str) -> str:
    """Show what turns lines around by its name, drop what cannot be seen or piles up; all else stays as it was written."""
    shown, marks = [], 0
    for letter in text:
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if letter in TURNS:
            shown.append(f"[{TURNS[letter]}]")
        elif letter in KEPT or (kind not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and marks <= MOST_MARKS):
            shown.append(letter)
    return "".join(shown)
