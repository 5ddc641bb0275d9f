"""Every reader of items from outside: whatever is done to an item, no exception leaves, and no good item is lost."""

from bench.intake_faults import run


def test_one_bad_item_in_a_hundred_costs_no_good_one() -> None:
    figures = run(300, 0.01)

    assert (figures["lost"], figures["duplicates"]) == (0, 0)
    assert figures["quarantined"] > 0


def test_whatever_is_done_to_an_item_no_exception_leaves() -> None:
    """`make bench NAME=intake_faults` with ITEMS=100000 goes on where this ends."""
    assert run(300, 1.0)["lost"] == 0
