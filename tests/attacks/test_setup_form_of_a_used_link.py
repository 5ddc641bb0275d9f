"""The form for the first admin is shown to nobody once there is one."""

from tests.attacks.site import Site

KIND = "cheap before expensive"


def test_it_does_not_work(site: Site) -> None:
    assert site.stranger().get("/setup/anything").status_code == 404
