"""A batch updates what is known of accounts, and the same batch again changes nothing."""

import msgspec
import numpy as np

from cautery.app import App
from cautery.pipeline.detection.accounts import Accounts
from cautery.store.journal import JournalPlace
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.lookup import Keys, keys_of
from tests.world import follow, neighbourhood, notice, person, post

HERE = JournalPlace(segment=1, byte=10)


def test_the_same_batch_again_changes_nothing(app: App) -> None:
    accounts = Accounts(app)
    events = [*neighbourhood().events, notice("elder"), post("elder", "the lamps are lit tonight")]
    number = accounts.state.number(("harbour", "elder"))
    assert number is None
    with accounts.turn():
        accounts.take(events, until=HERE)
        number = accounts.state.number(("harbour", "elder"))
        assert number is not None
        accounts.follow({number: Dossier(about=person("elder"))})
        accounts.take(events, until=HERE)
        once = msgspec.json.encode((accounts.dossier(number), accounts.state.having(), accounts.state.population()))
        accounts.take(events, until=HERE)
        again = msgspec.json.encode((accounts.dossier(number), accounts.state.having(), accounts.state.population()))

    assert accounts.place() == HERE
    assert again == once


def test_whoever_uses_what_leads_to_removed_accounts_waits_for_a_dossier(app: App) -> None:
    accounts = Accounts(app)
    with accounts.turn():
        accounts.take([follow("before", "guard 9"), post("other", "hm")], until=HERE)
        accounts.lead_by(_keys("guard 9"))
        accounts.take([follow("after", "guard 9"), follow("nobody", "somebody")], until=HERE)

    assert {about.id for about in accounts.wanted().values()} == {"before", "after"}


def test_whoever_is_complained_of_is_followed(app: App) -> None:
    accounts = Accounts(app)
    with accounts.turn():
        accounts.take([notice("ada")], until=HERE)

    assert set(accounts.wanted().values()) == {person("ada")}
    assert not accounts.is_known(person("ada"))


def test_another_process_that_wrote_meanwhile_is_noticed(app: App) -> None:
    one, other = Accounts(app), Accounts(app)
    with one.turn():
        one.take([post("ada", "hello")], until=HERE)
    with other.turn():
        assert other.place() == HERE
        other.take([post("ben", "hello")], until=JournalPlace(segment=1, byte=20))
    opened = one.opened
    with one.turn():
        assert one.opened == opened + 1
        assert one.place().byte == 20
        one.take([post("cleo", "hello")], until=JournalPlace(segment=1, byte=30))
    with one.turn():
        assert one.opened == opened + 1


def _keys(target: str) -> Keys:
    return np.array(sorted(keys_of("ties", target, {})), dtype=np.int64)
