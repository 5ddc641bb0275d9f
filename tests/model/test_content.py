"""Content is what was published: a text, links, or neither."""

from dataclasses import FrozenInstanceError

import pytest

from cautery.model.content import Content


def test_content_that_says_nothing_is_empty_and_not_missing() -> None:
    assert (Content().text, Content().links) == ("", ())


def test_content_cannot_be_edited() -> None:
    with pytest.raises(FrozenInstanceError):
        Content(text="lamps").text = "wicks"  # type: ignore[misc]
