"""The shipped figures are chances and bits, and say what they rest on."""

from cautery.suspicion.operators.channels import shipped_channels
from cautery.suspicion.operators.portrait import ACCESS

SHIPPED = shipped_channels()


def test_every_figure_is_one_that_can_be_reckoned_with() -> None:
    for name, one in SHIPPED.channel.items():
        assert 0 < one.persists < 1, name
        assert one.most_bits > 0, name
        assert one.source, name


def test_only_what_the_platform_alone_sees_is_not_copied() -> None:
    assert {name for name, one in SHIPPED.channel.items() if not one.copied} == set(ACCESS)


def test_all_that_can_be_copied_is_in_families_that_say_only_so_much() -> None:
    assert all(0 < rule.further < 1 and rule.most_bits > 0 for rule in SHIPPED.family.values())


def test_few_innocent_newcomers_are_to_be_named() -> None:
    assert 0 < SHIPPED.named.false_alarms <= 0.001
    assert SHIPPED.named.own_bits > 0
