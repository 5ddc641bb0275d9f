"""On the command line, somebody names an approver who does not exist."""

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
        "anybody",
    )

    assert done.returncode in (2, 3, 4)
    assert site.read('SELECT * FROM decisions WHERE "case" = ?', case) == []
