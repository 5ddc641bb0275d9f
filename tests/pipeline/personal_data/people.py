"""A person with events, a case, decisions and notes, among others who follow, answer, repeat and report them."""

from datetime import timedelta
from typing import Any

from cautery.app import App
from cautery.model.account import Account, AccountId, Platform
from cautery.model.event import (
    AccountCreated,
    AccountRenamed,
    AnyEvent,
    FollowCreated,
    Notice,
    NoticeReceived,
    NoticeSubject,
    Notifier,
    Post,
    PostCreated,
    Profile,
    Reference,
)
from cautery.pipeline.cases.notes import write_note
from cautery.pipeline.ingestion.ingest import Ingestion
from tests.world import NOON

HARBOUR = Platform("harbour")
NIMUE = Account(platform=HARBOUR, id=AccountId("did:plc:nimue7712"))
HANDLES = ("nimue_of_the_lake", "nimue_2")
WORDS = "the reeds at the ferry are mine"
NEEDLES = {NIMUE.id, *HANDLES, WORDS}


def life(*, posts: int = 3) -> list[AnyEvent]:
    """Give what happened: hers, and that of others which names her."""
    ids = iter(range(10_000))

    def common(account: str) -> Any:
        number = next(ids)
        return {
            "id": f"e{number}",
            "at": NOON + timedelta(minutes=number),
            "platform": HARBOUR,
            "account": AccountId(account),
        }

    hers = NIMUE.id
    return [
        AccountCreated(**common(hers), profile=Profile(handle=HANDLES[0], bio=WORDS), traits={"device": "d1"}),
        AccountRenamed(**common(hers), handle=HANDLES[1]),
        *(PostCreated(**common(hers), post=Post(id=f"h{n}", text=f"{WORDS} {n}")) for n in range(posts)),
        FollowCreated(**common("ben"), target=AccountId(hers)),
        PostCreated(**common("ben"), post=Post(id="b1", text=f"well said @{HANDLES[0]}!", mentions=(AccountId(hers),))),
        PostCreated(**common("ben"), post=Post(id="b2", text="no", quoted=WORDS, quote_of=Reference(post="h0", account=hers))),
        PostCreated(**common("cleo"), post=Post(id="c1", text=WORDS, repost_of=Reference(post="h0", account=hers))),
        NoticeReceived(
            **common("cleo"),
            notice=Notice(
                id="n1",
                about=NoticeSubject(account=AccountId(hers), post="h0"),
                notifier=Notifier(kind="user", id="cleo"),
                text=f"{HANDLES[1]} shouts",
            ),
        ),
        *(PostCreated(**common("dora"), post=Post(id=f"d{n}", text=f"bread {n}")) for n in range(3)),
    ]  # fmt: skip


def lived(app: App) -> App:
    """Let it happen, with a note and a label."""
    with Ingestion(app) as door:
        door.accept(life())
        door.catch_up()
    write_note(app, NIMUE, f"{HANDLES[1]} writes: {WORDS}")
    return app
