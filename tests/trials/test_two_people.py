"""A network among ordinary people is found by what finds any, and taken down by two people; who is wronged comes back."""

from collections.abc import Iterator

import pytest

from cautery.errors import Refused
from cautery.pipeline.installation.install import install
from cautery.pipeline.takedowns.planning import approve
from cautery.pipeline.takedowns.progress import TakedownProgress
from cautery.pipeline.takedowns.status import TakedownStatus
from cautery.trials.tour import Tour
from cautery.trials.two_people import PROPOSER


def nothing(_: object) -> None:
    return None


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """Give the story as it is told, up to the day on which the network is looked for."""
    told = Tour(install(tmp_path_factory.mktemp("tour") / "home", name="tour.example"), seed=7)
    told.live(18 * 24, nothing)
    told.listen(nothing)
    told.learn_removed()
    told.live(2 * 24, nothing)
    told.listen(nothing)
    yield told
    told.close()


@pytest.fixture(scope="module")
def planned(story: Tour) -> TakedownStatus:
    """Give the plan for the one network."""
    story.find_networks()
    [made] = story.propose()
    return made


def test_the_network_is_found_with_a_case_among_people_who_are_not_in_it(story: Tour, planned: TakedownStatus) -> None:
    people = [story.person(target.account) for target in planned.plan.targets]

    assert len(people) > story.app.config.takedown.second_person_above
    assert [one.role for one in people if one.operator is None] == ["researcher"]
    assert planned.plan.needs


def test_it_is_taken_down_by_two_people_in_stages_and_the_wronged_one_comes_back(
    story: Tour, planned: TakedownStatus
) -> None:
    name, turns = planned.plan.id, list[TakedownProgress]()
    with pytest.raises(Refused, match="second person"):
        approve(story.app.acting_as(PROPOSER), name)
    story.agree(name)
    done = story.carry(name, turns.append)
    restored = story.restore_the_wronged(name)

    assert (done.state, done.count("confirmed")) == ("finished", len(planned.plan.targets))
    assert sum("the next stage begins" in one.says for one in turns) == 2
    assert [story.person(one.about).closed for one in restored] == [False]
    assert story.platform.look_up(restored[0].about).measures == frozenset()
    assert story.prove().ok
