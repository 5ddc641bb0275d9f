"""What is drawn is what was compared."""

import pytest

from cautery.console.side_by_side import hashes_of, outline_of
from cautery.errors import Invalid
from cautery.signals.media.look import look
from tests.material import landscape, saved

VALUE = look(saved(landscape(1)), to_bank=True).values("image_views")[0]


def test_the_nearest_hashes_are_drawn_and_the_bits_that_differ_are_marked() -> None:
    far, near, known = "f" * 64, "0" * 63 + "3", "0" * 63 + "1"
    drawn = hashes_of(known, f"{far}-{near}~outline")

    assert (drawn.bits, drawn.known, drawn.differing) == (1, "M0 0h1v1h-1z", "M1 0h1v1h-1z")
    assert drawn.seen == drawn.known + drawn.differing


def test_an_outline_has_every_point_once_and_no_more_than_fifteen_greys() -> None:
    shades = outline_of(VALUE)

    assert sum(shade.path.count("M") for shade in shades) == 32 * 32
    assert 5 < len(shades) == len({shade.fill for shade in shades}) <= 15


def test_a_value_without_an_outline_draws_none_and_what_is_none_is_refused() -> None:
    assert outline_of("f0" * 32) == ()
    with pytest.raises(Invalid, match="no outline"):
        outline_of("f0~junk")
