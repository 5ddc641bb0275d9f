"""Health tells of orders that wait, threats of which no authority was told, and keys that should be gone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cautery.app import App
from cautery.cases.opening import Complaint
from cautery.errors import Invalid
from cautery.kit.clock import FrozenClock
from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.cases.opening import open_noticed
from cautery.pipeline.cases.threats import raise_threat, told
from cautery.pipeline.installation.duty_checks import orders_wait, preserved_say, threats_wait
from cautery.pipeline.orders.preserving import destroy_expired, preserve
from cautery.pipeline.orders.receiving import receive_order
from cautery.settings.tables import AuthorityTable
from cautery.store import cases
from tests.pipeline.orders.orders import a_form, at

ABOUT = Account(platform=Platform("harbour"), id=AccountId("ana"))


def test_an_order_waits_and_then_is_a_fault(app: App) -> None:
    assert orders_wait(app) == ""
    order = receive_order(at(app, 0), a_form(), channel="mail").order

    assert f"1 removal orders wait: {order}" in orders_wait(at(app, 59))
    with pytest.raises(Invalid, match="has passed"):
        orders_wait(at(app, 61))


def test_a_threat_waits_until_an_authority_was_told_and_the_directory_says_which(app: App) -> None:
    complaint = Complaint(notice="n1", about=ABOUT, post=None, kind="user", category=None, at=app.clock.now())
    open_noticed(app, [complaint])
    with app.reading() as connection:
        [case] = cases.every(connection)
    raise_threat(app, case.id, "a bomb at the quay")
    quay = AuthorityTable(title="Quay Police", contact="+00 110", threats=True)
    known = App(replace(app.config, authorities={"quay": quay}), clock=app.clock, person=app.person)

    assert "Quay Police (+00 110)" in threats_wait(known)
    assert "Europol" in threats_wait(app)
    told(app, case.id, "Quay Police, by telephone, 7/26")
    assert threats_wait(app) == ""


def test_a_key_that_should_be_gone_is_a_fault(town: App) -> None:
    day = timedelta(days=1)
    made = preserve(town, ABOUT, basis="tco_art6", document="7/26", expires_at=town.clock.now() + day)
    later = App(town.config, clock=FrozenClock(town.clock.now() + day), person=town.person)
    destroy_expired(later)
    assert preserved_say(town).startswith("1 preserved")
    (town.config.home / "keys" / "preserved" / f"{made.id}.key").write_text("still here")

    with pytest.raises(Invalid, match="delete this file"):
        preserved_say(town)
