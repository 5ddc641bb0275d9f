"""A receipt that was changed, cut, written large, or is used for something else."""

from tests.attacks.site import NOTICE, Site

KIND = "public forms"


def test_it_does_not_work(site: Site) -> None:
    stranger = site.stranger()
    receipt = stranger.post("/notice", data=NOTICE).headers["location"].rpartition("/")[2].partition("?")[0]
    assert stranger.get(f"/notice/{receipt}").status_code == 200
    for bent in (receipt[:-1], receipt.upper(), receipt + "0", receipt.replace(".", "..")):
        assert stranger.get(f"/notice/{bent}").status_code == 404

    assert stranger.get(f"/why/{receipt}").status_code == 404
