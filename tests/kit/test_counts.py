"""Numbers and times are counted by name and labels."""

from threading import Thread

from cautery.kit.counts import BUCKETS_S, Counts


def test_numbers_are_added_up_whoever_counts() -> None:
    counts = Counts()

    def count() -> None:
        for _ in range(500):
            counts.add("seen", platform="harbour", kind="post")

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counts.numbers() == {"seen": {(("kind", "post"), ("platform", "harbour")): 2000}}


def test_a_time_is_counted_in_the_first_class_that_holds_it() -> None:
    counts = Counts()
    for seconds in (0.005, 0.006, 1e6):
        counts.took("took", seconds, route="/")
    found = counts.times()["took"][(("route", "/"),)]

    assert (found.counts[:2], found.counts[-1], len(found.counts)) == ([1, 1], 1, len(BUCKETS_S) + 1)
    assert round(found.sum_s - 1e6, 3) == 0.011
