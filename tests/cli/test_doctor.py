"""`cautery doctor`: is this installation sound?"""

from cautery.app import opened
from cautery.model.hook import HOLDERS
from cautery.store import messages
from tests.cli.terminal import Terminal


def test_a_sound_installation_is_told_part_by_part(town: Terminal) -> None:
    done = town.run("doctor", "--json")

    assert (done.code, done.said["ok"]) == (0, True)
    assert {check["name"] for check in done.part("checks")} >= {"folder", "policy", "key", "database", "journal", "log"}


def test_a_key_that_others_can_read_is_found(town: Terminal) -> None:
    (town.home / "keys" / "audit.key").chmod(0o644)
    done = town.run("doctor", "--json")

    assert (done.code, done.said["ok"]) == (1, False)
    assert [check["name"] for check in done.part("checks") if not check["ok"]] == ["key"]


def test_in_words_it_says_what_is_wrong_and_what_to_type(town: Terminal) -> None:
    (town.home / "keys" / "audit.key").chmod(0o644)
    done = town.run("doctor")

    assert done.code == 1
    assert "failed" in done.out
    assert "chmod go-rwx" in done.out


def test_no_installation_is_missing_and_not_unsound(nowhere: Terminal) -> None:
    assert nowhere.run("doctor", "--json").code == 3


def test_letters_that_were_given_up_wait_for_somebody_and_the_installation_is_sound(town: Terminal) -> None:
    with opened(town.home) as app, app.writing() as tx:
        messages.queue_notifications(tx, HOLDERS, "action.confirmed", {"holder_a1": {"action": "a1"}})
        messages.keep(tx.connection, "holder_a1", state="parked", tries=9, next_at=tx.at, says="no way is known")
    done = town.run("doctor")

    assert done.code == 0
    assert "attention" in done.out
    assert "cautery takedown resend" in " ".join(done.out.split())
