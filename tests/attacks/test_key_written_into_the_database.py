"""Whoever writes to the database makes a key for an admin."""

from cautery.access.tokens import fingerprint
from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("admin")
    site.write(
        "INSERT INTO keys (id, fingerprint, person, name, scopes, ends_at, revoked, seal) "
        "VALUES ('k', ?, ?, 'k', 'change_hooks', ?, 0, NULL)",
        fingerprint("cautery_forged"),
        victim,
        9e9,
    )
    answer = site.stranger(Authorization="Bearer cautery_forged").get("/v1/hooks")
    site.write("DELETE FROM keys WHERE id = 'k'")

    assert answer.status_code == 401
