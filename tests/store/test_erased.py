"""What an erasure says it removed is believed of what stood in the log before it, and of nothing else."""

from dataclasses import replace

from cautery.store import erasures
from cautery.store.erased import changed_rows, erased_entries
from tests.store.conftest import Open
from tests.store.test_erasures import ASKED


def test_only_what_was_there_before_can_have_been_erased(writing: Open) -> None:
    with writing() as tx:
        erasures.append(tx, ASKED)
        erasures.append(tx, replace(ASKED, state="done", numbers=(0, 1, 7), changed={"notes": (4,)}))

        assert erased_entries(tx.connection) == {0}
        assert changed_rows(tx.connection) == {"notes": frozenset({"4"})}


def test_one_that_is_not_done_erased_nothing(writing: Open) -> None:
    with writing() as tx:
        erasures.append(tx, ASKED)
        erasures.append(tx, replace(ASKED, state="approved", numbers=(0,)))

        assert erased_entries(tx.connection) == frozenset()
