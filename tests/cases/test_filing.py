"""A notice says where, what and why, in good faith; many against one account in a day are a flood."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cautery.cases.filing import FLOOD, NoticeForm, complaint_of, is_flood
from cautery.errors import Invalid
from cautery.model.case import CaseId
from cautery.model.notice import FiledNotice, NotifierKind

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SAID = NoticeForm(
    platform="harbour",
    account=" ana ",
    place="https://harbour.example/p1",
    category="terrorism",
    text="praises the Guard",
    email="zoe@pier.example",
    in_good_faith=True,
)


def test_a_whole_notice_is_about_the_account_it_names() -> None:
    read = complaint_of(SAID, kind="user", at=NOON)

    assert (read.about.id, read.post, read.kind) == ("ana", None, "user")


@pytest.mark.parametrize(
    "said",
    [
        replace(SAID, account=" "),
        replace(SAID, place=""),
        replace(SAID, text=""),
        replace(SAID, text="x" * 5001),
        replace(SAID, in_good_faith=False),
        replace(SAID, email="zoe at the pier"),
        replace(SAID, account="x" * 513),
        replace(SAID, text="a\0b"),
    ],
)
def test_what_cannot_be_found_or_answered_is_refused_in_words(said: NoticeForm) -> None:
    with pytest.raises(Invalid):
        complaint_of(said, kind="user", at=NOON)


def test_a_name_is_not_needed() -> None:
    assert complaint_of(replace(SAID, email=""), kind="user", at=NOON)


def a_notice(number: int, *, at: datetime = NOON, kind: NotifierKind = "user") -> FiledNotice:
    read = complaint_of(SAID, kind=kind, at=at)
    return FiledNotice(
        id=f"n{number}",
        kind=kind,
        about=read.about,
        post=None,
        place="",
        category="",
        text="",
        name="",
        email="",
        case=CaseId("c"),
        at=at,
    )


def test_many_in_a_day_are_a_flood_and_authorities_are_not_counted_in() -> None:
    many = [a_notice(number) for number in range(FLOOD)]

    assert is_flood(many, at=NOON)
    assert not is_flood(many[1:], at=NOON)
    assert not is_flood([*many[1:], a_notice(9, kind="authority")], at=NOON)
    assert not is_flood(many, at=NOON + timedelta(days=1))
