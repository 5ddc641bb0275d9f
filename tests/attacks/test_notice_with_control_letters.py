"""NUL, half a letter, a line end in an e-mail address."""

from tests.attacks.site import NOTICE, Site

KIND = "public forms"


def test_it_does_not_work(site: Site) -> None:
    stranger = site.stranger()
    for wrong in ({"text": "a\0b"}, {"email": "a@b.example\r\nBcc: c@d.example"}, {"account": "a\0"}):
        assert stranger.post("/notice", data=NOTICE | wrong).status_code == 422
