"""Rows become events; a bad row is told, and costs none of the others."""

from datetime import UTC
from pathlib import Path

import pytest

from cautery.errors import Invalid
from cautery.events.format import Reject
from cautery.events.tables.events import AccountNames, TableMeaning, account_of, events_of
from cautery.events.tables.table import look_at
from cautery.model.account import Platform
from cautery.model.event import AccountCreated, AccountUpdated, AnyEvent, PostCreated, SessionStarted
from tests.events.tables.test_table import table_at

FORUM = TableMeaning(platform=Platform("forum"), zone=UTC)


def read(path: Path, accounts: AccountNames | None = None) -> list[AnyEvent | Reject]:
    return list(events_of(look_at(path), FORUM, accounts or AccountNames()))


def test_a_post_says_what_was_written_by_whom_and_from_where(tmp_path: Path) -> None:
    told = "id,user_id,username,date,message,ip,parent_id\n5,7,ada,2026-01-02T03:04:05Z,hello,203.0.113.7,4\n"
    profile, session, post = read(table_at(tmp_path, told))

    assert isinstance(profile, AccountUpdated)
    assert isinstance(session, SessionStarted)
    assert isinstance(post, PostCreated)
    assert (profile.account, profile.profile.handle) == ("7", "ada")
    assert session.traits == {"ip": "203.0.113.7"}
    assert (post.post.id, post.post.text, post.post.reply_to and post.post.reply_to.post) == ("5", "hello", "4")


def test_a_member_is_an_account_that_was_created(tmp_path: Path) -> None:
    (member,) = read(table_at(tmp_path, "id,username,email,joined\n7,ada,a@b.example,2026-01-02T00:00:00Z\n"))

    assert isinstance(member, AccountCreated)
    assert (member.account, member.profile.handle, member.traits) == ("7", "ada", {"email": "a@b.example"})
    assert member.profile.created_at == member.at


def test_the_same_row_is_the_same_event_and_two_posts_without_a_number_are_two(tmp_path: Path) -> None:
    told = "author,time,text\nada,2026-01-02T03:04:05Z,one\nada,2026-01-02T03:04:05Z,two\n"
    once, again = (read(table_at(tmp_path, told)) for _ in range(2))
    ids = [event.id for event in once if isinstance(event, PostCreated)]

    assert once == again
    assert len(set(ids)) == 2


def test_a_bad_row_is_told_with_its_number_and_costs_no_other(tmp_path: Path) -> None:
    told = "user_id,date,text\n1.23E+17,2026-01-01T00:00:00Z,a\n,2026-01-01T00:00:00Z,b\n7,soon,c\n8,2026-01-01T00:00:00Z,d\n"
    read_rows = read(table_at(tmp_path, told))
    rejects = [one for one in read_rows if isinstance(one, Reject)]

    assert [one.line for one in rejects] == [2, 3, 4]
    assert "shortened" in rejects[0].reason
    assert "no account" in rejects[1].reason
    assert "no time" in rejects[2].reason
    assert [one.account for one in read_rows if isinstance(one, PostCreated)] == ["8"]


def test_a_list_of_names_finds_the_numbers_that_posts_have(tmp_path: Path) -> None:
    accounts = AccountNames()
    read(table_at(tmp_path, "user_id,username,date,text\n7,Ada,2026-01-01T00:00:00Z,x\n"), accounts)

    assert [accounts.named(said) for said in ("7", "ADA", "nobody")] == ["7", "7", "nobody"]


def test_an_account_is_named_by_its_number_before_its_name() -> None:
    assert account_of({"account": "7", "handle": "ada"}) == "7"
    assert account_of({"handle": "ada"}) == "ada"
    with pytest.raises(Invalid):
        account_of({"text": "x"})
