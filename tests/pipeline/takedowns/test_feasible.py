"""What a platform cannot do is said while a takedown is planned, and not when it fails."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from cautery import app as wiring
from cautery.app import App
from cautery.errors import CauteryError, Missing, Permanent, Refused, Temporary
from cautery.model.action import Action
from cautery.pipeline.takedowns.feasible import cannot_be
from cautery.platforms.settings import PlatformTable, read_settings
from tests.takedowns import QUAY, Quay, member, planned

ELSEWHERE = Refused("It is an account of another server; restrict it, which hides it here.")


class Choosy(Quay):
    """A platform that cannot do everything to everybody."""

    def __init__(self) -> None:
        super().__init__()
        self.cannot = dict[str, CauteryError]()
        self.closed = False

    def refuse_what_cannot_be(self, action: Action) -> None:
        if error := self.cannot.get(action.about.id):
            raise error

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def quay(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[App, Choosy]]:
    """Give an installation whose platform is configured."""
    platform = Choosy()
    monkeypatch.setattr(wiring, "open_platform", lambda _: platform)
    monkeypatch.setenv("CAUTERY_SECRET_QUAY", "whsec_MDEyMzQ1Njc4OWFiY2RlZg==")
    settings = read_settings({QUAY: PlatformTable(connector="webhook", address="https://quay.example")})
    yield App(replace(app.config, platforms=settings), clock=app.clock, person=app.person), platform
    assert platform.closed


def test_whom_the_platform_cannot_meet_is_left_out_with_what_can_be_done(quay: tuple[App, Choosy]) -> None:
    app, platform = quay
    platform.cannot = {member(1).id: ELSEWHERE, member(2).id: Missing("Nobody.")}
    made = planned(app, 5)

    assert [(one.account, one.says) for one in made.left_out] == [(member(1), str(ELSEWHERE))]
    assert {one.account for one in made.targets} == {member(n) for n in (0, 2, 3, 4)}
    assert not platform.asked


def test_a_takedown_of_which_nothing_can_be_is_refused(quay: tuple[App, Choosy]) -> None:
    app, platform = quay
    platform.cannot = {member(n).id: ELSEWHERE for n in range(3)}
    with pytest.raises(Refused, match="restrict it"):
        planned(app, 3)


@pytest.mark.parametrize("error", [Temporary("later"), Permanent("<html>")])
def test_a_platform_that_does_not_answer_stops_no_planning(quay: tuple[App, Choosy], error: CauteryError) -> None:
    app, platform = quay
    platform.cannot = {member(0).id: error}

    assert len(planned(app, 3).targets) == 3


def test_who_is_on_no_configured_platform_is_not_asked_about(app: App) -> None:
    assert cannot_be(app, [member(0)], "suspend", None) == ()
