"""The addresses of one page are written as one; rows and their examples: `test_canonical`."""

from cautery.signals.links.same_page import one_address


def test_what_no_row_knows_stays_as_it_is() -> None:
    assert one_address("example.org/a?b=1") == "example.org/a?b=1"


def test_names_are_lowered_only_where_the_service_does_so() -> None:
    assert one_address("t.me/LampKeepers") == "t.me/lampkeepers"
    assert one_address("t.me/+AAAbbb") == "t.me/+AAAbbb"
