"""The API's reference is a page inside, for whoever is signed in."""

from tests.console.conftest import Browser, Enter


def test_the_page_asks_the_api_for_its_own_description(enter: Enter, stranger: Browser) -> None:
    page = enter("reviewer").get("/docs").text

    assert 'data-api="/v1/openapi.json"' in page
    assert "//cdn" not in page
    assert stranger.get("/docs", follow_redirects=False).headers["location"].startswith("/sign-in")
