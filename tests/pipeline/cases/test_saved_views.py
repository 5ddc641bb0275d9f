"""A view has a name, is one's own, and there are not too many of them."""

import pytest

from cautery.app import App
from cautery.errors import Conflict, Invalid
from cautery.pipeline.cases.saved_views import MOST, forget_view, keep_view, my_views


def test_a_view_is_ones_own(app: App) -> None:
    keep_view(app, "  Arabic   notices ", query="language=ar&origin=notice")
    assert my_views(app) == {"Arabic notices": "language=ar&origin=notice"}
    assert my_views(app.acting_as("cyd")) == {}
    forget_view(app, "Arabic notices")

    assert my_views(app) == {}


def test_a_view_needs_a_name_and_there_are_not_too_many(app: App) -> None:
    for name in ("", " ", "a" * 61):
        with pytest.raises(Invalid):
            keep_view(app, name, query="mine=True")
    for number in range(MOST):
        keep_view(app, f"view {number}", query="mine=True")
    keep_view(app, "view 0", query="late=True")
    with pytest.raises(Conflict, match="forget one first"):
        keep_view(app, "one more", query="mine=True")
