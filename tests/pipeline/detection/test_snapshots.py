"""A snapshot holds for a day, has a name, and is made anew when people decided, banked or learnt."""

from datetime import timedelta

from cautery.app import App
from cautery.pipeline.banks.values import bank_value
from cautery.pipeline.detection.judging import up_to_date
from cautery.pipeline.detection.snapshots import basis_of, kept_snapshot, next_name
from cautery.pipeline.history.read import latest_event
from tests.world import NOON


def _name(app: App, *, later: timedelta = timedelta(0)) -> str:
    with up_to_date(app, at=latest_event(app) + later, opens=False) as judging:
        snapshot = judging.snapshot()
    assert snapshot is not None
    return snapshot.name


def test_it_is_named_by_its_day_and_number(town: App) -> None:
    first = _name(town)
    assert _name(town) == first == latest_event(town).date().isoformat()
    bank_value(town, {"type": "link", "value": "cards.example/1", "why": "card"}, bank="cards")

    assert _name(town) == f"{first}/2"
    assert _name(town, later=timedelta(days=1)) > f"{first}/2"


def test_what_is_kept_is_what_was_made(town: App) -> None:
    with up_to_date(town, at=latest_event(town), opens=False) as judging:
        made = judging.snapshot()
    kept = kept_snapshot(town)

    assert kept is not None
    assert kept.snapshot == made
    assert kept.basis.startswith(basis_of(town))


def test_one_that_cannot_be_read_is_none(town: App) -> None:
    _name(town)
    (town.config.engine / "detection" / "snapshot.msgpack").write_bytes(b"\x00spoilt")

    assert kept_snapshot(town) is None
    assert next_name(NOON, None) == NOON.date().isoformat()
