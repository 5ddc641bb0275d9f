"""Hooks: programs elsewhere are told what happens here, signed, once it is kept, and again until it arrives."""

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from cautery.access.tokens import new_secret
from cautery.app import App
from cautery.errors import CauteryError, Invalid, Missing
from cautery.kit.addresses import is_in, is_public
from cautery.kit.canonical import digest
from cautery.kit.fetch import FetchedResponse, ask
from cautery.kit.keyring import Keyring, new_keyring, read_keyring, write_keyring
from cautery.kit.webhook import headers_for, told
from cautery.model.hook import FORMS, KINDS, URGENT, Hook, HookForm, HookId, Message, MessageKind
from cautery.pipeline.notifications.chats import chat_body, chat_text
from cautery.store import hooks, messages

WAITS_S = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
"""How long after each failure it is tried again, as Standard Webhooks advises; after the last one it is given up."""
JITTER = 0.2
HELD = timedelta(minutes=5)
"""How long whoever sends a message has for it; after a crash it is sent again then, under the same id."""
WITHIN_S, MOST_BYTES = 15.0, 65536
MOST_AT_ONCE, SENDERS = 64, 8
LONGEST_URL = 2000
FOLDED, MOST_FOLDED = timedelta(minutes=1), 5000
"""A chat is told of one kind once in this time, with how many there were."""
GONE = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWebhook:
    """A new hook, and the secret with which its program checks what it is told."""

    hook: Hook
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """A hook, and how it fares."""

    hook: Hook
    waiting: int
    parked: int
    failing: tuple[Message, ...]
    """The newest that were given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryCounts:
    """What came of the messages that were due."""

    delivered: int
    failed: int
    """To be tried again."""
    parked: int


def add_hook(app: App, url: str, kinds: Collection[str], *, form: str = "standard") -> NewWebhook:
    """Let a program, or a room of people who talk, be told of some kinds of things from now on."""
    hook = HookId(f"hook_{digest('hook', new_secret())[:16]}")
    with app.writing() as tx:
        made = Hook(id=hook, url=_address(app, url), kinds=_kinds(kinds), form=_form(form), by=tx.by, at=tx.at)
        hooks.append(tx, made)
    return NewWebhook(hook=made, secret=told(_secrets(app, hook)[0]))


def secret_of(app: App, name: HookId) -> str:
    """Give the secret with which a hook's program checks what it is told."""
    return told(_secrets(app, _there(app, name).id)[0])


def renew_secrets(app: App) -> Keyring:
    """Give every hook a new secret; what is sent is signed with the old one too until its time is over."""
    rotated = _keyring(app).rotated(at=app.wall.now())
    write_keyring(rotated, app.config.hook_keys)
    return rotated


def end_hook(app: App, name: HookId) -> None:
    """Tell a program nothing more, nor what it was still to be told."""
    ending = _there(app, name)
    with app.writing() as tx:
        hooks.append(tx, replace(ending, active=False, by=tx.by, at=tx.at))
        messages.drop(tx.connection, name)


def send_again(app: App, name: HookId) -> int:
    """Try anew what was given up for a hook; returns how much that is."""
    found = _there(app, name)
    with app.noting() as connection:
        return messages.send_again(connection, found.id)


def listening(app: App, *, most: int = 20) -> tuple[Listening, ...]:
    """List who is told what, and how that fares."""
    with app.reading() as connection:
        counted = messages.count(connection)
        return tuple(
            Listening(
                hook=hook,
                waiting=counted.get((hook.id, "waiting"), 0),
                parked=counted.get((hook.id, "parked"), 0),
                failing=tuple(messages.latest(connection, hook.id, state="parked", most=most)),
            )
            for hook in hooks.active(connection)
        )


def deliver_due(app: App, *, chance: Callable[[], float] = random.random) -> DeliveryCounts:
    """Send what is due, and keep what came of each; several processes may do so beside one another.

    Args:
        chance: a number between 0 and 1 that spreads retries, so that not all come at once.
    """
    with app.noting() as connection:
        due = messages.take_due(connection, at=app.wall.now(), held=HELD, most=MOST_AT_ONCE)
        known = {hook.id: hook for hook in hooks.active(connection)}
    letters = _letters(app, [one for one in due if one.hook in known], known)
    if not letters:
        return DeliveryCounts(delivered=0, failed=0, parked=0)
    secrets = {name: _secrets(app, name) for name in {told[0].hook for told in letters}}
    with ThreadPoolExecutor(max_workers=min(SENDERS, len(letters))) as senders:
        answers = list(senders.map(lambda told: _send(app, known[told[0].hook], told, secrets[told[0].hook]), letters))
    states = [_keep(app, one, answer, chance()) for told, answer in zip(letters, answers, strict=True) for one in told]
    return DeliveryCounts(
        delivered=states.count("delivered"), failed=states.count("waiting"), parked=states.count("parked")
    )


def _letters(app: App, due: Sequence[Message], known: Mapping[HookId, Hook]) -> list[list[Message]]:
    """Put together what is told in one: each message to a program alone, to a chat those of a kind within a minute."""
    letters = [[one] for one in due if known[one.hook].form == "standard"]
    talked: dict[tuple[HookId, str], list[Message]] = {}
    for one in due:
        if known[one.hook].form != "standard":
            talked.setdefault((one.hook, one.kind), []).append(one)
    at = app.wall.now()
    with app.noting() as connection:
        for told in talked.values():
            last = None if told[0].kind in URGENT else messages.last_told(connection, told[0])
            together = told + messages.take_same(connection, told[0], at=at, held=HELD, most=MOST_FOLDED)
            if last is not None and at - last < FOLDED:
                messages.put_off(connection, [one.id for one in together], until=last + FOLDED)
            else:
                letters.append(together)
    return letters


def _send(app: App, hook: Hook, told: Sequence[Message], secrets: Sequence[bytes]) -> FetchedResponse | CauteryError:
    first = told[0]
    if hook.form == "standard":
        body = first.body.encode()
    else:
        body = chat_body(hook.form, chat_text(told, site=app.config.public_url or ""))
    headers = {"Content-Type": "application/json", **headers_for(first.id, body, secrets=secrets, at=app.wall.now())}
    try:
        return ask(
            hook.url, method="POST", body=body, headers=headers, may=_may(app), most_bytes=MOST_BYTES, within_s=WITHIN_S
        )
    except CauteryError as error:
        return error


def _keep(app: App, message: Message, answer: FetchedResponse | CauteryError, chance: float) -> messages.State:
    """Keep what came of a try: it arrived, it is tried again later, or it is given up."""
    at, tries = app.wall.now(), message.tries + 1
    state: messages.State = "delivered"
    says, wait_s = _said(answer), 0.0
    if not (isinstance(answer, FetchedResponse) and 200 <= answer.status < 300):
        given_up = tries > len(WAITS_S) or (isinstance(answer, FetchedResponse) and answer.status == GONE)
        state = "parked" if given_up else "waiting"
        wait_s = max(_asked_for(answer), WAITS_S[min(message.tries, len(WAITS_S) - 1)] * _spread(chance))
    next_at = at + timedelta(seconds=wait_s)
    with app.noting() as connection:
        messages.keep(connection, message.id, state=state, tries=tries, next_at=next_at, says=says)
    return state


def _said(answer: FetchedResponse | CauteryError) -> str:
    return f"answered {answer.status}" if isinstance(answer, FetchedResponse) else str(answer)[:300]


def _asked_for(answer: FetchedResponse | CauteryError) -> float:
    """Say how long a receiver asks us to wait, a day at most."""
    said = answer.headers.get("retry-after", "") if isinstance(answer, FetchedResponse) else ""
    return min(float(said), 86400.0) if said.isascii() and said.isdigit() else 0.0


def _spread(chance: float) -> float:
    return 1.0 - JITTER + 2.0 * JITTER * chance


def _form(said: str) -> HookForm:
    found = next((form for form in FORMS if form == said), None)
    if found is None:
        raise Invalid(f"No hook was made: '{said[:40]}' is no form; there are: {', '.join(FORMS)}.")
    return found


def _kinds(said: Collection[str]) -> tuple[MessageKind, ...]:
    unknown = sorted(set(said) - set(KINDS))
    if unknown or not said:
        what = f"'{unknown[0][:60]}' is nothing that is told" if unknown else "nothing was chosen"
        raise Invalid(f"No hook was made: {what}; there are: {', '.join(KINDS)}.")
    return tuple(kind for kind in KINDS if kind in said)


def _address(app: App, url: str) -> str:
    """Read an address; refuse one where anybody on the way could read what is told."""
    given = url.strip()
    try:
        parts = urlsplit(given)
        usable = bool(parts.hostname) and parts.username is None and len(given) <= LONGEST_URL and given.isprintable()
    except ValueError:
        usable = False
    schemes = ("https", "http") if app.config.private_hooks else ("https",)
    if not usable or parts.scheme not in schemes:
        raise Invalid("A hook needs an address like https://queue.forum.example/cautery, without a password in it.")
    return given


def _may(app: App) -> Callable[[str], bool]:
    """Say which addresses are told anything: public ones, and those inside that the owner named."""

    def may(address: str) -> bool:
        return is_public(address) or is_in(address, app.config.private_hooks)

    return may


def _there(app: App, name: HookId) -> Hook:
    with app.reading() as connection:
        found = hooks.get(connection, name)
    if found is None or not found.active:
        raise Missing(f"There is no hook '{name[:60]}'.")
    return found


def _secrets(app: App, name: HookId) -> Sequence[bytes]:
    """Give a hook's secrets, newest first: made of the keyring's keys and its name, and kept nowhere."""
    return _keyring(app).secrets_for(name, at=app.wall.now())


def _keyring(app: App) -> Keyring:
    found = read_keyring(app.config.hook_keys)
    if found is None:
        found = new_keyring(at=app.wall.now())
        write_keyring(found, app.config.hook_keys)
    return found
