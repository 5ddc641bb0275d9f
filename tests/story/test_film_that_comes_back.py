"""A removed film comes back mirrored on a new account, and does not appear: the platform asked before it published.

A running server is asked over HTTP, as a platform asks; and files made to break it are sent to it in between.
"""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from PIL import Image, ImageOps

from cautery.app import App
from cautery.client import Client
from cautery.kit.clock import FrozenClock
from cautery.model.content import Content
from cautery.pipeline.banks.values import arm_banks
from cautery.pipeline.entrance.staff import make_key
from cautery.pipeline.installation.install import install
from cautery.serve import bind, serving
from cautery.signals.media.looker import DecoderProcess
from tests.material import film, landscape
from tests.signals.media.test_looker import HOSTILE
from tests.staffed import join
from tests.world import NOON

SHOTS = tuple(landscape(seed, 480, 320) for seed in range(40, 46))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    config = install(tmp_path_factory.mktemp("story") / "home", name="story.example")
    opened = App(config, clock=FrozenClock(NOON + timedelta(days=1)), person="local:ada")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def platform(app: App) -> Iterator[Client]:
    """Give a platform's way to a server that runs."""
    join(app, "forum", "triage")
    _, secret = make_key(app, "forum", name="before it publishes", scopes=["check_content"], days=1)
    listening = bind("127.0.0.1", 0)
    where = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with serving(app, listening, host="127.0.0.1"), Client(where, key=secret) as client:
        yield client


def test_a_removed_film_comes_back_mirrored_and_never_appears(app: App, platform: Client) -> None:
    published: list[str] = []

    def publish(account: str, data: bytes) -> None:
        """The platform asks first, and holds back what is known until a person has looked."""
        if platform.check(files=[data], account=account).outcome != "known":
            published.append(account)

    publish("guard 1", film(SHOTS))
    with DecoderProcess() as looker, app.writing() as tx:
        removed = Content(media=(looker.look(film(SHOTS), to_bank=True),))
        assert arm_banks(tx, [removed], policy="promotes", why="the decision about guard 1") == 2

    publish("guard 2", film([ImageOps.mirror(shot) for shot in SHOTS]))
    publish("guard 3", film([ImageOps.expand(ImageOps.mirror(shot), (0, 60), "black") for shot in SHOTS]))
    publish("guard 4", film(SHOTS[2:5]))
    publish("neighbour", film([landscape(seed, 480, 320) for seed in range(50, 56)]))
    publish("painter", film([Image.new("RGB", (480, 320), colour) for colour in ("red", "white")]))

    assert published == ["guard 1", "neighbour", "painter"]


def test_files_made_to_break_it_are_answered_with_a_reason_and_the_next_is_looked_at(platform: Client) -> None:
    for name, data in HOSTILE.items():
        answer = platform.check(files=[data])

        assert (name, answer.outcome, len(answer.not_looked_at)) == (name, "unknown", 1)
    assert platform.check(files=list(HOSTILE.values())[:10]).outcome == "unknown"
    assert platform.check(files=[film(SHOTS)]).not_looked_at == ()


def test_requests_that_are_none_are_refused_and_the_next_is_answered(platform: Client) -> None:
    where, key = str(platform._http.base_url), platform._http.headers["Authorization"]
    headers = {"Authorization": key, "Content-Type": "application/json"}
    bodies = (b"", b"{", b"[" * 100_000, b"\xff" * 1000, b'{"media": [{"data": "' + b"A" * 1_000_001 + b'"}]}')
    statuses = [httpx.post(f"{where}check", content=body, headers=headers).status_code for body in bodies]

    assert set(statuses) <= {400, 422}
    assert platform.check(text="soup").outcome == "unknown"
