"""Networks are found day by day, keep their identity, and become cases only where something forbidden attaches."""

import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.errors import Missing
from cautery.model.action import Action, ActionReceipt
from cautery.model.decision import Observation, decisions_in_force
from cautery.model.network import Network, NetworkId
from cautery.pipeline.cases.appeals import appeal, review_appeal
from cautery.pipeline.cases.decide import DecisionMade, decide_case
from cautery.pipeline.cases.proposals import approve, propose
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.networks import explain, networks
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store import actions, decisions, exhibits
from tests.lamplighters import DAYS, FANS, LAMPLIGHTERS, MORNING, harbour, lamplighters
from tests.outsiders import to_take_back
from tests.staffed import join
from tests.world import person, post


@pytest.fixture
def heard(app: App) -> App:
    """Give an installation that heard of everything at the harbour."""
    with Ingestion(app) as door:
        door.accept(harbour())
        door.catch_up()
    return app


def removed(app: App, folder: Path, *names: str) -> None:
    file = folder / "removed.csv"
    file.write_text("account,label\n" + "".join(f"{name},violating\n" for name in names))
    label(app, file)


def suspended(app: App, folder: Path) -> DecisionMade:
    """Let ada suspend the members of a network."""
    removed(app, folder, *LAMPLIGHTERS[:2])
    [found] = networks(app)
    assert found.case is not None
    word = DecisionInput(measure="suspend", clause="promotes", reason="One hand.")
    return decide_case(join(app, "ada", "reviewer"), found.case, word)


def reach_the_platform(app: App, meant: Sequence[Action]) -> None:
    with app.writing() as tx:
        got = [ActionReceipt(action=action.key, state="sent", at=tx.at, says="ok", undo="t") for action in meant]
        actions.append_receipts(tx, got)


def names(network: Network) -> set[str]:
    return {member.account.id for member in network.members}


def test_who_acts_together_is_a_network_and_the_fan_club_is_not(heard: App) -> None:
    [found] = networks(heard)

    assert names(found) == set(LAMPLIGHTERS)
    assert not names(found) & set(FANS)
    assert found.log10_p < -10


def test_a_network_to_which_nothing_attaches_is_no_case(heard: App) -> None:
    [found] = networks(heard)

    assert found.case is None
    assert queue(heard.config, heard.clock) == ()


def test_one_removed_member_says_nothing_about_the_others(heard: App, tmp_path: Path) -> None:
    """A team may lose one of its members; what they all post is their habit, and no evidence."""
    removed(heard, tmp_path, LAMPLIGHTERS[0])
    [found] = networks(heard)

    assert [account.id for account in found.seeds] == [LAMPLIGHTERS[0]]
    assert (found.case, found.content_evidence) == (None, ())
    assert queue(heard.config, heard.clock) == ()


def test_several_removed_members_make_the_whole_network_one_case(heard: App, tmp_path: Path) -> None:
    removed(heard, tmp_path, *LAMPLIGHTERS[:2])
    [found] = networks(heard)
    [waiting] = queue(heard.config, heard.clock)

    assert {account.id for account in found.seeds} == set(LAMPLIGHTERS[:2])
    assert (waiting.case, waiting.origin) == (found.case, "network")
    assert waiting.reasons[0].says == f"8 accounts act together: network {found.id}"


def test_asking_again_opens_no_second_case_and_reads_no_day_again(heard: App, tmp_path: Path) -> None:
    removed(heard, tmp_path, *LAMPLIGHTERS[:2])
    first = networks(heard)
    read: list[str] = []
    again = networks(heard, progress=read.append)

    assert [one.case for one in again] == [one.case for one in first]
    assert len(queue(heard.config, heard.clock)) == 1
    assert read == ["weighing"]


def test_a_new_day_is_read_by_itself(heard: App) -> None:
    networks(heard)
    with Ingestion(heard) as door:
        door.accept(list(lamplighters(LAMPLIGHTERS, random.Random(2), since=DAYS + 5, days=1)))
        door.catch_up()
    read: list[str] = []
    networks(heard, progress=read.append)

    assert read == [(MORNING + timedelta(days=DAYS + 5)).date().isoformat(), "weighing"]


def test_a_day_added_later_gives_what_the_whole_gives(app: App, tmp_path: Path) -> None:
    """Nothing of the past is computed again, and nothing is lost by that."""
    half = len(harbour()) // 2
    for part in (harbour()[:half], harbour()[half:]):
        with Ingestion(app) as door:
            door.accept(part)
            door.catch_up()
        last = networks(app)

    assert [names(one) for one in last] == [set(LAMPLIGHTERS)]
    assert last[0].channels[0].pairs == 28


def test_a_network_keeps_its_identity_when_members_leave_and_join(app: App) -> None:
    with Ingestion(app) as door:
        door.accept(harbour())
        door.catch_up()
        [before] = networks(app)
        joined = (*LAMPLIGHTERS[3:], "newcomer 1", "newcomer 2", "newcomer 3")
        door.accept(list(lamplighters(joined, random.Random(4), since=40, days=30)))
        door.catch_up()
    [after] = networks(app)

    assert after.id == before.id
    assert names(after) >= set(joined)


def test_a_past_time_is_seen_as_it_was(heard: App) -> None:
    assert networks(heard, at=MORNING + timedelta(days=3)) == ()
    assert [names(one) for one in networks(heard)] == [set(LAMPLIGHTERS)]


def test_a_look_into_the_past_writes_nothing(heard: App, tmp_path: Path) -> None:
    removed(heard, tmp_path, *LAMPLIGHTERS[:2])
    [found] = networks(heard, at=MORNING + timedelta(days=DAYS - 2))

    assert found.case is None
    assert queue(heard.config, heard.clock) == ()
    with pytest.raises(Missing):
        explain(heard, found.id)


def test_what_comes_in_while_it_looks_does_not_make_it_a_look_into_the_past(heard: App, tmp_path: Path) -> None:
    """A platform that is listened to never stops; the case must be opened all the same."""
    removed(heard, tmp_path, *LAMPLIGHTERS[2:4])

    def somebody_speaks(what: str) -> None:
        if what == "weighing":
            with Ingestion(heard) as door:
                door.accept_at_once([post("neighbour 1", "late soup", at=MORNING + timedelta(days=DAYS + 9))])

    [found] = networks(heard, progress=somebody_speaks)
    assert [case.case for case in queue(heard.config, heard.clock)] == [found.case]


def test_one_decision_about_a_network_is_one_about_each_of_its_members(heard: App, tmp_path: Path) -> None:
    removed(heard, tmp_path, *LAMPLIGHTERS[:2])
    [found] = networks(heard)
    assert found.case is not None
    judged = decide_case(heard, found.case, DecisionInput(measure="suspend", clause="promotes", reason="One hand."))

    assert {action.about.id for action in judged.actions} == set(LAMPLIGHTERS[2:])
    with heard.reading() as connection:
        made = [one for one in decisions.every(connection) if one.case == found.case]
    assert {one.about for one in made} == {person(name) for name in LAMPLIGHTERS[2:]}
    assert queue(heard.config, heard.clock) == ()
    assert verify_log(heard).ok


def test_a_decision_about_a_network_takes_back_none_of_its_own_actions(heard: App, tmp_path: Path) -> None:
    """One case, many decisions: none of them replaces another."""
    judged = suspended(heard, tmp_path)
    reach_the_platform(heard, judged.actions)

    assert to_take_back(heard) == ()


def test_an_appeal_of_one_member_is_about_that_member_alone(heard: App, tmp_path: Path) -> None:
    judged = suspended(heard, tmp_path)
    reach_the_platform(heard, judged.actions)
    theirs = judged.actions[2]
    made = appeal(heard, appeal_link(heard, theirs.decision), "it was a song", contact="")
    review_appeal(join(heard, "cyd", "appeals"), made.id, outcome="overturned", reason="a song it is")

    assert to_take_back(heard) == (theirs,)
    with heard.reading() as connection:
        benign = [one.about for one in decisions_in_force(decisions.every(connection)) if one.verdict == "benign"]
    assert benign == [theirs.about]


def test_what_two_people_decide_about_a_network_is_about_each_of_its_members(heard: App, tmp_path: Path) -> None:
    removed(heard, tmp_path, *LAMPLIGHTERS[:2])
    [found] = networks(heard)
    assert found.case is not None
    until = heard.clock.now() + timedelta(days=9)
    terms = Observation(requester="the port", legal_basis="warrant 7", expires_at=until, approver="")
    word = DecisionInput(measure="observe", clause="promotes", reason="One hand.", observation=terms)
    approve(join(heard, "cyd", "senior"), propose(join(heard, "ada", "reviewer"), found.case, word).id)

    with heard.reading() as connection:
        observed = {one.about.id for one in decisions.every(connection) if one.measure == "observe"}
    assert observed == set(LAMPLIGHTERS[2:])


def test_a_network_case_shows_what_its_centre_posts(heard: App, tmp_path: Path) -> None:
    removed(heard, tmp_path, *LAMPLIGHTERS[:2])
    [found] = networks(heard)
    assert found.case is not None

    with heard.reading() as connection:
        shown = exhibits.of_case(connection, found.case)
    assert shown is not None
    assert shown.items


def test_a_network_whose_members_are_all_decided_opens_no_case_again(heard: App, tmp_path: Path) -> None:
    removed(heard, tmp_path, *LAMPLIGHTERS[:2])
    [found] = networks(heard)
    assert found.case is not None
    decide_case(heard, found.case, DecisionInput(measure="suspend", clause="promotes", reason="One hand."))
    networks(heard)

    assert queue(heard.config, heard.clock) == ()


def test_a_network_can_be_explained_afterwards(heard: App) -> None:
    [found] = networks(heard)

    assert explain(heard, found.id) == found
    with pytest.raises(Missing, match="There is no network"):
        explain(heard, NetworkId("nothing"))
