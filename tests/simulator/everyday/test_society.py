"""The society holds those whom recognition of returns most easily wrongs, beside those who return."""

from collections import Counter

from cautery.simulator.everyday.refrains import KINDS
from cautery.simulator.everyday.society import INNOCENT, a_society

SMALL = a_society(3, size=0.1)


def test_every_kind_of_innocent_is_there_and_every_group_lost_a_member() -> None:
    kinds = Counter(one.kind for one in SMALL.people)
    lost = {one.groups[0][0] for one in SMALL.people if one.kind == "removed" and one.groups}

    assert kinds.keys() >= {*INNOCENT, *KINDS, "ordinary", "removed", "return"}
    assert lost == set(KINDS)


def test_the_same_seed_is_the_same_society_and_another_is_another() -> None:
    assert a_society(3, size=0.1) == SMALL
    assert a_society(4, size=0.1) != SMALL


def test_a_return_comes_after_the_removal_and_is_the_same_hand() -> None:
    by_id = {one.id: one for one in SMALL.people}
    for one in SMALL.people:
        if one.kind == "return" and one.of:
            assert by_id[one.of].removed is not None
            assert one.voice.slots == by_id[one.of].voice.slots


def test_a_sold_telephone_and_a_brother_share_the_device_and_no_mailbox() -> None:
    by_id = {one.id: one for one in SMALL.people}
    for one in SMALL.people:
        if one.kind in ("brother_device", "phone_sold", "phone_sold_scene") and one.of:
            assert set(one.devices) & set(by_id[one.of].devices)
            assert one.email != by_id[one.of].email
