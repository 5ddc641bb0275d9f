"""The language of the page, letter or command at hand, and the functions that say a message in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cautery.translations.catalogue import catalogue
from cautery.translations.languages import SOURCE

_spoken: ContextVar[str] = ContextVar("language", default=SOURCE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything inside in a language."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """Name the language at hand."""
    return _spoken.get()


def gettext(message: str) -> str:
    """Say a message."""
    return catalogue(_spoken.get()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """Say the message for a number."""
    return catalogue(_spoken.get()).ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """Say a message of a context: the same English may be another word elsewhere."""
    return catalogue(_spoken.get()).pgettext(context, message)


def npgettext(context: str, one: str, many: str, n: int) -> str:
    """Say the message of a context for a number."""
    return catalogue(_spoken.get()).npgettext(context, one, many, n)


def mark(message: str) -> str:
    """Mark a message for the catalogue where it is written down before it is said."""
    return message


_ = gettext
