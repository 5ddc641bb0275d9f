"""In which encoding a text file is written: Unicode, or an old one of Windows, told by its letters."""

import re

MOST_SCRIPTS = 8
"""Upper bytes of the letters of a text in a script or two."""


def encoding_of(data: bytes) -> str:
    """Tell in which encoding a text file is written; '' when it is no text."""
    begin = data[:65536]
    if not begin.strip():
        return ""
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in begin:
        return _wide_without_mark(begin)
    try:
        begin.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_by_us = len(data) > len(begin) and error.start >= len(begin) - 4
        return "utf-8" if cut_by_us else _of_windows(begin)
    return "utf-8"


def _wide_without_mark(data: bytes) -> str:
    """Tell text in two bytes a letter: in one of the two places few values stand, and the letters are letters."""
    whole = data[: len(data) // 2 * 2]
    for encoding, high in (("utf-16-le", whole[1::2]), ("utf-16-be", whole[::2])):
        letters = whole.decode(encoding, errors="replace")
        plain = sum(one.isalnum() or one in "\t\r\n" or " " <= one <= "~" for one in letters)
        if len(set(high)) <= MOST_SCRIPTS and plain >= 0.8 * max(1, len(letters)):
            return encoding
    return ""


def _of_windows(data: bytes) -> str:
    """Tell an old encoding of Windows by its letters; '' when too little of it would be letters of one script."""
    if sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data):
        return ""
    high = sum(byte >= 0xC0 for byte in data)
    latin = sum(chr(byte).isalpha() for byte in data if byte < 0x80)
    if high < latin:
        return "cp1252"
    best = max(_WINDOWS, key=lambda one: _letters_in(data, *one))
    return best[0] if _letters_in(data, *best) >= 0.8 else ""


_FINAL_WITHIN = re.compile("[\u05da\u05dd\u05df\u05e3\u05e5][\u05d0-\u05ea]")
"""Hebrew writes these letters only at the end of a word."""


def _letters_in(data: bytes, encoding: str, first: str, last: str) -> float:
    """Give the share of the letters beyond ASCII that are of the script which an encoding was made for."""
    text = data.decode(encoding, errors="replace")
    if encoding == "cp1255" and _FINAL_WITHIN.search(text):
        return 0.0
    beyond = [letter for letter in text if letter > "\x7f" and letter.strip()]
    rare = "\u0390\u03b0"
    signs = "\u060c\u061b\u061f\u200c\u200d\u201c\u201d\u2018\u2019\u2013\u2014\u2026\u00ab\u00bb\u2116"
    return sum((first <= letter <= last and letter not in rare) or letter in signs for letter in beyond) / max(
        1, len(beyond)
    )


_WINDOWS = (
    ("cp1256", "\u0621", "\u06d2"),
    ("cp1255", "\u05d0", "\u05ea"),
    ("cp1253", "\u0386", "\u03ce"),
    ("cp1251", "\u0410", "\u044f"),
)
"""Encodings, each with the letters it was made for; the first that fits best is taken."""
