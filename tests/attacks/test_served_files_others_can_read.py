"""Another user of the machine reads a file that a service made."""

from tests.attacks.site import Site

KIND = "secrets in clear"


def test_it_does_not_work(site: Site) -> None:
    site.program("admin").post("/v1/events", content=b"oops", headers={"Content-Type": "application/x-ndjson"})
    names = ("served", "installation", "ingest.sock", "cautery.db", "cautery.db-wal", "cautery.db-shm", "work.db")
    found = [site.home / name for name in names if (site.home / name).exists()]

    assert site.home.stat().st_mode & 0o077 == 0
    assert len(found) > 3
    assert [str(path) for path in found if path.stat().st_mode & 0o077] == []
