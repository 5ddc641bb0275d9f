"""Name the accounts around confirmed ones that deserve a look, and open their cases."""

from datetime import datetime

from cautery.app import App
from cautery.engine.accounts import accounts_in, frame_of
from cautery.model.suspicion import Suspicion
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.cases.observations import ask_again
from cautery.pipeline.cases.opening import open_suspected
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
    have ended are asked about again.
    """
    now = at or latest_event(app)
    history = history_of(app, at=at)
    known = tuple(accounts_in(everyone(history)))
    held = decisions_at(app, known, at=at)
    closed, seen = final(held), frozenset(known)
    removed = [made.about for made in held if made.verdict == "violating" and made.about in seen]
    with app.reading() as connection:
        entries = banks.holding(connection)
    matcher = Matcher(entries, at=now) if entries else None
    readings = read_channels(history, frame_of(removed), population=len(known), matcher=matcher)
    asked = (
        sorted(seen - closed) if whole_platform else [one for one in candidates(readings, but=closed) if one in seen]
    )
    found = suspect(history, readings, asked, ways=ways_of(fetch(app.config.fitted)))
    if not whole_platform:
        decided_since = frozenset() if at is None else final(decisions_at(app, known, at=None))
        if at is None:
            ask_again(app, at=now)
        open_suspected(app, [one for one in found if one.about not in decided_since], at=now)
        exhibit(app, history)
    return found
