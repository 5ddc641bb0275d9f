"""Preserve what is removed: an encrypted copy under a key of its own, read by two people, gone with its key on its day.

Regulation (EU) 2021/784, Article 6: six months from the removal; longer only on request. A
litigation hold also holds back erasure and retention. The key lies in a file; the log tells its hash, and that it is gone.
"""

import hashlib
import secrets
from datetime import datetime
from pathlib import Path

import polars as pl

from cautery.app import App
from cautery.cases.review import same_person
from cautery.errors import Conflict, Invalid, Missing, Refused
from cautery.kit.canonical import canonical_json
from cautery.kit.files import replace_file
from cautery.kit.sealing import closed, opened
from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.preservation import (
    HOLDS,
    AccessPurpose,
    Preservation,
    PreservationBasis,
    PreservationStep,
    PreservationStepKind,
)
from cautery.pipeline.history.known_accounts import is_known
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.orders.applicable_laws import every_law
from cautery.pipeline.orders.steps import OrderView
from cautery.store import cases, decisions, exhibits, preservations

SIX_MONTHS = "tco.preserve"
MOST_POSTS = 10_000


def preserve(
    app: App,
    about: Account,
    *,
    basis: PreservationBasis,
    document: str,
    expires_at: datetime,
    post: str | None = None,
    case: CaseId | None = None,
    order: str | None = None,
) -> Preservation:
    """Keep an encrypted copy of a post, or of all posts of an account, with its case and decisions."""
    if not document.strip():
        raise Invalid("Name the document that asks for it: authority or court, date and reference.")
    if expires_at <= app.clock.now():
        raise Invalid(f"It must end in the future; {expires_at.isoformat()} is over.")
    if basis in HOLDS and not is_known(app, about):
        raise Missing(
            f"Nothing is known of '{about.id}' on '{about.platform}', so nothing would be preserved; look at its ID."
        )
    content = _content(app, about, post, case)
    name, key = secrets.token_hex(6), secrets.token_hex(32)
    copy = closed(content.decode(), key).encode()
    _key_file(app, name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(_key_file(app, name), key.encode(), mode=0o600)
    with app.writing() as tx:
        made = Preservation(
            id=name,
            about=about,
            post=post,
            case=case,
            order=order,
            basis=basis,
            document=document.strip(),
            sealed_sha256=hashlib.sha256(copy).hexdigest(),
            key_sha256=hashlib.sha256(key.encode()).hexdigest(),
            expires_at=expires_at,
            by=tx.by,
            at=tx.at,
        )
        preservations.append(tx, made, copy)
    return made


def preserve_removed(app: App, view: OrderView) -> int:
    """Preserve what an order removed, by hand too, once, for the time that the law gives; returns how much."""
    if view.status.executed_at is None:
        return 0
    with app.reading() as connection:
        known = {(one.about, one.post) for one in preservations.every(connection) if one.order == view.order.id}
        removed = cases.some(connection, view.status.cases).values()
        things: dict[tuple[Account, str | None], CaseId | None] = {(case.about, case.post): case.id for case in removed}
    things = things or {(target.about, target.post): None for target in view.status.targets}
    left = {thing: case for thing, case in things.items() if thing not in known}
    expires = every_law()["eu_tco_2021_784"].clock(SIX_MONTHS).due(view.status.executed_at)
    if expires is None or expires <= app.clock.now():
        return 0
    document = f"{view.order.form.authority}, {view.order.form.reference}"
    for (about, post), case in left.items():
        preserve(
            app,
            about,
            basis="tco_art6",
            document=document,
            expires_at=expires,
            post=post,
            case=case,
            order=view.order.id,
        )
    return len(left)


def extend(app: App, name: str, *, document: str, until: datetime) -> PreservationStep:
    """Keep a copy longer, as a document asks for review proceedings (Article 6(2))."""
    if not document.strip():
        raise Invalid(
            "It is kept longer only by a document of an authority or a court: name it, with date and reference."
        )
    made, steps = _live(app, name)
    if until <= ends_at(made, steps):
        raise Invalid(f"It is kept until {ends_at(made, steps):%Y-%m-%d} already.")
    return _step(app, name, "extended", document, until=until)


def ask_to_read(app: App, name: str, *, purpose: AccessPurpose, says: str) -> PreservationStep:
    """Ask to read a copy, for a purpose that the law allows; a second person approves."""
    if not says.strip():
        raise Invalid("Say what it is read for: the proceedings, the court or authority, and the reference.")
    _live(app, name)
    return _step(app, name, "asked", says, purpose=purpose)


def approve_reading(app: App, name: str) -> PreservationStep:
    """Approve that a copy is read; refused to whoever asked."""
    _, steps = _live(app, name)
    asked = next((step for step in reversed(steps) if step.kind in ("asked", "approved", "read")), None)
    if asked is None or asked.kind != "asked":
        raise Conflict(f"Nobody waits to read '{name}'.")
    if same_person(asked.by, app.person):
        raise Refused("You asked to read it, so a second person must approve.")
    return _step(app, name, "approved", asked.says, purpose=asked.purpose)


def read_copy(app: App, name: str) -> bytes:
    """Read a copy once, as the person who asked and was approved; the log tells of it first."""
    _, steps = _live(app, name)
    turn = [step for step in steps if step.kind in ("asked", "approved", "read")][-2:]
    if [step.kind for step in turn] != ["asked", "approved"] or not same_person(turn[0].by, app.person):
        raise Refused("Reading it needs that you asked, with a purpose, and that a second person approved.")
    _step(app, name, "read", turn[0].says, purpose=turn[0].purpose)
    with app.reading() as connection:
        copy = preservations.copy_of(connection, name)
    if copy is None:
        raise Missing(f"The copy '{name}' is gone.")
    return opened(copy.decode(), _key_file(app, name).read_text()).encode()


def write_copy(app: App, name: str, out: Path) -> None:
    """Read a copy into a new file, which nobody else may open; it is not read where it cannot be written."""
    if not out.parent.is_dir():
        raise Missing(f"There is no folder '{out.parent}'; make it first.")
    content = read_copy(app, name)
    out.touch(mode=0o600)
    out.write_bytes(content)


def destroy_expired(app: App) -> int:
    """Destroy the keys and copies whose day has come; returns how many."""
    now = app.clock.now()
    over = [made for made, steps in list_preserved(app) if ends_at(made, steps) <= now and not _is_gone(steps)]
    for made in over:
        _wipe(_key_file(app, made.id))
        _step(app, made.id, "destroyed", f"the key with the SHA-256 {made.key_sha256} is gone")
    return len(over)


def list_preserved(app: App) -> list[tuple[Preservation, list[PreservationStep]]]:
    """List what is or was preserved, with each step."""
    with app.reading() as connection:
        found = preservations.every(connection)
        steps = preservations.steps_of(connection, [one.id for one in found])
    return [(one, steps[one.id]) for one in found]


def ends_at(made: Preservation, steps: list[PreservationStep]) -> datetime:
    """Say until when a copy is kept."""
    return max([made.expires_at, *(step.until for step in steps if step.until is not None)])


def undestroyed_keys(app: App) -> list[str]:
    """Name the copies that the log calls destroyed while a key lies here still; nothing when all is as the log tells."""
    return [made.id for made, steps in list_preserved(app) if _is_gone(steps) and _key_file(app, made.id).exists()]


def _content(app: App, about: Account, post: str | None, case: CaseId | None) -> bytes:
    own = lake_of(app).scan("posts").filter(pl.col("platform") == about.platform, pl.col("account") == about.id)
    if post is not None:
        own = own.filter(pl.col("post") == post)
    rows = own.sort("at", "post").head(MOST_POSTS).collect().to_dicts()
    with app.reading() as connection:
        made = decisions.about(connection, about)
        shown = exhibits.of_case(connection, case) if case else None
    return canonical_json({"about": about, "post": post, "posts": rows, "decisions": made, "exhibit": shown})


def _live(app: App, name: str) -> tuple[Preservation, list[PreservationStep]]:
    found = next(((made, steps) for made, steps in list_preserved(app) if made.id == name), None)
    if found is None:
        raise Missing(
            f"There is no preserved copy '{name[:60]}'.", at_terminal="List them with: cautery preserved list"
        )
    if _is_gone(found[1]):
        raise Conflict(f"The copy '{name}' was destroyed with its key.")
    return found


def _is_gone(steps: list[PreservationStep]) -> bool:
    return any(step.kind == "destroyed" for step in steps)


def _step(
    app: App,
    name: str,
    kind: PreservationStepKind,
    says: str,
    *,
    purpose: AccessPurpose | None = None,
    until: datetime | None = None,
) -> PreservationStep:
    with app.writing() as tx:
        step = PreservationStep(
            preservation=name, kind=kind, says=says.strip(), purpose=purpose, until=until, by=tx.by, at=tx.at
        )
        preservations.append_step(tx, step)
    return step


def _key_file(app: App, name: str) -> Path:
    return app.config.signing_key.parent / "preserved" / f"{name}.key"


def _wipe(file: Path) -> None:
    """Overwrite a key before its file goes. On a disk that copies on writing, the old bytes may stay for a while."""
    if file.exists():
        file.write_bytes(secrets.token_bytes(file.stat().st_size))
        file.unlink()
