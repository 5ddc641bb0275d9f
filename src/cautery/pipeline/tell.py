"""Tell: the account holder gets the reasons when a measure took effect, and people on duty are woken; until it arrives.

What is to be told waits among the messages, written with the fact itself. What a letter says and the address where it goes
are asked for when it is sent, and kept nowhere. An order that forbids telling is looked at right before: the letter waits.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from cautery.app import App
from cautery.errors import CauteryError, Missing, Temporary
from cautery.model.action import Action
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId
from cautery.model.hook import DUTY, HOLDERS, Message
from cautery.pipeline.hear import objection, objection_link
from cautery.pipeline.hooks import HELD, JITTER, WAITS_S
from cautery.pipeline.silence import order_over
from cautery.platforms.messenger import Letter, Messenger
from cautery.platforms.posts import PostSetting, open_messenger
from cautery.store import actions, decisions, messages

MOST_AT_ONCE = 8
MOST_SHOWN = 20
"""Of a case's decisions, the newest."""
LOOK_AGAIN = timedelta(hours=1)
"""How often a letter that an order holds back is looked at again: the order may be replaced."""
NOBODY = "no way to tell account holders is set: make a messenger in cautery.toml, with 'platforms'"
NO_WAY = "no way to tell account holders of '{}' is set: name it under 'platforms' of a messenger in cautery.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a try."""

    state: messages.State
    says: str
    until: datetime | None = None
    """When it is worth trying again, where that is known: it waits and counts as no try."""
    after_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How far the account holders of a case are told."""

    action: Action
    state: messages.State
    says: str


def tell_due(app: App, *, chance: Callable[[], float] = random.random) -> Sequence[Outcome]:
    """Tell whom it is due to tell, and keep what came of each."""
    with app.noting() as connection:
        if not any(one.platforms for one in app.config.messengers.values()):
            messages.park(connection, HOLDERS, says=NOBODY)
        due = messages.take_due(connection, at=app.wall.now(), held=HELD, most=MOST_AT_ONCE, inside=True)
    outcomes = []
    with ExitStack() as stack:
        for message in due:
            outcomes.append(_tell(app, message, stack))
            _keep(app, message, outcomes[-1], chance())
    return outcomes


def told_of(app: App, case: CaseId) -> tuple[Told, ...]:
    """Say how far the account holders of a case are told, by action."""
    with app.reading() as connection:
        made = decisions.of_case(connection, case)[-MOST_SHOWN:]
        meant = [action for one in made for action, _ in actions.of_decision(connection, one.id)]
        found = messages.some(connection, [messages.holder_message(action.key) for action in meant])
    return tuple(
        Told(action=action, state=held.state, says=held.says)
        for action in meant
        if (held := found.get(messages.holder_message(action.key)))
    )


def tell_again(app: App) -> int:
    """Try anew what could not be told; returns how much that is."""
    with app.noting() as connection:
        return sum(messages.send_again(connection, name) for name in (HOLDERS, DUTY))


def _tell(app: App, message: Message, stack: ExitStack) -> Outcome:
    try:
        return _tell_duty(app, message) if message.hook == DUTY else _tell_holder(app, message, stack)
    except Temporary as error:
        return Outcome(state="waiting", says=str(error)[:300], after_s=error.retry_after_s or 0.0)
    except CauteryError as error:
        return Outcome(state="parked", says=str(error)[:300])


def _tell_holder(app: App, message: Message, stack: ExitStack) -> Outcome:
    key = _data(message)["action"]
    with app.reading() as connection:
        found = actions.some(connection, [key]).get(key)
    if found is None or found[1] is None or found[1].state != "confirmed":
        return Outcome(state="delivered", says="not told: the measure is not in force any more")
    platform = found[0].about.platform
    setting = next((one for one in app.config.messengers.values() if platform in one.platforms), None)
    if setting is None:
        return Outcome(state="parked", says=NO_WAY.format(platform))
    if not app.config.public_url:
        return Outcome(state="parked", says="set 'public_url' in cautery.toml: the letter must say where to object")
    with app.reading() as connection:
        made = decisions.get(connection, DecisionId(found[0].decision))
        silence = order_over(connection, made.case) if made and made.case else None
    if silence is not None and silence.until > app.clock.now():
        return Outcome(state="waiting", says=f"silent until {silence.until:%Y-%m-%d}", until=silence.until)
    messenger = _messenger(app, setting.name)
    letter = _statement(app, found[0], message)
    if messenger.needs_address:
        letter = replace(letter, to=_address(app, found[0], stack))
    messenger.send(letter)
    return Outcome(state="delivered", says=f"told by '{setting.name}'")


def _statement(app: App, action: Action, message: Message) -> Letter:
    """Write the letter from the page where the holder reads it: what that page keeps silent, no letter says."""
    link = objection_link(app, DecisionId(action.decision))
    statement = objection(app, link).statement
    return Letter(
        id=message.id,
        kind="statement.made",
        to="",
        about=action.about,
        title=statement.title,
        paragraphs=statement.paragraphs,
        language=statement.language,
        link=f"{app.config.public_url}/why/{link}",
        at=app.wall.now(),
    )


def _address(app: App, action: Action, stack: ExitStack) -> str:
    """Ask the platform where the holder is reached; it is kept nowhere here."""
    platform = action.about.platform
    found = stack.enter_context(closing(app.platform(platform))).look_up(action.about).address
    if not found:
        raise Missing(f"'{platform}' tells no address of this account; only a messenger that needs none can reach it.")
    return found


def _tell_duty(app: App, message: Message) -> Outcome:
    """Wake the people on duty of every messenger that has some."""
    on_duty = [one for one in app.config.messengers.values() if one.duty]
    failed = [error for one in on_duty if (error := _woken(app, message, one)) is not None]
    if failed:
        raise failed[0]
    names = ", ".join(f"'{one.name}'" for one in on_duty)
    return Outcome(state="delivered", says=f"told by {names}" if names else "nobody is on duty here: only programs")


def _woken(app: App, message: Message, setting: PostSetting) -> CauteryError | None:
    """Wake one messenger's people; what fails is given back, for the others must be woken all the same."""
    says = _data(message)
    letter = Letter(
        id=message.id,
        kind=message.kind,
        to=setting.duty,
        about=None,
        title=says["title"],
        paragraphs=(says["says"],),
        language="en",
        link=f"{app.config.public_url}/{_page_of(says)}" if app.config.public_url else "",
        at=app.wall.now(),
    )
    try:
        _messenger(app, setting.name).send(letter)
    except CauteryError as error:
        return error
    return None


def _page_of(says: Mapping[str, str]) -> str:
    return f"plans/{says['plan']}" if "plan" in says else f"cases/{says['case']}"


def _messenger(app: App, name: str) -> Messenger:
    return open_messenger(app.config.post(name))


def _keep(app: App, message: Message, came: Outcome, chance: float) -> None:
    at, state, tries = app.wall.now(), came.state, message.tries
    next_at = at
    if state == "waiting" and came.until is not None:
        next_at = at + min(came.until - app.clock.now(), LOOK_AGAIN)
    elif state == "waiting":
        tries += 1
        state = "parked" if tries > len(WAITS_S) else "waiting"
        spread = 1.0 - JITTER + 2.0 * JITTER * chance
        next_at = at + timedelta(seconds=max(came.after_s, WAITS_S[min(message.tries, len(WAITS_S) - 1)] * spread))
    with app.noting() as connection:
        messages.keep(connection, message.id, state=state, tries=tries, next_at=next_at, says=came.says)


def _data(message: Message) -> Mapping[str, str]:
    said: Mapping[str, Mapping[str, str]] = msgspec.json.decode(message.body, type=dict[str, Any])
    return said["data"]
