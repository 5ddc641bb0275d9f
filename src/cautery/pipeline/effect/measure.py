"""Effect: measure on the real history, and on what people decided, what became of accounts and their reach; and keep it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import polars as pl
from polars._typing import PolarsDataType

from cautery.app import App
from cautery.effect.figure import Assumption, Figure, Measure
from cautery.effect.from_history import HistoryColumns, Verdicts, seen_in
from cautery.effect.hands import together
from cautery.effect.measures import MEASURES, measure
from cautery.effect.pictures import picture
from cautery.effect.recognised import recognised
from cautery.effect.sentence import sentence
from cautery.effect.tables import SCHEMAS, SUSPECTED, TIME, ObservedTables, of_takedown
from cautery.engine.accounts import accounts_in
from cautery.errors import Invalid, Missing, Permanent
from cautery.kit.canonical import digest
from cautery.kit.files import replace_file
from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId, decisions_in_force
from cautery.pipeline.detection.operators import hands_found
from cautery.pipeline.history.decided import made_by
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.history.read import history_of, latest_event
from cautery.pipeline.takedowns.grouping import DAY, batches, covers
from cautery.store import cases, decisions, notices, separations
from cautery.suspicion.evidence import everyone

TABLES = ("posts", "profiles", "follows", "closures")
FIGURES = "effect.json"
LATEST = 3
"""Takedowns that are measured whenever everything is, so that their pages say what came of them; a day has none."""
ASKED_AGAIN = ("restored", "observed")
"""What opens a case without having found anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredTakedown:
    """What was planned, decided about a network without a plan, or else decided on one day: a takedown to ask about."""

    id: str
    """The plan's, the network's, or `day:2016-02-05`."""
    at: datetime
    accounts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Everything that was measured, of all that was done or of one takedown."""

    at: datetime
    takedown: str | None
    says: str
    """The result in one sentence."""
    measures: Mapping[str, Measure]
    takedowns: tuple[MeasuredTakedown, ...]
    """Those that can be asked about, newest first."""
    assumptions: tuple[Assumption, ...] = ()
    """What the figures rest on; what failed its test lets nothing be claimed."""
    compared_with: str = ""
    """Who stood beside those acted upon."""
    linkage_recall: Figure | None = None
    """Which share of returns was recognised as such."""


def effect(app: App, *, takedown: str | None = None, at: datetime | None = None) -> Effect:
    """Measure, and keep what came out for whoever asks next; with everything, the latest takedowns too."""
    whole = see(app, at=at)
    takedowns = tuple(_takedowns(whole))
    found = _measured(app, whole, takedown, takedowns)
    if at is None:
        write(found, _folder(app, takedown))
        with_a_page = [
            measured_takedown.id for measured_takedown in takedowns if not measured_takedown.id.startswith(DAY)
        ]
        for name in with_a_page[:LATEST] if takedown is None else ():
            write(_measured(app, whole, name, takedowns), _folder(app, name))
    return found


def _measured(app: App, whole: ObservedTables, takedown: str | None, takedowns: tuple[MeasuredTakedown, ...]) -> Effect:
    asked = whole
    if takedown is not None:
        with app.reading() as connection:
            asked = of_takedown(whole, takedown, covers=covers(connection, takedown))
    measures, known = measure(asked), recognised(asked)
    return Effect(
        at=whole.until,
        takedown=takedown,
        says=sentence(measures, accounts=asked.suspended().height),
        measures=measures,
        takedowns=takedowns,
        assumptions=(*measures["reach"].assumptions, *known.assumptions),
        compared_with=measures["reach"].compared_with,
        linkage_recall=known.recall,
    )


def kept(app: App, *, takedown: str | None = None) -> Effect | None:
    """Give what was measured last; None when nothing has been measured yet."""
    path = _folder(app, takedown) / FIGURES
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Effect)
    except NOT_JSON:
        raise Permanent(
            f"'{path}' is damaged.", at_terminal="Delete it and measure again with: cautery effect"
        ) from None


def picture_of(app: App, name: str, *, takedown: str | None = None) -> str:
    """Give a picture of what was measured last, as SVG."""
    path = _folder(app, takedown) / f"{name}.svg"
    if name not in MEASURES or not path.exists():
        raise Missing(f"There is no picture of '{name}'.")
    return path.read_text(encoding="utf-8")


def rows_of(found: Effect, name: str, figure: str) -> Figure:
    """Give one figure, with the rows that it came from."""
    for one in found.measures[name].figures if name in found.measures else ():
        if one.name == figure:
            return one
    raise Missing(f"Nothing called '{figure}' was measured of '{name}'.")


def write(found: Effect, out: Path) -> tuple[Path, ...]:
    """Write the figures with their rows, and a picture of each measure that has one."""
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(out / FIGURES, msgspec.json.encode(found))
        written = [out / FIGURES]
        for name, one in found.measures.items():
            drawn, path = picture(one), out / f"{name}.svg"
            if drawn is not None:
                replace_file(path, drawn.encode())
                written.append(path)
            else:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise Invalid(f"'{out}' cannot be written to: {error.strerror}.") from None
    return tuple(written)


def as_told(found: Effect) -> dict[str, object]:
    """Give an effect as the command and the API tell it: each measure with its value, interval and method, and all figures."""
    measures: dict[str, object] = {
        name: {
            "says": one.says,
            "value": one.headline.value,
            "interval": one.headline.interval,
            "unit": one.headline.unit,
            "method": one.headline.method,
            "figures": {figure.name: _figure(figure) for figure in one.figures},
            "assumptions": one.assumptions,
            "compared_with": one.compared_with,
            "curves": one.curves,
        }
        for name, one in found.measures.items()
    }
    head: dict[str, object] = {
        "at": found.at,
        "takedown": found.takedown,
        "says": found.says,
        "takedowns": found.takedowns,
        "assumptions": found.assumptions,
        "compared_with": found.compared_with,
        "linkage_recall": _figure(found.linkage_recall) if found.linkage_recall else None,
    }
    return head | measures


def _figure(figure: Figure) -> dict[str, object]:
    plain: dict[str, object] = {
        "value": figure.value,
        "interval": figure.interval,
        "unit": figure.unit,
        "method": figure.method,
    }
    return plain | {"note": figure.note, "table": figure.table, "rows": figure.rows}


def see(app: App, *, at: datetime | None = None) -> ObservedTables:
    """Make the tables that effect is measured on."""
    until = at or latest_event(app)
    known = tuple(accounts_in(everyone(history_of(app, at=at))))
    lake = lake_of(app)
    posts, profiles, follows, closures = (lake.scan(name).filter(pl.col("at") <= until) for name in TABLES)
    verdicts = _verdicts(app, known, at=at)
    return seen_in(
        HistoryColumns(posts=posts, profiles=profiles, follows=follows, closures=closures), verdicts, until=until
    )


def _verdicts(app: App, known: Sequence[Account], *, at: datetime | None) -> Verdicts:
    made = made_by(app, known, at=at)
    held = decisions_in_force(made)
    with app.reading() as connection:
        every = [one for one in decisions.every(connection) if at is None or one.at is None or one.at <= at]
        opened = {case.id: case for case in cases.every(connection) if at is None or case.opened_at <= at}
        belongs = batches(connection, every)
        appeals = notices.outcomes_by_decision(connection)
        apart = separations.every(connection)
    cohorts = {_name(decision.about): decision.group for decision in held if decision.group}
    earlier = {one.about.id: one.group for one in every if one.group}
    groups = {
        _name(decision.about): cohorts.get(_name(decision.about))
        or earlier.get(decision.about.id)
        or ("violating" if decision.verdict == "violating" else "control")
        for decision in held
    }
    for case in opened.values():
        if case.origin == "return":
            groups.setdefault(_name(case.about), SUSPECTED)
    hands = hands_found(app, at=at)
    confirmed = [
        (_name(case.about), _name(case.continues.earlier))
        for case in opened.values()
        if case.origin == "return"
        and case.continues
        and groups.get(_name(case.about)) == "violating"
        and frozenset((case.about, case.continues.earlier)) not in apart
    ]
    linked = [frozenset(map(_name, hand.accounts)) for hand in hands if len(hand.accounts) > 1] + list(
        map(frozenset, confirmed)
    )
    told = _told_hands(made, groups)
    return Verdicts(
        groups=groups,
        ended=_ended(held, made, every, belongs),
        decisions=_decided(every, opened, belongs, appeals),
        detections=_detected(opened.values(), made),
        operators=together([*told, *linked]),
        golden=_golden(told, together(linked)),
    )


def _told_hands(made: Iterable[Decision], groups: Mapping[str, str]) -> list[frozenset[str]]:
    """List whose accounts are one hand, as labels say it in a column 'operator'."""
    told: dict[str, set[str]] = {}
    for decision in made:
        hand = dict(decision.kept).get("operator")
        if hand and groups.get(_name(decision.about)) == "violating":
            told.setdefault(hand, set()).add(_name(decision.about))
    return [frozenset(accounts) for _, accounts in sorted(told.items())]


def _golden(told: Iterable[frozenset[str]], linked: Mapping[str, str]) -> tuple[int, int] | None:
    """Count further accounts of hands that labels tell: how many the links put with another one of theirs, and how many."""
    further = [(len(hand) - 1, len(hand) - len({linked.get(name, name) for name in hand})) for hand in told]
    return (sum(met for _, met in further), sum(all_ for all_, _ in further)) if any(n for n, _ in further) else None


def _ended(
    held: Iterable[Decision], made: Iterable[Decision], every: Iterable[Decision], belongs: Mapping[DecisionId, str]
) -> pl.DataFrame:
    """Say under which decision each account that is suspended now was suspended first; what others decided is theirs.

    What a dated label says was done on its day is a takedown of that day, as is what was decided here one by one.
    """
    now = {
        decision.about
        for decision in held
        if decision.verdict == "violating" and decision.measure == "suspend" and decision.post is None
    }
    ours = [
        decision
        for decision in every
        if decision.case is not None and decision.measure == "suspend" and decision.about in now
    ]
    known = {our.about for our in ours}
    first: dict[Account, datetime | None] = {}
    for decision in made:
        if decision.about in now - known and decision.case is None and decision.verdict == "violating":
            before = first.get(decision.about)
            first[decision.about] = decision.at if before is None else min(before, decision.at or before)
    rows = [(_name(our.about), our.at, "us", belongs.get(our.id)) for our in ours]
    rows += [(_name(about), at, "platform", f"{DAY}{at:%Y-%m-%d}" if at else None) for about, at in first.items()]
    schema: dict[str, PolarsDataType] = {
        "account": pl.String,
        "ended": TIME,
        "by": pl.String,
        "takedown": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row").unique("account", keep="first", maintain_order=True)


def _decided(
    every: Sequence[Decision],
    opened: Mapping[CaseId, Case],
    belongs: Mapping[DecisionId, str],
    appeals: Mapping[DecisionId, str | None],
) -> pl.DataFrame:
    """List what people decided here about accounts; one that a later one about the same replaced by nothing was reversed."""
    later: dict[tuple[str | None, str], datetime | None] = {}
    rows = []
    for decision in reversed([made for made in every if made.case is not None and made.post is None]):
        key = (decision.case, _name(decision.about))
        case = opened.get(decision.case) if decision.case else None
        outcome = appeals.get(decision.id)
        rows.append(
            {
                "case": decision.case,
                "account": _name(decision.about),
                "measure": decision.measure,
                "at": decision.at,
                "reversed_at": later.get(key) if decision.measure != "none" else None,
                "appealed": decision.id in appeals,
                "upheld": None if outcome is None else outcome == "upheld",
                "opened_at": case.opened_at if case else None,
                "chance": case.chance if case else None,
                "takedown": belongs.get(decision.id),
            }
        )
        if decision.measure == "none":
            later[key] = decision.at
    return pl.DataFrame(rows, schema=SCHEMAS["decisions"], orient="row").reverse()


def _detected(opened: Iterable[Case], made: Iterable[Decision]) -> pl.DataFrame:
    """Say which ways each account was found: by suspicion, notice, return or network, or by those who decided elsewhere.

    Each source that labelled an account found it, whichever label holds: how many found the same says how many nobody found.
    """
    rows: list[tuple[str, str, datetime | None]] = [
        (_name(case.about), case.origin, case.opened_at) for case in opened if case.origin not in ASKED_AGAIN
    ]
    rows += [
        (_name(decision.about), decision.source, decision.at)
        for decision in made
        if decision.case is None and decision.verdict == "violating"
    ]
    return pl.DataFrame(rows, schema=SCHEMAS["detections"], orient="row")


def _takedowns(whole: ObservedTables) -> Iterator[MeasuredTakedown]:
    closed = whole.closed().drop_nulls("takedown")
    found = closed.group_by("takedown").agg(at=pl.col("closed_at").min(), accounts=pl.len())
    for row in found.sort(["at", "takedown"], descending=True).iter_rows(named=True):
        yield MeasuredTakedown(id=row["takedown"], at=row["at"], accounts=row["accounts"])


def _name(about: Account) -> str:
    return f"{about.platform}:{about.id}"


def _folder(app: App, takedown: str | None) -> Path:
    return app.config.effect / ("all" if takedown is None else f"of-{digest(takedown)[:16]}")
