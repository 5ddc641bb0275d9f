"""Quality: a tenth of the decisions is judged again, blind; how people agree and how appeals end is counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cautery.app import App
from cautery.cases.agreement import Agreement, Pair, agreement, is_sampled
from cautery.cases.review import DecisionInput, decide, same_person
from cautery.errors import Conflict, Missing, Refused
from cautery.model.case import CaseId
from cautery.model.decision import Decision
from cautery.model.judgement import SecondLook
from cautery.store import cases, decisions, exhibits, judgements, notices
from cautery.store.database import ReadConnection

LATEST = 3000
"""How far back the sample goes, in decisions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How decisions agree and hold."""

    together: Agreement
    by_language: Mapping[str, Agreement]
    by_clause: Mapping[str, Agreement]
    upheld: int
    overturned: int
    to_look_at: int
    """Sampled decisions that nobody has judged again."""


def next_to_look_at(app: App) -> CaseId | None:
    """Give a decided case of the sample that this person neither decided nor judged; None when there is none."""
    with app.reading() as connection:
        waiting = _to_look_at(connection)
        return next((made.case for made in waiting if not same_person(made.by, app.person)), None)


def look_again(app: App, case: CaseId, word: DecisionInput) -> SecondLook:
    """Say what one would have decided, not knowing what was; it changes nothing but the figures."""
    with app.writing() as tx:
        found, earlier = cases.get(tx.connection, case), decisions.of_case(tx.connection, case)
        if found is None or not earlier:
            raise Missing(f"There is no decided case '{case}'.")
        if same_person(earlier[-1].by, tx.by):
            raise Refused("You decided this case, so another reviewer must re-review it.")
        if any(look.case == case for look in judgements.every_second_look(tx.connection)):
            raise Conflict(f"Case {case} was judged a second time already.")
        decide(found, word, by=tx.by, at=tx.at, policy=app.policy, earlier=())  # refuses what the policy does not allow
        made = SecondLook(
            case=case, measure=word.measure, clause=word.clause, reason=word.reason.strip(), by=tx.by, at=tx.at
        )
        judgements.append_second_look(tx, made)
    return made


def quality(app: App) -> Quality:
    """Count how decisions agree and hold."""
    with app.reading() as connection:
        looks = judgements.every_second_look(connection)
        pairs = [(made[0], look) for look in looks if (made := decisions.of_case(connection, look.case))]
        spoken = {look.case: _language(connection, look.case) for look in looks}
        ends, waits = notices.outcomes(connection), len(_to_look_at(connection))
    return Quality(
        together=agreement([_pair(made, look) for made, look in pairs]),
        by_language=_by(pairs, lambda made, look: spoken[look.case]),
        by_clause=_by(pairs, lambda made, look: made.clause or "no clause"),
        upheld=ends.get("upheld", 0),
        overturned=ends.get("overturned", 0),
        to_look_at=waits,
    )


def _to_look_at(connection: ReadConnection) -> list[Decision]:
    looked = {look.case for look in judgements.every_second_look(connection)}
    made = decisions.reviewed(connection, most=LATEST)
    asked = (
        one
        for _, one in reversed(made)
        if one.source == "review" and one.case is not None and one.case not in looked and is_sampled(one.case)
    )
    return list(reversed({one.case: one for one in asked}.values()))


def _by(pairs: list[tuple[Decision, SecondLook]], name: Callable[[Decision, SecondLook], str]) -> dict[str, Agreement]:
    groups: dict[str, list[Pair]] = {}
    for made, look in pairs:
        groups.setdefault(name(made, look), []).append(_pair(made, look))
    return {group: agreement(groups[group]) for group in sorted(groups)}


def _pair(made: Decision, look: SecondLook) -> Pair:
    return made.measure, look.measure


def _language(connection: ReadConnection, case: CaseId) -> str:
    shown = exhibits.of_case(connection, case)
    return (shown.language if shown else None) or "unknown"
