"""A parameter is left out only where it identifies nobody's page."""

import pytest

from cautery.signals.links.tracking import is_tracking


@pytest.mark.parametrize(
    ("host", "name", "expected"),
    [
        ("example.org", "utm_source", True),
        ("example.org", "UTM_Source", True),
        ("example.org", "source", False),
        ("medium.com", "source", True),
        ("example.org", "t", False),
        ("music.youtube.com", "feature", True),
        ("example.org", "v", False),
    ],
)
def test_what_is_tracking_depends_on_the_host(host: str, name: str, expected: bool) -> None:
    assert is_tracking(host, name) is expected
