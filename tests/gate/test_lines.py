"""A household holds so many lines and no more, and all together no more than there are files for."""

from ipaddress import ip_network

from cautery.gate.lines import OpenConnections


def test_a_household_has_its_share_and_gets_it_back() -> None:
    lines = OpenConnections(each=2, most=9)
    assert lines.open("2a01:4f8:1:2::1")
    assert lines.open("2a01:4f8:1:2::2")

    assert not lines.open("2a01:4f8:1:2::3")
    assert lines.open("2a01:4f8:1:3::1")
    lines.close("2a01:4f8:1:2::1")
    assert lines.open("2a01:4f8:1:2::4")


def test_a_proxy_speaks_for_many_and_all_together_are_bounded() -> None:
    lines = OpenConnections(trusted=[ip_network("10.0.0.0/8")], each=1, most=3)

    assert [lines.open("10.0.0.1") for _ in range(4)] == [True, True, True, False]
    assert not lines.open("8.8.8.8")
