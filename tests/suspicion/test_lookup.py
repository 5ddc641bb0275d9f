"""An index of who uses what counts the same as reading everybody."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from cautery.engine.postings import Postings
from cautery.model.account import Account, Platform
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.evidence import dossiers_of
from cautery.suspicion.lookup import OfPlatform, keys_of, leads_of, users_among, users_by
from cautery.suspicion.operators.bank import lasting_keys
from cautery.suspicion.operators.portrait import AccountPortrait
from cautery.suspicion.snapshot import CHANNELS, Snapshot, take_snapshot
from tests.world import HARBOUR, neighbourhood

WORLD = neighbourhood()


@pytest.fixture
def dossiers() -> dict[Account, Dossier]:
    return dossiers_of(WORLD.history)


@pytest.fixture
def index(tmp_path: Path, dossiers: dict[Account, Dossier]) -> Postings:
    index = Postings(tmp_path, [])
    portraits: dict[Account, AccountPortrait] = {}
    for event in WORLD.events:
        about = Account(platform=event.platform, id=event.account)
        portraits.setdefault(about, AccountPortrait(about=about)).see(event)
    for number, (about, portrait) in enumerate(sorted(portraits.items(), key=lambda one: one[0])):
        keys = [
            *lasting_keys(portrait),
            *(key for text in texts_of(dossiers, about) for key in keys_of("texts", text, {})),
        ]
        index.add(np.array(keys, dtype=np.int64), np.full(len(keys), number, dtype=np.uint32))
    return index


def texts_of(dossiers: dict[Account, Dossier], about: Account) -> Iterable[str]:
    return dossiers[about].texts if about in dossiers else ()


def here(platform: Platform, numbers: np.ndarray) -> np.ndarray:
    return np.full(len(numbers), platform == HARBOUR)


def counted(dossiers: dict[Account, Dossier], index: Postings, of_platform: OfPlatform) -> tuple[Snapshot, Snapshot]:
    gone = [dossiers[about] for about in WORLD.removed]
    population = len(dossiers)
    return (
        take_snapshot("read", gone, users_among(dossiers.values()), population=population),
        take_snapshot("looked up", gone, users_by(index.find, of_platform), population=population),
    )


def test_the_index_counts_as_reading_everybody_does(dossiers: dict[Account, Dossier], index: Postings) -> None:
    read, looked_up = counted(dossiers, index, here)

    for channel in CHANNELS:
        assert getattr(looked_up, channel) == getattr(read, channel) != {}
    assert [one.removed for one in looked_up.circles] == [one.removed for one in read.circles]
    for one, other in zip(looked_up.circles, read.circles, strict=True):
        assert one.shared == pytest.approx(other.shared)


def test_whoever_is_on_another_platform_is_not_counted(dossiers: dict[Account, Dossier], index: Postings) -> None:
    nobody = counted(dossiers, index, lambda _, numbers: np.zeros(len(numbers), dtype=bool))[1]

    for channel in CHANNELS:
        assert all(count.users == count.removed for count in getattr(nobody, channel).values())


def test_what_few_share_with_removed_accounts_leads_to_them(dossiers: dict[Account, Dossier], index: Postings) -> None:
    leads = set(leads_of(counted(dossiers, index, here)[1]).tolist())

    assert set(keys_of("links", "justpaste.it/lanternguard", {})) <= leads
    assert set(keys_of("ties", WORLD.removed[0].id, {})) <= leads
    assert not set(keys_of("links", "news.example/today", {})) & leads
