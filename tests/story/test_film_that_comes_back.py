"""A removed film comes back mirrored on a new account, and does not appear: the platform asked before it published."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from cautery.app import App
from cautery.kit.clock import FrozenClock
from cautery.model.account import AccountId
from cautery.model.content import Content
from cautery.pipeline.check import Checker, Given, Question
from cautery.pipeline.establish import establish
from cautery.pipeline.recognise import arm_banks
from cautery.signals.media.looker import Looker
from tests.material import film, landscape
from tests.world import NOON

SHOTS = tuple(landscape(seed, 480, 320) for seed in range(40, 46))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    config = establish(tmp_path / "home", name="story.example")
    opened = App(config, clock=FrozenClock(NOON + timedelta(days=1)), person="local:ada")
    yield opened
    opened.close()


def test_a_removed_film_comes_back_mirrored_and_never_appears(app: App) -> None:
    published: list[AccountId] = []
    with Looker() as looker:
        platform = Checker(app, looker=looker)

        def publish(account: str, data: bytes) -> None:
            """The platform asks first, and holds back what is known until a person has looked."""
            question = Question(media=(Given(data=data, kind="video"),), account=AccountId(account))
            if platform.check(question).outcome != "known":
                published.append(AccountId(account))

        publish("guard 1", film(SHOTS))
        with app.writing() as tx:
            removed = Content(media=(looker.look(film(SHOTS), to_bank=True),))
            assert arm_banks(tx, [removed], policy="promotes", why="the decision about guard 1") == 1

        publish("guard 2", film([ImageOps.mirror(shot) for shot in SHOTS]))
        publish("guard 3", film([ImageOps.expand(ImageOps.mirror(shot), (0, 60), "black") for shot in SHOTS]))
        publish("guard 4", film(SHOTS[2:5]))
        publish("neighbour", film([landscape(seed, 480, 320) for seed in range(50, 56)]))
        publish("painter", film([Image.new("RGB", (480, 320), colour) for colour in ("red", "white")]))

    assert published == ["guard 1", "neighbour", "painter"]
