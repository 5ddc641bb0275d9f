"""Policies that were played side by side for an installation: kept with how, so that its page Effect can show them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from shlex import quote

import msgspec

from cautery.app import App
from cautery.effect.pictures import picture
from cautery.errors import Missing, Permanent
from cautery.kit.canonical import canonical_json
from cautery.kit.files import replace_file
from cautery.kit.unreadable import NOT_JSON
from cautery.simulator.society.setting import SocietySize
from cautery.trials.what_if import SIZE, Result, pictured, what_if

TWO = ("reports only", "with operators")
"""What is played where it has to be quick: acting on complaints alone, and looking at everything."""
SEEDS = range(3)
REVIEWS_A_DAY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Policies on the same invented societies, with the same reviews a day."""

    at: datetime
    """When they were played."""
    command: str
    """What plays them again."""
    seeds: tuple[int, ...]
    operators: int
    days: int
    reviews_a_day: int
    says: str
    results: tuple[Result, ...]


def play_two(
    app: App, *, seeds: Sequence[int] = SEEDS, size: SocietySize = SIZE, progress: Callable[[], None] = lambda: None
) -> SideBySide:
    """Play two policies, some seconds long, and keep what came out in the place of what was kept before."""
    results = what_if(TWO, seeds=seeds, reviews_a_day=REVIEWS_A_DAY, size=size, progress=progress)
    drawn = pictured(results)
    played = SideBySide(
        at=app.wall.now(),
        command=_command(seeds, size),
        seeds=tuple(seeds),
        operators=size.operators,
        days=size.days,
        reviews_a_day=REVIEWS_A_DAY,
        says=drawn.says,
        results=results,
    )
    app.config.what_if.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(app.config.what_if / "what-if.svg", (picture(drawn) or "").encode())
    replace_file(app.config.what_if / "what-if.json", canonical_json(played))
    return played


def kept(app: App) -> SideBySide | None:
    """Give what was played last; None where nothing was."""
    path = app.config.what_if / "what-if.json"
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=SideBySide)
    except NOT_JSON:
        raise Permanent(f"'{path}' is damaged; delete it.") from None


def picture_kept(app: App) -> str:
    """Give the picture of what was played last, as SVG."""
    path = app.config.what_if / "what-if.svg"
    if not path.exists():
        raise Missing("No policies have been played side by side.")
    return path.read_text(encoding="utf-8")


def _command(seeds: Sequence[int], size: SocietySize) -> str:
    policies = " ".join(f"--policy {quote(name)}" for name in TWO)
    society = f"--operators {size.operators} --days {size.days}"
    return f"cautery what-if {policies} --seeds {len(seeds)} --seed {seeds[0]} --reviews {REVIEWS_A_DAY} {society}"
