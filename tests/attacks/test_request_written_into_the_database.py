"""An admin who writes to the database asks in another admin's name, and confirms it."""

from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    mallory, other = site.person("admin"), site.person("admin")
    site.write(
        'INSERT INTO access_requests (seq, id, kind, state, person, roles, languages, "by", at, seal) '
        "SELECT coalesce(max(seq), 0) + 1000, 'forged', 'roles', 'asked', ?, 'admin legal', '', ?, '2099-01-01T00:00Z', NULL "
        "FROM access_requests",
        mallory,
        other,
    )
    page = site.browser(mallory).submit("/people/confirm", request="forged", person=mallory)
    site.write("DELETE FROM access_requests WHERE id = 'forged'")

    assert "no such request" in page.text
