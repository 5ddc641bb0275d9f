"""On the command line, somebody names an approver who exists and was not asked: it waits for them."""

from tests.attacks.cases import open_case
from tests.attacks.site import Site

KIND = "one admin is not two people"


def test_it_does_not_work(site: Site) -> None:
    [case] = open_case(site.app)
    done = site.command(
        "decide",
        case,
        "--measure",
        "observe",
        "--clause",
        "promotes",
        "--reason",
        "r",
        "--requester",
        "police",
        "--legal-basis",
        "art. 1",
        "--until",
        "2099-01-01",
        "--approver",
        site.person("senior"),
    )

    assert done.returncode == 0, done.stderr
    assert site.read('SELECT * FROM decisions WHERE "case" = ?', case) == []
