"""What measures on a real Synapse mean for whom they meet."""

from collections.abc import Iterator

import httpx
import pytest

from cautery.errors import Missing, Refused
from cautery.model.account import Account, AccountId
from cautery.model.action import Action
from cautery.model.decision import DecisionId, Measure
from cautery.platforms.connectors.matrix import Matrix
from cautery.platforms.reach import Reach
from tests.servers.synapse import Member, Synapse
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("matrix")


@pytest.fixture
def platform(matrix: Synapse) -> Iterator[Matrix]:
    opened = Matrix.connect(
        Reach(platform=PLAZA, connector="matrix", address=matrix.address, secret=matrix.token, a_second=9)
    )
    yield opened
    opened.close()


def an_action(who: Member, measure: Measure, post: str | None = None) -> Action:
    about = Account(platform=PLAZA, id=AccountId(who.id))
    return Action(key=f"k-{measure}", decision=DecisionId("d"), about=about, measure=measure, post=post)


def test_whoever_is_restricted_can_read_and_say_nothing(matrix: Synapse, platform: Matrix) -> None:
    ada = Member(matrix.address, "ada-who-is-restricted")
    room = ada.opens("square")
    platform.act(an_action(ada, "restrict"))
    with pytest.raises(RuntimeError, match="M_USER_SUSPENDED"):
        ada.says(room, "still here?")
    platform.undo(an_action(ada, "restrict"), "k-restrict")

    assert ada.says(room, "here again")


def test_nobody_gets_in_with_a_suspended_account(matrix: Synapse, platform: Matrix) -> None:
    ada = Member(matrix.address, "ada-who-is-suspended")
    platform.act(an_action(ada, "suspend"))
    with pytest.raises(RuntimeError, match="M_USER_LOCKED"):
        ada.opens("square")
    platform.undo(an_action(ada, "suspend"), "k-suspend")

    assert ada.opens("square")


def test_a_file_is_removed_by_the_message_that_carries_it(matrix: Synapse, platform: Matrix) -> None:
    ada, bob = Member(matrix.address, "ada-with-a-file"), Member(matrix.address, "bob-who-looks")
    file = ada.uploads(b"not really a picture of ada")
    message = ada.says(ada.opens("square"), "look", msgtype="m.image", url=file)

    def shown() -> int:
        where = f"{matrix.address}/_matrix/client/v1/media/download/{file.removeprefix('mxc://')}"
        return httpx.get(where, headers=bob.token).status_code

    assert shown() == 200
    platform.act(an_action(ada, "remove", message))
    assert (shown(), platform.in_effect(an_action(ada, "remove", file))) == (404, True)
    platform.undo(an_action(ada, "remove", message), "k-remove")
    assert shown() == 200
    with pytest.raises(Missing):
        platform.act(an_action(bob, "remove", file))


def test_words_alone_are_not_removed_because_they_could_not_be_given_back(matrix: Synapse, platform: Matrix) -> None:
    ada = Member(matrix.address, "ada-with-words")
    message = ada.says(ada.opens("square"), "only words")
    with pytest.raises(Refused, match="words alone"):
        platform.act(an_action(ada, "remove", message))


def test_a_closed_account_counts_as_suspended_by_others(matrix: Synapse, platform: Matrix) -> None:
    ada = Member(matrix.address, "ada-who-closed")
    where = f"{matrix.address}/_synapse/admin/v1/deactivate/{ada.id}"
    httpx.post(where, json={}, headers={"Authorization": f"Bearer {matrix.token}"}, timeout=60).raise_for_status()

    assert platform.in_effect(an_action(ada, "suspend"))
    assert platform.act(an_action(ada, "suspend")) == "k-suspend"
