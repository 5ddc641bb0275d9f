"""Sends statements of reasons to the transparency database, a hundred at a time, each once.

The database takes a batch as a whole or not at all, and knows each statement by its `puid` for ever. So after a crash, or
where no answer came, it is asked before anything is sent again: `existing-puid` answers 302 for yes and 404 for no.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec

from cautery.app import App
from cautery.errors import CauteryError, Permanent
from cautery.kit.http import Http, HttpResponse
from cautery.kit.unreadable import NOT_JSON
from cautery.model.decision import DecisionId
from cautery.model.submission import Submission, SubmissionOutcome, SubmissionState
from cautery.pipeline.cases.non_disclosure import is_silent
from cautery.pipeline.reports.writing import write_statements
from cautery.store import actions, decisions, submissions

BATCH = 100
"""The most that the database takes at once."""
KNOWN = "the database had it already"
MOST_AT_ONCE = 10_000
"""Statements in one run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingReport:
    """What became of it."""

    written: int
    sent: int
    known: int
    """What the database had already, from an answer that never came."""
    refused: int
    waiting: int
    says: str = ""
    """Why the rest waits."""


def send_statements(app: App) -> SendingReport:
    """Write what is due and send what waits, platform by platform; what fails for now waits, and costs no other platform."""
    written = write_statements(app)
    outcomes: list[SubmissionOutcome] = []
    problems: list[str] = []
    for platform in sorted(app.config.statements):
        http = _database(app, platform)
        try:
            for batch in _batches(_may_be_sent(app, platform)):
                outcomes += _sent(app, http, batch)
        except CauteryError as error:
            problems.append(f"{platform}: {error}")
        finally:
            http.close()
    return SendingReport(
        written=written,
        sent=_count(outcomes, "sent") - _known(outcomes),
        known=_known(outcomes),
        refused=_count(outcomes, "refused"),
        waiting=_still(app),
        says="; ".join(problems),
    )


def _database(app: App, platform: str) -> Http:
    setting = app.config.statements[platform]
    headers = {"Authorization": f"Bearer {app.config.statements_token(platform)}", "Accept": "application/json"}
    return Http(setting.address, headers=headers)


def _may_be_sent(app: App, platform: str) -> list[Submission]:
    """List what waits for a platform and may be told: an order since then keeps it, and what was taken back is not sent."""
    at = app.clock.now()
    with app.reading() as connection:
        found = submissions.waiting(connection, most=MOST_AT_ONCE)
        made = {one.id: one for one in decisions.some(connection, [submission.decision for submission in found])}
        in_force = {action.decision for action in actions.in_state(connection, "confirmed")}

        def may(decision: DecisionId) -> bool:
            known = made.get(decision)
            told = known and known.case and not is_silent(connection, known.case, at=at)
            return bool(told and known and known.about.platform == platform and decision in in_force)

        return [submission for submission in found if may(submission.decision)]


def _batches(waits: Sequence[Submission]) -> Iterator[Sequence[Submission]]:
    for begin in range(0, len(waits), BATCH):
        yield waits[begin : begin + BATCH]


def _sent(app: App, http: Http, batch: Sequence[Submission]) -> list[SubmissionOutcome]:
    """Send a batch and keep what came of each; what it refuses for single ones, the others do not pay for."""
    tried = _tried(app, batch)
    there = {one.puid for one in batch if one.puid in tried and _exists(http, one.puid)}
    outcomes = [_outcome(app, one, "sent", KNOWN) for one in batch if one.puid in there]
    rest = [one for one in batch if one.puid not in there]
    _keep(app, outcomes)
    _keep(app, [_outcome(app, one, "waiting", "sending") for one in rest if one.puid not in tried])
    while rest:
        answer = http.ask("POST", "/api/v1/statements", body={"statements": [_body(one) for one in rest]})
        if answer.status == HTTPStatus.CREATED:
            done = [_outcome(app, one, "sent", "taken") for one in rest]
        else:
            done = _refusals(app, answer, rest)
        _keep(app, done)
        outcomes += done
        over = {one.puid for one in done}
        rest = [] if answer.status == HTTPStatus.CREATED else [one for one in rest if one.puid not in over]
    return outcomes


def _refusals(app: App, answer: HttpResponse, batch: Sequence[Submission]) -> list[SubmissionOutcome]:
    """Read which statements of a batch the database has already, or refuses; Permanent where it names none."""
    if answer.status != HTTPStatus.UNPROCESSABLE_ENTITY:
        raise answer.error()
    errors = _errors(answer)
    existing = errors.get("existing_puids") or (
        [one.puid for one in batch] if len(batch) == 1 and "puid" in errors else []
    )
    wrong = {number: errors[f"statement_{number}"] for number in range(len(batch)) if f"statement_{number}" in errors}
    done = [
        _outcome(app, one, "refused", _short(wrong[number]))
        for number, one in enumerate(batch)
        if number in wrong and one.puid not in existing
    ]
    done += [_outcome(app, one, "sent", KNOWN) for one in batch if one.puid in existing]
    if not done:
        raise Permanent(f"{answer.where} refuses a batch and names no statement in it: {_short(errors)}")
    return done


def _errors(answer: HttpResponse) -> Mapping[str, Any]:
    try:
        said = msgspec.json.decode(answer.data, type=dict[str, Any])
    except NOT_JSON:
        raise Permanent(f"{answer.where} refuses a batch without saying why.") from None
    errors = said.get("errors")
    return errors if isinstance(errors, Mapping) else {}


def _exists(http: Http, puid: str) -> bool:
    """Ask whether the database has a statement; 302 is yes, and is not followed."""
    answer = http.ask("GET", f"/api/v1/statement/existing-puid/{puid}")
    if answer.status == HTTPStatus.FOUND:
        return True
    if answer.status == HTTPStatus.NOT_FOUND:
        return False
    raise answer.error()


def _tried(app: App, batch: Sequence[Submission]) -> frozenset[str]:
    """Say which were sent before without an answer."""
    with app.reading() as connection:
        known = {outcome.puid for outcome in submissions.outcomes(connection)}
    return frozenset(one.puid for one in batch if one.puid in known)


def _keep(app: App, made: Sequence[SubmissionOutcome]) -> None:
    if made:
        with app.writing() as tx:
            submissions.append_outcomes(tx, made)


def _outcome(app: App, one: Submission, state: SubmissionState, says: str) -> SubmissionOutcome:
    return SubmissionOutcome(puid=one.puid, state=state, says=says, at=app.clock.now())


def _body(one: Submission) -> msgspec.Raw:
    return msgspec.Raw(one.statement)


def _short(said: object) -> str:
    return msgspec.json.encode(said).decode()[:300]


def _count(outcomes: Sequence[SubmissionOutcome], state: SubmissionState) -> int:
    return sum(one.state == state for one in outcomes)


def _known(outcomes: Sequence[SubmissionOutcome]) -> int:
    return sum(one.says == KNOWN for one in outcomes)


def _still(app: App) -> int:
    with app.reading() as connection:
        return len(submissions.waiting(connection, most=MOST_AT_ONCE))
