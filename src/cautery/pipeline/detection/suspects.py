"""Name the accounts around confirmed ones that deserve a look, and open their cases."""

from datetime import datetime

from cautery.app import App
from cautery.engine.accounts import accounts_in, frame_of
from cautery.model.suspicion import Suspicion
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.cases.observations import ask_again
from cautery.pipeline.cases.opening import open_suspected
from cautery.pipeline.detection.judging import up_to_date
from cautery.pipeline.history.decided import decisions_at, final
from cautery.pipeline.history.read import history_of, latest_event
from cautery.signals.match import Matcher
from cautery.store import banks
from cautery.suspicion.evidence import everyone, read_channels
from cautery.suspicion.fitted import fetch
from cautery.suspicion.suspects import candidates, suspect, ways_of


def suspects(app: App, *, at: datetime | None = None, whole_platform: bool = False) -> tuple[Suspicion, ...]:
    """Name accounts, strongest first; those around confirmed ones, or every account not finally decided.

    Cases are opened only for the former: nobody becomes a case by being looked for on a whole platform. Observations that
    have ended are asked about again. As of now, the state is read that is kept while events come in; of a time in the past,
    all of history up to it.
    """
    if at is not None:
        return _of_the_past(app, at, whole_platform=whole_platform)
    now = latest_event(app)
    if not whole_platform:
        ask_again(app, at=now)
    with up_to_date(app, at=now, opens=not whole_platform) as judging:
        return judging.weigh_everybody(history_of(app, at=None)) if whole_platform else judging.found()


def _of_the_past(app: App, at: datetime, *, whole_platform: bool) -> tuple[Suspicion, ...]:
    history = history_of(app, at=at)
    known = tuple(accounts_in(everyone(history)))
    held = decisions_at(app, known, at=at)
    closed, seen = final(held), frozenset(known)
    removed = [made.about for made in held if made.verdict == "violating" and made.about in seen]
    with app.reading() as connection:
        entries = banks.holding(connection)
    matcher = Matcher(entries, at=at) if entries else None
    readings = read_channels(history, frame_of(removed), population=len(known), matcher=matcher)
    asked = (
        sorted(seen - closed)
        if whole_platform
        else [candidate for candidate in candidates(readings, but=closed) if candidate in seen]
    )
    found = suspect(history, readings, asked, ways=ways_of(fetch(app.config.fitted)))
    if not whole_platform:
        decided_since = final(decisions_at(app, known, at=None))
        open_suspected(app, [one for one in found if one.about not in decided_since], at=at)
        exhibit(app, history)
    return found
