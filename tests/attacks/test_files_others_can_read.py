"""Another user of the machine reads a file of the installation."""

from tests.attacks.site import Site

KIND = "secrets in clear"


def test_it_does_not_work(site: Site) -> None:
    open_to_others = [
        str(path) for path in site.home.rglob("*") if path.stat().st_mode & 0o077 and "keys" in path.parts
    ]

    assert site.home.stat().st_mode & 0o077 == 0
    assert [path for path in open_to_others if not path.endswith((".pub", ".token", ".webhook", "keys"))] == []
