"""Tell: the account holder gets the reasons when a measure took effect, and people on duty are woken; until it arrives.

What is to be told waits among the messages, written with the fact itself. What a letter says and the address where it goes
are asked for when it is sent, and kept nowhere. An order that forbids telling is looked at right before: the letter waits.
"""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal

import msgspec

from cautery.app import App
from cautery.errors import CauteryError, Missing, Temporary
from cautery.model.account import Platform
from cautery.model.action import Action
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId
from cautery.model.hook import DUTY, HOLDERS, Message
from cautery.model.telling import Telling
from cautery.pipeline.cases.non_disclosure import order_over
from cautery.pipeline.cases.statements import appeal_link, appealable_decision
from cautery.pipeline.notifications.webhooks import HELD, JITTER, WAITS_S
from cautery.platforms.connector import Connector
from cautery.platforms.messenger import Letter, Messenger
from cautery.platforms.posts import PostSetting, open_messenger
from cautery.store import actions, decisions, messages, tellings

MOST_AT_ONCE = 200
"""Letters in a batch, whose outcome is kept in one transaction."""
WITHIN_S = 5.0
"""How long a batch is sent: what a crash lets be sent twice is no more than that."""
MOST_SHOWN = 20
"""Of a case's decisions, the newest."""
LOOK_AGAIN = timedelta(hours=1)
"""How often a letter that an order holds back is looked at again: the order may be replaced."""
Reach = Callable[[Platform], Connector]
"""What opens a platform, once a batch."""
NOBODY = "no way to tell account holders is set: make a messenger in cautery.toml, with 'platforms'"
NO_WAY = "no way to tell account holders of '{}' is set: name it under 'platforms' of a messenger in cautery.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOutcome:
    """What came of a try."""

    state: messages.State
    says: str
    through: str = ""
    """The messenger that took a statement."""
    until: datetime | None = None
    """When it is worth trying again, where that is known: it waits and counts as no try."""
    after_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationStatus:
    """How far the account holders of a case are told."""

    action: Action
    state: messages.State
    says: str


def notify_due(app: App, *, chance: Callable[[], float] = random.random) -> Sequence[DeliveryOutcome]:
    """Tell whom it is due to tell, a batch at most, and keep what came of each; that a holder was told stands in the log."""
    with app.reading() as connection:
        if not messages.are_due(connection, at=app.wall.now()):
            return []
    with app.writing() as tx:  # facts can be written, or nobody is told what could not be kept
        due = messages.take_due(tx.connection, at=app.wall.now(), held=HELD, most=MOST_AT_ONCE, inside=True)
    came: list[tuple[Message, DeliveryOutcome]] = []
    ends_at = time.monotonic() + WITHIN_S
    with ExitStack() as stack:
        reach = cache(lambda name: stack.enter_context(closing(app.platform(name))))
        for message in due:
            if time.monotonic() > ends_at:
                break
            came.append((message, _tell(app, message, reach)))
    _keep(app, came, left=due[len(came) :], chance=chance)
    return [outcome for _, outcome in came]


def notification_status_of(app: App, case: CaseId) -> tuple[NotificationStatus, ...]:
    """Say how far the account holders of a case are told, by action."""
    with app.reading() as connection:
        made = decisions.of_case(connection, case)[-MOST_SHOWN:]
        meant = [action for one in made for action, _ in actions.of_decision(connection, one.id)]
        found = messages.some(connection, [messages.holder_message(action.key) for action in meant])
    return tuple(
        NotificationStatus(action=action, state=held.state, says=held.says)
        for action in meant
        if (held := found.get(messages.holder_message(action.key)))
    )


def retry_notifications(app: App) -> int:
    """Try anew what could not be told; returns how much that is."""
    with app.noting() as connection:
        return sum(messages.send_again(connection, name) for name in (HOLDERS, DUTY))


def _tell(app: App, message: Message, reach: Reach) -> DeliveryOutcome:
    try:
        return _tell_duty(app, message) if message.hook == DUTY else _tell_holder(app, message, reach)
    except Temporary as error:
        return DeliveryOutcome(state="waiting", says=str(error)[:300], after_s=error.retry_after_s or 0.0)
    except CauteryError as error:
        return DeliveryOutcome(state="parked", says=str(error)[:300])
    except Exception as error:  # a fault in one messenger keeps nobody else untold, and loses nothing of what was told
        return DeliveryOutcome(state="waiting", says=f"the messenger failed: {type(error).__name__}")


def _tell_holder(app: App, message: Message, reach: Reach) -> DeliveryOutcome:
    key = _data(message)["action"]
    with app.reading() as connection:
        found = actions.some(connection, [key]).get(key)
    if found is None or found[1] is None or found[1].state != "confirmed":
        return DeliveryOutcome(state="delivered", says="not told: the measure is not in force any more")
    if not any(one.platforms for one in app.config.messengers.values()):
        return DeliveryOutcome(state="parked", says=NOBODY)
    platform = found[0].about.platform
    setting = next((one for one in app.config.messengers.values() if platform in one.platforms), None)
    if setting is None:
        return DeliveryOutcome(state="parked", says=NO_WAY.format(platform))
    if not app.config.public_url:
        return DeliveryOutcome(
            state="parked", says="set 'public_url' in cautery.toml: the letter must say where to object"
        )
    with app.reading() as connection:
        made = decisions.get(connection, DecisionId(found[0].decision))
        silence = order_over(connection, made.case) if made and made.case else None
    if silence is not None and silence.until > app.clock.now():
        return DeliveryOutcome(state="waiting", says=f"silent until {silence.until:%Y-%m-%d}", until=silence.until)
    messenger = _messenger(app, setting.name)
    letter = _statement(app, found[0], message)
    if messenger.needs_address:
        letter = replace(letter, to=_address(found[0], reach))
    messenger.send(letter)
    return DeliveryOutcome(state="delivered", says=f"told by '{setting.name}'", through=setting.name)


def _statement(app: App, action: Action, message: Message) -> Letter:
    """Write the letter from the page where the holder reads it: what that page keeps silent, no letter says."""
    link = appeal_link(app, DecisionId(action.decision))
    statement = appealable_decision(app, link).statement
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


def _address(action: Action, reach: Reach) -> str:
    """Ask the platform where the holder is reached; it is kept nowhere here."""
    platform = action.about.platform
    found = reach(platform).look_up(action.about).address
    if not found:
        raise Missing(f"'{platform}' tells no address of this account; only a messenger that needs none can reach it.")
    return found


def _tell_duty(app: App, message: Message) -> DeliveryOutcome:
    """Wake the people on duty of every messenger that has some."""
    on_duty = [messenger for messenger in app.config.messengers.values() if messenger.duty]
    failed = [error for one in on_duty if (error := _woken(app, message, one)) is not None]
    if failed:
        raise failed[0]
    names = ", ".join(f"'{one.name}'" for one in on_duty)
    return DeliveryOutcome(
        state="delivered", says=f"told by {names}" if names else "nobody is on duty here: only programs"
    )


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
    if "person" in says:
        return "people"
    if "order" in says:
        return f"orders/{says['order']}"
    return f"plans/{says['plan']}" if "plan" in says else f"cases/{says['case']}"


def _messenger(app: App, name: str) -> Messenger:
    return open_messenger(app.config.post(name))


def _keep(
    app: App, came: Sequence[tuple[Message, DeliveryOutcome]], *, left: Sequence[Message], chance: Callable[[], float]
) -> None:
    """Keep what came of a batch, and what is left of it for the next one."""
    if not came and not left:
        return
    at = app.wall.now()
    kept = [_after(app, message, outcome, at=at, chance=chance()) for message, outcome in came]
    with app.writing() as tx:
        messages.keep_each(tx.connection, [*kept, *(replace(one, next_at=at) for one in left)])
        outcomes = zip(kept, (outcome for _, outcome in came), strict=True)
        tellings.append(tx, [told for one, outcome in outcomes if (told := _telling(one, outcome, tx.at)) is not None])


def _telling(kept: Message, outcome: DeliveryOutcome, at: datetime) -> Telling | None:
    """Say what is a fact of it: of a holder's letter, that a messenger took it, or that it was given up."""
    if kept.hook != HOLDERS or not (outcome.through or kept.state == "parked"):
        return None
    says: Literal["told", "parked"] = "told" if outcome.through else "parked"
    return Telling(action=_data(kept)["action"], outcome=says, through=outcome.through, at=at)


def _after(app: App, message: Message, came: DeliveryOutcome, *, at: datetime, chance: float) -> Message:
    """Give a message as it stands after a try."""
    state, tries, next_at = came.state, message.tries, at
    if state == "waiting" and came.until is not None:
        next_at = at + min(came.until - app.clock.now(), LOOK_AGAIN)
    elif state == "waiting":
        tries += 1
        state = "parked" if tries > len(WAITS_S) else "waiting"
        spread = 1.0 - JITTER + 2.0 * JITTER * chance
        next_at = at + timedelta(seconds=max(came.after_s, WAITS_S[min(message.tries, len(WAITS_S) - 1)] * spread))
    return replace(message, state=state, tries=tries, next_at=next_at, says=came.says)


def _data(message: Message) -> Mapping[str, str]:
    said: Mapping[str, Mapping[str, str]] = msgspec.json.decode(message.body, type=dict[str, Any])
    return said["data"]
