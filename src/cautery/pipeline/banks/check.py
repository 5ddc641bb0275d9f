"""Check: before something is published, or when somebody asks: is it known, how near, to what, what does the policy say.

The answer is for a person. The same material is not the same intent: the news shows it too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from cautery.app import App
from cautery.errors import Invalid
from cautery.model.account import AccountId
from cautery.model.bank import Match
from cautery.model.content import Content, Fingerprint, MediaContent, MediaKind
from cautery.model.decision import decisions_in_force
from cautery.policy.policy import Policy
from cautery.schemas.checks import CheckResult, ClauseSays, LookedAt, Outcome
from cautery.signals.banks.rules import is_of_another_crime
from cautery.signals.kinds import signal_type
from cautery.signals.match import Matcher
from cautery.signals.media.files import fingerprints_of_file
from cautery.signals.media.looker import DecoderProcess, MediaDecoder
from cautery.signals.media.refusal import Unreadable
from cautery.store import banks, decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenMedia:
    """A piece of media: its bytes, or hashes that a platform computed and that are trusted as far as it is."""

    data: bytes | None = None
    kind: MediaKind = "image"
    hashes: tuple[tuple[str, str], ...] = ()
    """Signal type and value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckQuestion:
    """What is about to be published, or was."""

    text: str = ""
    links: tuple[str, ...] = ()
    media: tuple[GivenMedia, ...] = ()
    account: AccountId | None = None


class Checker:
    """The banks, ready to be asked again and again; what is banked meanwhile is taken in before each answer.

    Many may ask at once: files are looked at beside each other, and the banks are asked by one after another.
    """

    def __init__(self, app: App, *, looker: MediaDecoder) -> None:
        self._app, self._looker, self._turn = app, looker, Lock()
        self._matcher, self._seen = Matcher((), at=app.clock.now()), 0
        self.refresh()

    def refresh(self) -> int:
        """Take in what was banked, retracted or ended since the last time; returns how many entries."""
        with self._app.reading() as connection:
            later = banks.since(connection, self._seen)
        now = self._app.clock.now()
        if self._seen == 0:
            last = {(entry.bank, entry.type, entry.value, entry.origin): entry for _, entry in later}
            self._matcher = Matcher(tuple(last.values()), at=now)
        else:
            for _, entry in later:
                self._matcher.take(entry, at=now)
        self._seen = later[-1][0] if later else self._seen
        return len(later)

    def check(
        self, question: CheckQuestion, *, at: datetime | None = None, looker: MediaDecoder | None = None
    ) -> CheckResult:
        """Answer a question.

        Args:
            at: as of when; None: of now.
            looker: who looks at its files; None: whoever does for everybody.
        """
        seen = [_seen(given, looker or self._looker) for given in question.media]
        media = tuple(one for one, _ in seen)
        texts = (question.text, *(one.text for one in media))
        content = Content(text="\n".join(filter(None, texts)), links=question.links, media=media)
        with self._turn:
            self.refresh()
            found = self._matcher.match(content, at=at or self._app.clock.now())
        return _answer(
            found,
            policy=self._app.policy,
            notes=tuple(note for one, refused in seen for note in (*refused, *one.notes)),
            looked_at=_how_much(question, [refused for _, refused in seen], media),
            removed=_removed(self._app, question.account),
            hand_to=self._app.config.other_crimes,
        )


def check(app: App, question: CheckQuestion, *, at: datetime | None = None) -> CheckResult:
    """Answer one question."""
    with DecoderProcess() as looker:
        return Checker(app, looker=looker).check(question, at=at)


def _seen(given: GivenMedia, looker: MediaDecoder) -> tuple[MediaContent, tuple[str, ...]]:
    """Look at a piece of media; what cannot be looked at is still known by its file, and said."""
    told = tuple(Fingerprint(type=name, value=signal_type(name).canonical(value)) for name, value in given.hashes)
    if given.data is None:
        if not told:
            raise Invalid("A piece of media needs its bytes, or hashes of it.")
        return MediaContent(kind=given.kind, fingerprints=told), ()
    told = (*told, *fingerprints_of_file(given.data))
    try:
        media = looker.look(given.data)
    except Unreadable as reason:
        return MediaContent(kind=given.kind, fingerprints=told), (str(reason),)
    whole = MediaContent(kind=media.kind, fingerprints=(*told, *media.fingerprints), text=media.text, notes=media.notes)
    return whole, ()


def _how_much(question: CheckQuestion, refused: Sequence[tuple[str, ...]], media: Sequence[MediaContent]) -> LookedAt:
    """Say how much was looked at; a file known only by its hash was not."""
    if not any(refused) and not any(content.notes for content in media):
        return "all"
    return "partly" if question.text or question.links or not all(refused) else "no"


def _removed(app: App, account: AccountId | None) -> bool:
    if account is None:
        return False
    with app.reading() as connection:
        held = decisions_in_force(decisions.about_anywhere(connection, account))
    return any(made.verdict == "violating" and made.post is None for made in held)


def _answer(
    found: Sequence[Match],
    *,
    policy: Policy,
    notes: tuple[str, ...],
    looked_at: LookedAt,
    removed: bool,
    hand_to: str,
) -> CheckResult:
    withheld = any(is_of_another_crime(match.labels) for match in found)
    shown = tuple(match for match in found if not is_of_another_crime(match.labels))
    sure = [match for match in shown if not match.disputed and not match.weak]
    named = dict.fromkeys(match.policy for match in sure if match.policy in policy.clauses)
    outcome = _outcome(shown, withheld=withheld)
    return CheckResult(
        outcome=outcome,
        says=_hand_on(hand_to) if withheld else _SAYS[outcome],
        matches=shown,
        clauses=tuple(
            ClauseSays(clause=name, title=policy.clause(name).title, measures=policy.clause(name).measures)
            for name in named
        ),
        account_removed=removed,
        not_looked_at=notes,
        looked_at=looked_at,
        withheld=withheld,
    )


def _outcome(shown: Sequence[Match], *, withheld: bool) -> Outcome:
    sure = [match for match in shown if not match.disputed]
    if withheld or any(not match.weak for match in sure):
        return "known"
    return "similar" if sure else "disputed" if shown else "unknown"


def _hand_on(path: str) -> str:
    where = path or "the authority that the law names; say which in cautery.toml: other_crimes = '...'"
    return f"This is known as material that shows the abuse of children. It is not shown and not shared. Hand it to: {where}"


_SAYS: dict[Outcome, str] = {
    "known": "The same material is known. Who shows it may be the news, or an opponent: a person decides.",
    "similar": "Something banked may mean the same, in other words. It is no reason for a measure: a person reads both.",
    "disputed": "The value is on an allow-list or marked as a false positive, so it is not enforced.",
    "unknown": "Nothing banked is in it, or near it.",
}
