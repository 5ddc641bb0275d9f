import pytest

from cautery.errors import Missing
from cautery.signals.kinds import signal_type, signal_types
from cautery.signals.types.handoff import Handoff
from cautery.signals.types.link import Link
from cautery.signals.types.near_text import NearText
from cautery.signals.types.term import Term


def test_the_shelf_holds_a_type_under_the_name_of_its_file() -> None:
    shipped = {"handoff": Handoff, "link": Link, "near_text": NearText, "term": Term}

    assert shipped.items() <= {name: type(kind) for name, kind in signal_types().items()}.items()


def test_one_type_is_taken_by_name() -> None:
    assert isinstance(signal_type("near_text"), NearText)


@pytest.mark.parametrize("name", ["phone_hash", "", "Term", "types.term", "__init__"])
def test_an_unknown_type_is_missing_and_the_message_lists_those_that_are_known(name: str) -> None:
    with pytest.raises(Missing, match=r"known are: .*handoff, .*link, near_meaning, near_text, .*term") as refused:
        signal_type(name)

    assert f"'{name}'" in str(refused.value)
