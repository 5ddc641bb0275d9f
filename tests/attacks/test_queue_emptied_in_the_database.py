"""Whoever writes to the database lets a case vanish from the queue."""

from tests.attacks.cases import open_case
from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    [case] = open_case(site.app)
    kept = site.read('SELECT * FROM waiting WHERE "case" = ?', case)
    site.write('DELETE FROM waiting WHERE "case" = ?', case)
    told = [finding for finding in site.findings() if "missing from the queue" in finding]
    site.write(f"INSERT INTO waiting VALUES ({', '.join('?' * len(kept[0]))})", *kept[0])

    assert told
