"""Whatever is filled into a page is escaped, and a page that lacks something fails instead of showing a gap."""

from datetime import UTC, datetime

import pytest
from jinja2 import UndefinedError

from cautery.console.render import letter_line, outside

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def test_what_is_filled_in_is_text_and_never_a_page() -> None:
    shown = bytes(
        outside("problem.html", now=NOON, title="<script>", says='"><img src=x onerror=y>', next="").body
    ).decode()

    assert "<script>" not in shown
    assert "<img" not in shown
    assert "&lt;img src=x onerror=y&gt;" in shown


def test_a_page_that_lacks_something_fails() -> None:
    with pytest.raises(UndefinedError):
        outside("problem.html", now=NOON)


def test_a_letters_values_are_set_apart_and_inert() -> None:
    shown = str(letter_line("a \u2068<b>\u202e\u2069 c \u2068d\u2069 <e>"))

    assert shown == "a <bdi>&lt;b&gt;[RLO]</bdi> c <bdi>d</bdi> &lt;e&gt;"
