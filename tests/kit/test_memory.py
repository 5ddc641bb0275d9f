"""Large blocks go back to the system, where it has a setting for it."""

import ctypes
import sys

from cautery.kit.memory import give_back_large_blocks


def test_it_is_set_where_it_can_be_and_else_nothing_happens() -> None:
    can = sys.platform == "linux" and hasattr(ctypes.CDLL(None), "mallopt")

    assert give_back_large_blocks() == can
