"""Whoever writes to the database changes an entry of the log."""

from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    [(number, entry)] = site.read("SELECT number, entry FROM audit ORDER BY number LIMIT 1 OFFSET 1")
    site.write("UPDATE audit SET entry = ? WHERE number = ?", b'{"what":"nothing"}', number)
    told = site.findings()
    site.write("UPDATE audit SET entry = ? WHERE number = ?", entry, number)

    assert any("not those that were signed" in finding for finding in told)
