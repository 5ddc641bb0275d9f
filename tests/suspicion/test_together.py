"""What an account says as just the same removed accounts did counts once, in all channels together."""

import pytest

from cautery.model.account import Account
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.lookup import users_among
from cautery.suspicion.snapshot import Counts, Snapshot, bits_borne_out, take_snapshot
from cautery.suspicion.together import added, bounded
from tests.world import HARBOUR, person

NEW = person("new")
SHARED = {"links": ("a", "b"), "handoffs": ("telegram:c",)}


def snapshot_of(*uses: tuple[str, str, str], removed: str = "rs") -> Snapshot:
    """Count who uses what: account, channel, value."""
    drawn = {name: Dossier(about=person(name)) for name in removed}
    for name, channel, value in uses:
        getattr(drawn.setdefault(name, Dossier(about=person(name))), channel)[value] = f"{name} {value}"
    return take_snapshot("", [drawn[name] for name in removed], users_among(drawn.values()), population=5000)


def total(about: Account, snapshot: Snapshot) -> float:
    """Add up what an account says that uses all of it, channel by channel."""
    removed = about in snapshot.removed
    worth: dict[str, dict[str, float]] = {channel: {} for channel in SHARED}
    for channel, values in SHARED.items():
        counts: Counts = getattr(snapshot, channel)
        for value in values:
            if (count := counts.get((HARBOUR, value))) is not None:
                worth[channel][value] = snapshot.bits(count, about=about) if removed else snapshot.stranger_bits(count)
    return sum(added(list(of.values())) for of in bounded(about, snapshot, worth).values())


def used_by(*names: str) -> list[tuple[str, str, str]]:
    return [(name, channel, value) for name in names for channel, values in SHARED.items() for value in values]


def test_much_that_is_shared_with_one_removed_account_says_what_one_account_bears_out() -> None:
    alone = snapshot_of(*used_by("r", "new"))

    assert total(NEW, alone) == pytest.approx(bits_borne_out(1, 0))


def test_what_many_share_as_much_with_one_removed_account_says_nothing() -> None:
    """A class of eighteen loses a member."""
    mates = [f"mate {number}" for number in range(30)]

    assert total(NEW, snapshot_of(*used_by("r", "new", *mates))) == 0.0


def test_who_shares_more_than_the_others_is_not_hidden_by_them() -> None:
    """One who is back shares its contact; those who read the same page share only that."""
    readers = [(f"reader {number}", "links", "a") for number in range(12)]

    assert total(NEW, snapshot_of(*used_by("r", "new"), *readers)) == pytest.approx(bits_borne_out(1, 0))


def test_what_is_shared_with_different_removed_accounts_adds_up() -> None:
    one = snapshot_of(*used_by("r", "new"))
    both = snapshot_of(
        *(use for use in used_by("r", "new") if use[1] == "links"), *used_by("s")[2:], *used_by("new")[2:]
    )

    assert both.circles[0].removed == both.circles[1].removed == 1
    assert total(NEW, both) > 1.5 * total(NEW, one)


def test_an_account_that_was_removed_itself_does_not_vouch_for_itself() -> None:
    alone = snapshot_of(*used_by("r", "s"))

    assert total(person("r"), alone) == pytest.approx(bits_borne_out(1, 0))
