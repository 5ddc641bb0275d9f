"""The signal types on the shelf, by name."""

from collections.abc import Mapping
from functools import cache

from cautery.errors import Missing
from cautery.kit.shelf import take_all
from cautery.signals import types
from cautery.signals.signal_type import SignalType


def signal_types() -> Mapping[str, SignalType]:
    """Take every signal type from the shelf, by name."""
    return {name: kind() for name, kind in _on_the_shelf().items()}


def signal_type(name: str) -> SignalType:
    """Take one signal type from the shelf."""
    kinds = signal_types()
    if name not in kinds:
        raise Missing(f"There is no signal type '{name}'; known are: {', '.join(sorted(kinds))}.")
    return kinds[name]


@cache
def _on_the_shelf() -> Mapping[str, type[SignalType]]:
    """Look once: asking what is installed takes a quarter of a second, and a removal asks for every post."""
    return take_all(types, SignalType)  # type: ignore[type-abstract]
