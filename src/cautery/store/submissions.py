"""The ledgers of statements of reasons: what was written for the transparency database, and what it answered."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, select

from cautery.kit.clock import rfc3339
from cautery.model.decision import DecisionId
from cautery.model.submission import Submission, SubmissionOutcome
from cautery.store.ledger import WriteTransaction, append_rows, columns_of
from cautery.store.takedown_tables import submission_outcomes, submissions


def append(tx: WriteTransaction, made: Sequence[Submission]) -> None:
    """Keep statements, before anything of them is sent."""
    rows = (
        {"puid": one.puid, "decision": one.decision, "statement": one.statement, "at": rfc3339(one.at)} for one in made
    )
    append_rows(tx, submissions, rows, what="statement of reasons", openly=("puid", "decision"))


def append_outcomes(tx: WriteTransaction, made: Sequence[SubmissionOutcome]) -> None:
    """Keep what became of statements."""
    rows = ({"puid": one.puid, "state": one.state, "says": one.says, "at": rfc3339(one.at)} for one in made)
    append_rows(tx, submission_outcomes, rows, what="statement answered", openly=("puid", "state"))


def written_for(connection: Connection) -> frozenset[DecisionId]:
    """Say for which decisions a statement is written."""
    return frozenset(map(DecisionId, connection.execute(select(submissions.c.decision)).scalars()))


def waiting(connection: Connection, *, most: int) -> list[Submission]:
    """List the statements that the database neither took nor refused, the oldest first."""
    over = select(submission_outcomes.c.puid).where(submission_outcomes.c.state != "waiting")
    found = select(submissions).where(submissions.c.puid.not_in(over)).order_by(submissions.c.seq).limit(most)
    return [msgspec.convert(columns_of(row, but=("seq",)), type=Submission) for row in connection.execute(found)]


def outcomes(connection: Connection) -> list[SubmissionOutcome]:
    """List the last answer to each statement, in the order of the answers."""
    last = select(func.max(submission_outcomes.c.seq)).group_by(submission_outcomes.c.puid)
    found = select(submission_outcomes).where(submission_outcomes.c.seq.in_(last)).order_by(submission_outcomes.c.seq)
    return [msgspec.convert(columns_of(row, but=("seq",)), type=SubmissionOutcome) for row in connection.execute(found)]
