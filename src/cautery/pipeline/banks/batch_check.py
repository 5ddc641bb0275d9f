"""Answer many questions to the banks at once: a line in, a line out, in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from cautery.app import App
from cautery.errors import CauteryError, Invalid
from cautery.kit.unreadable import NOT_JSON
from cautery.model.bank import Match
from cautery.pipeline.banks.check import Checker, CheckQuestion, GivenMedia
from cautery.pipeline.banks.values import read_bytes
from cautery.schemas.checks import LookedAt
from cautery.signals.links.canonical import canonical_link
from cautery.signals.media.looker import DecoderProcess

LONGEST_LINE = 2**20


class BatchQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line: a text, an address, a file beside the list, or several of them."""

    text: str = ""
    url: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """What is known of a line, how much of it was looked at, and why not all."""

    matches: tuple[Match, ...]
    looked_at: LookedAt
    reasons: tuple[str, ...]


def check_lines(app: App, lines: Iterable[bytes], *, beside: Path, at: datetime | None = None) -> Iterator[BatchResult]:
    """Answer each line; one that is no question says why, and stops none of the others.

    Args:
        beside: the folder in which the files of the lines lie.
        at: the time as of which values hold; None: now.
    """
    with DecoderProcess() as looker:
        checker = Checker(app, looker=looker)
        for line in lines:
            try:
                answer = checker.check(_question(line, beside), at=at)
            except CauteryError as error:
                yield BatchResult(matches=(), looked_at="no", reasons=(str(error),))
                continue
            reasons = (*answer.not_looked_at, *((answer.says,) if answer.withheld else ()))
            yield BatchResult(matches=answer.matches, looked_at=answer.looked_at, reasons=reasons)


def question_of(*, text: str | None, url: str | None, files: Iterable[bytes]) -> CheckQuestion:
    """Make a question of what somebody gave; refuse what can never be known."""
    if text is not None and not text.strip():
        raise Invalid("The text is empty, so there is nothing to match.")
    if url is not None and canonical_link(url) is None:
        raise Invalid(f"'{url[:200]}' is not an address; write it like https://justpaste.it/abcd")
    media = tuple(GivenMedia(data=data, kind="document") for data in files)
    if text is None and url is None and not media:
        raise Invalid("Nothing to match: give a text, an address or a file.")
    return CheckQuestion(text=text or "", links=(url,) if url else (), media=media)


def _question(line: bytes, beside: Path) -> CheckQuestion:
    if len(line) > LONGEST_LINE:
        raise Invalid("The line is longer than 1 MiB.")
    try:
        asked = msgspec.json.decode(line, type=BatchQuestion)
    except NOT_JSON as error:
        raise Invalid(f"This is no question ({error}); write a JSON object with text, url or file.") from None
    files = [read_bytes(beside / asked.file)] if asked.file else []
    return question_of(text=asked.text or None, url=asked.url or None, files=files)
