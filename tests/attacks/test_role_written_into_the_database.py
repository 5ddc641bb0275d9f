"""Whoever writes to the database makes themselves an admin."""

from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    mallory = site.person("reviewer")
    site.write(
        'INSERT INTO people (seq, person, roles, languages, active, "by", at, seal) '
        "SELECT max(seq) + 1000, ?, 'admin senior', '', 1, 'boss', '2026-01-01T00:00:00Z', ? FROM people",
        mallory,
        "0" * 64,
    )
    answer = site.browser(mallory).submit("/people/leave", person="boss")
    site.write("DELETE FROM people WHERE seal = ?", "0" * 64)

    assert answer.status_code == 403
