"""What a newcomer has in common with removed accounts counts for what it is worth, and what is missing for nothing."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from cautery.model.operator import OperatorLink
from cautery.suspicion.operators.bank import ACCESS_KEPT, ENTRIES_KEPT, Removed, build_bank
from cautery.suspicion.operators.compare import MOST_CANDIDATES, compare, compare_each, compare_with, own_words
from cautery.suspicion.operators.linkage import links_of, threshold_of
from cautery.suspicion.operators.portrait import ACCESS, AccountPortrait
from tests.hands import (
    BUSY,
    CHANNELS,
    GUARD,
    LATER,
    REMOVED_AT,
    bank,
    bits_between,
    guard,
    links,
    people,
    picture_of,
    portrait,
    said_by_guard,
)
from tests.world import NOON, person

OWN_TEXTS = [f"{what} on a plain day at the quay, number {n}" for n, what in enumerate(("soup", "bread", "tea"))]


def framed(traits: dict[str, str]) -> AccountPortrait:
    """Everything of guard 3 that anybody sees, copied; and the traits given."""
    known = guard(3)
    return portrait(
        "framed",
        handle=known.handle,
        display_name=known.display_name,
        bio=known.bio,
        avatar=known.avatar,
        traits=traits,
        follows=sorted(known.values["follows"]),
        texts=[*(one.text for one in known.written), *OWN_TEXTS],
        links=sorted(known.values["links"]),
    )


def best(newcomer: AccountPortrait) -> OperatorLink:
    return links(newcomer)[0]


def test_whoever_copies_all_that_can_be_seen_is_not_named() -> None:
    """Who wants somebody gone copies a removed account in their name; device and style are their own."""
    link = best(framed({"device": "unheard-of", "ip": "192.0.2.250"}))

    assert link.earlier == person("guard 3")
    assert link.bits > 15
    assert not link.named


def test_with_the_removed_accounts_device_and_address_as_well_it_is_named() -> None:
    link = best(framed({"device": "device-3", "ip": "198.51.100.3"}))

    assert (link.earlier, link.named) == (person("guard 3"), True)


def test_no_innocent_account_of_the_harbour_is_named() -> None:
    assert [one.about for one in people()[:200] if any(link.named for link in links(one))] == []


def test_a_channel_that_is_missing_on_either_side_says_nothing() -> None:
    said = bits_between(portrait("new", traits={"ip": "198.51.100.3", "phone": "7"}), "guard 3")

    assert set(said) <= {"ip", "delay"}


def test_where_both_have_a_channel_and_nothing_in_common_it_speaks_against() -> None:
    new = portrait("new", traits={"ip": "198.51.100.3", "device": "another"}, avatar=picture_of("another"))
    said = bits_between(new, "guard 3")

    assert said["ip"] > 0 > max(said["device"], said["avatar"])


def test_an_address_of_many_says_little_and_a_rare_one_much() -> None:
    shared = replace(guard(3), values={"ip": {BUSY: "opened guard 3"}})
    removed = [Removed(portrait=shared if n == 3 else guard(n), at=REMOVED_AT) for n in range(GUARD)]
    busy = build_bank(removed, people())

    assert bits_between(portrait("new", traits={"ip": "198.51.100.3"}), "guard 3")["ip"] > 6
    assert bits_between(portrait("new", traits={"ip": BUSY}), "guard 3", among=busy).get("ip", 0.0) < 1


@pytest.mark.parametrize(("late", "known"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_what_only_the_platform_sees_is_compared_for_ninety_days(late: timedelta, known: bool) -> None:
    new = portrait(
        "new", at=REMOVED_AT + ACCESS_KEPT + late, traits={"device": "device-3"}, links=["https://paste.example/3"]
    )
    said = bits_between(replace(new, handle=guard(3).handle), "guard 3")

    assert (set(ACCESS) & set(said) != set()) == known
    assert said["handle"] > 0


@pytest.mark.parametrize(("late", "known"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_an_entry_is_compared_for_two_years(late: timedelta, known: bool) -> None:
    new = portrait("new", at=REMOVED_AT + ENTRIES_KEPT + late, handle=guard(3).handle)

    assert ("handle" in bits_between(new, "guard 3")) == known


def test_nobody_continues_itself() -> None:
    assert person("guard 3") not in {link.earlier for link in links(guard(3))}


@pytest.mark.parametrize("number", [0, 3, 7])
def test_comparing_with_everybody_one_by_one_finds_the_same(number: int) -> None:
    back = replace(guard(number), about=person("back"), begins=LATER)
    threshold = threshold_of(bank(), CHANNELS, false_alarms=0.001)
    slowly = [compare_with(back, bank(), CHANNELS, position=place) for place in range(GUARD)]
    expected = links_of(back, slowly, bank(), CHANNELS, threshold=threshold)
    found = {link.earlier: link for link in links(back)}

    assert [link.earlier for link in expected if link.named] == [link.earlier for link in found.values() if link.named]
    for link in expected:
        if link.earlier in found:
            assert found[link.earlier].bits == pytest.approx(link.bits, abs=1e-3)


def test_of_a_large_bank_whoever_shares_the_rarest_is_compared() -> None:
    """Everybody follows the same star; of those who share nothing else, some are passed over."""
    some = [
        portrait(f"one {n}", at=NOON, traits={"device": f"d{n}"}, follows=["star"]) for n in range(3 * MOST_CANDIDATES)
    ]
    large = build_bank([Removed(portrait=one, at=REMOVED_AT) for one in some], [])
    for number in (0, 40, 71):
        new = portrait("new", traits={"device": f"d{number}"}, follows=["star"])
        compared = {comparison.position for comparison in compare(new, large, CHANNELS)}
        assert number in compared
        assert len(compared) <= MOST_CANDIDATES


def test_who_is_compared_beside_whom_changes_nothing() -> None:
    some = [replace(guard(number), about=person(f"back {number}"), begins=LATER) for number in range(6)]
    together = {portrait_.about: found for portrait_, found in compare_each(some, bank(), CHANNELS)}
    for one in some:
        [(_, alone)] = compare_each([one], bank(), CHANNELS)
        pairs = zip(alone, together[one.about], strict=True)
        assert all(np.allclose([x.bits for x in a.findings], [x.bits for x in b.findings], atol=1e-4) for a, b in pairs)


def test_copied_texts_show_nobodys_hand() -> None:
    copied, own = said_by_guard(3, 1), "a line of my own about the weather and the long evening"
    words = own_words(portrait("new", texts=[copied, own]), bank())

    assert words.texts == [own]
    assert words.times == portrait("new", texts=[copied, own]).times


def test_a_newcomer_of_whom_nothing_is_known_is_linked_with_nobody() -> None:
    assert compare(AccountPortrait(about=person("nobody")), bank(), CHANNELS) == ()
    assert links(AccountPortrait(about=person("nobody"))) == ()


def test_a_picture_that_was_made_smaller_is_still_the_same() -> None:
    near = f"{int(guard(3).avatar, 16) ^ 0b111:064x}"

    assert bits_between(portrait("new", avatar=near), "guard 3")["avatar"] > 0


def test_whoever_declares_to_continue_an_account_is_linked_to_it() -> None:
    text = f"they deleted @{guard(3).handle}, follow this one"

    assert bits_between(portrait("new", texts=[text]), "guard 3")["declared"] > 0


def test_another_process_finds_the_same_to_the_last_bit() -> None:
    """Whatever seed it hashes with."""
    program = (
        "from dataclasses import replace\n"
        "from tests.hands import LATER, guard, links\n"
        "from tests.world import person\n"
        "print(links(replace(guard(3), about=person('back'), begins=LATER)))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parents[3],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(said) == 1
    assert "named=True" in said.pop()
