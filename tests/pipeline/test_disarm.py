"""What a takedown banked ends when it is undone, and what others banked stays."""

from cautery.app import App
from cautery.model.bank import BankEntry
from cautery.model.plan import PlanId
from cautery.pipeline.disarm import disarm, origin_of
from cautery.pipeline.recognise import bank_entries
from cautery.store import banks


def an_entry(app: App, origin: str, value: str) -> BankEntry:
    return BankEntry(
        bank="removed",
        type="term",
        value=value,
        origin=origin,
        policy="promotes",
        why="so",
        added_by="ada",
        added_at=app.clock.now(),
    )


def test_only_what_this_takedown_banked_ends(app: App) -> None:
    ours = PlanId("p1")
    with app.writing() as tx:
        entries = [an_entry(app, origin_of(ours), "lanterns"), an_entry(app, origin_of(PlanId("p2")), "lanterns")]
        banks.append(tx, entries)
        ended = disarm(tx, ours)
        again = disarm(tx, ours)

    assert (ended, again) == (1, 0)
    assert [one.origin for one in bank_entries(app, bank="removed")] == ["takedown:p2"]
