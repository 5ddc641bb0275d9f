from datetime import UTC, datetime

import polars as pl

from cautery.engine.tables import tables_of
from cautery.events.notices import with_whom
from cautery.model.account import AccountId, Platform
from cautery.model.event import Notice, NoticeReceived, NoticeSubject, Notifier, Post, PostCreated

AT = datetime(2016, 2, 5, 12, tzinfo=UTC)
HARBOUR = Platform("harbour")


def about(*notices: NoticeSubject) -> list[str]:
    """Whom notices are about, where the lamplighter posted 'p1' and the baker 'p2'."""
    posts = [
        PostCreated(id=f"e-{post}", at=AT, platform=HARBOUR, account=AccountId(who), post=Post(id=post, text="a"))
        for who, post in (("lamplighter", "p1"), ("baker", "p2"))
    ]
    received = [
        NoticeReceived(
            id=f"n{number}",
            at=AT,
            platform=HARBOUR,
            account=AccountId("neighbour"),
            notice=Notice(id=f"n{number}", about=one, notifier=Notifier(kind="user")),
        )
        for number, one in enumerate(notices)
    ]
    tables = tables_of([*posts, *received])
    found: pl.DataFrame = with_whom(tables["notices"].lazy(), tables["posts"].lazy()).sort("id").collect()
    return found["about"].to_list()


def test_a_notice_is_about_the_account_that_it_names() -> None:
    assert about(NoticeSubject(account=AccountId("lamplighter"))) == ["lamplighter"]


def test_a_notice_about_a_post_is_about_whoever_posted_it() -> None:
    assert about(NoticeSubject(post="p2")) == ["baker"]


def test_the_account_that_is_named_counts_before_the_poster() -> None:
    """Somebody may complain of whoever passed a post on."""
    assert about(NoticeSubject(account=AccountId("lamplighter"), post="p2")) == ["lamplighter"]


def test_a_notice_about_a_post_that_nobody_has_seen_waits() -> None:
    assert about(NoticeSubject(post="p9"), NoticeSubject(post="p1")) == ["lamplighter"]
