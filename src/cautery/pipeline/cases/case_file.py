"""Give a case, or an account, with all that is known about it."""

from dataclasses import replace
from datetime import datetime

from cautery.app import App
from cautery.cases.filing import is_flood
from cautery.cases.statements import Statement, statement_of
from cautery.errors import Missing
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision
from cautery.model.exhibit import Item
from cautery.model.judgement import Assessment
from cautery.pipeline.cases import golden_set as gold
from cautery.pipeline.cases.exhibits import latest_posts
from cautery.pipeline.cases.letter_facts import letter_facts
from cautery.pipeline.history.read import history_of
from cautery.pipeline.history.removals import removals_of
from cautery.schemas.cases import Background, File
from cautery.store import cases, decisions, exhibits, joins, judgements, leases, notices, reopenings
from cautery.store.database import ReadConnection

MOST_POSTS = 100


def look_at(app: App, case: CaseId) -> File:
    """Give a case with all that belongs to it."""
    with app.reading() as connection:
        asked_again = gold.shown(connection, case)
        found, exhibit = asked_again or (cases.get(connection, case), exhibits.of_case(connection, case))
        if found is None:
            raise Missing(f"There is no case '{case}'.", at_terminal="List them with: cautery cases")
        made = decisions.of_case(connection, case)
        last = made[-1] if made else None
        assessment = judgements.assessment_of(connection, last.id) if last else None
        language = exhibit.language if exhibit else None
        leads = joins.into(connection, case)
        return File(
            case=found,
            exhibit=exhibit,
            background=_background(connection, found.about, app.clock.now()),
            decisions=tuple(made),
            assessment=assessment,
            statement=_statement(app, connection, last, found, assessment, language) if last else None,
            proposals=tuple(judgements.open_proposals(connection, case)),
            threats=tuple(judgements.threats_of(connection, case)),
            held_by=leases.held_by(connection, case, at=app.wall.now()),
            known=gold.told(connection, case),
            joined=tuple(cases.some(connection, joins.of(connection, case)).values()),
            waits_with=leads if leads != case else None,
            reopened=bool(made) and reopenings.is_open(connection, case),
        )


def _statement(
    app: App,
    connection: ReadConnection,
    made: Decision,
    case: Case,
    assessment: Assessment | None,
    language: str | None,
) -> Statement | None:
    facts = letter_facts(app, connection, made, case, exhibits.of_case(connection, case.id))
    return statement_of(made, case, policy=app.policy, assessment=assessment, language=language, facts=facts)


def background(app: App, about: Account) -> Background:
    """Give what is known here about an account."""
    with app.reading() as connection:
        return _background(connection, about, app.clock.now())


def posts_of(app: App, about: Account) -> tuple[Item, ...]:
    """Give an account's latest posts from history: slower than what its cases show, and everything."""
    gone = {removal.post: removal.at for removal in reversed(removals_of(app, about))}
    posts = latest_posts(history_of(app, at=None), about, most=MOST_POSTS)
    return tuple(replace(post, removed_at=gone.get(post.id)) for post in posts)


def _background(connection: ReadConnection, about: Account, at: datetime) -> Background:
    filed = notices.about(connection, about)
    return Background(
        about=about,
        cases=tuple(cases.about(connection, about)),
        decisions=tuple(decisions.about(connection, about)),
        notes=tuple(judgements.notes_about(connection, about)),
        notices=tuple(filed),
        flood=is_flood(filed, at=at),
    )
