"""The signal types on the shelf, by name."""

from collections.abc import Mapping

from cautery.errors import Missing
from cautery.kit.shelf import take_all
from cautery.signals import types
from cautery.signals.signal_type import SignalType


def signal_types() -> Mapping[str, SignalType]:
    """Take every signal type from the shelf, by name."""
    return {name: kind() for name, kind in take_all(types, SignalType).items()}  # type: ignore[type-abstract]


def signal_type(name: str) -> SignalType:
    """Take one signal type from the shelf."""
    kinds = signal_types()
    if name not in kinds:
        raise Missing(f"There is no signal type '{name}'; known are: {', '.join(sorted(kinds))}.")
    return kinds[name]
