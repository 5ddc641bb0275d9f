"""What every format inherits: a bad line stops no other, and nothing passes that could not be read back."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from cautery.errors import Invalid
from cautery.events.format import EventFormat, FileLine, plausible, read_back
from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountCreated, AnyEvent, FollowCreated, Post, PostCreated, Profile

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


class Pairs(EventFormat):
    """`who>whom` is a follow, and `who>>whom` one of each by the other."""

    def recognises(self, line: bytes) -> bool:
        return b">" in line

    def parse(self, line: bytes) -> Sequence[AnyEvent]:
        who, arrow, whom = line.decode().partition(">")
        if not arrow:
            raise Invalid("There is no arrow.")
        back = (a_follow(whom[1:], who),) if whom.startswith(">") else ()
        return (a_follow(who, whom.removeprefix(">")), *back)


def a_follow(who: str, whom: str, at: datetime = NOON) -> FollowCreated:
    return FollowCreated(
        id=f"{who}-{whom}", at=at, platform=Platform("harbour"), account=AccountId(who), target=AccountId(whom)
    )


def a_post(text: object, at: datetime = NOON) -> PostCreated:
    post = Post(id="p1", text=text)  # type: ignore[arg-type]
    return PostCreated(id="e1", at=at, platform=Platform("harbour"), account=AccountId("a1"), post=post)


def an_account(opened: datetime) -> AccountCreated:
    profile = Profile(created_at=opened)
    return AccountCreated(id="c1", at=NOON, platform=Platform("harbour"), account=AccountId("a1"), profile=profile)


def lines(*raw: bytes) -> list[FileLine]:
    return [FileLine(number=number, raw=piece) for number, piece in enumerate(raw, start=1)]


def test_a_bad_line_is_kept_with_its_number_and_stops_no_other() -> None:
    accepted, rejects = Pairs().parse_many(lines(b"a>b", b"nonsense", b"c>d"))

    assert [event.account for event in accepted.events] == ["a", "c"]
    assert [(reject.line, reject.reason, reject.raw) for reject in rejects] == [(2, "There is no arrow.", b"nonsense")]


def test_a_line_may_be_several_events() -> None:
    accepted, _ = Pairs().parse_many(lines(b"a>>b"))

    assert accepted.events == [a_follow("a", "b"), a_follow("b", "a")]


def test_a_line_with_one_event_that_cannot_be_kept_gives_none_of_its_events() -> None:
    """Half a line would be neither accepted nor rejected."""
    accepted, rejects = Pairs().parse_many(lines(b"a>>" + b"b" * 600))

    assert accepted.events == []
    assert [reject.line for reject in rejects] == [1]


@pytest.mark.parametrize("text", [5, ["a"], {"a": 1}, "\ud800", 10**30])
def test_an_event_that_would_not_be_read_back_is_refused(text: object) -> None:
    """Structs do not check themselves; a line that the journal cannot give back would stop every later start."""
    with pytest.raises(Invalid, match="not as the contract has it"):
        read_back(a_post(text))


def test_an_event_is_given_as_it_will_be_read_back() -> None:
    assert read_back(a_post("boats")) == a_post("boats")


@pytest.mark.parametrize("claimed", [datetime(1, 1, 1, tzinfo=UTC), datetime(1969, 7, 20, tzinfo=UTC), NOON])
def test_a_post_that_is_dated_back_is_kept_where_the_platform_says_when_it_took_it(claimed: datetime) -> None:
    """Or else an author hides every post by dating it before 1970."""
    event = msgspec.structs.replace(a_post("boats", claimed), received=NOON)

    assert plausible(event) is event
    assert (event.at, event.taken_at) == (claimed, NOON)


@pytest.mark.parametrize("claimed", [NOON + timedelta(seconds=1), datetime(2099, 1, 1, tzinfo=UTC),
                                     datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=14))),
                                     datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))])  # fmt: skip
def test_nobody_claims_a_later_time_than_the_platform_took_it(claimed: datetime) -> None:
    event = plausible(msgspec.structs.replace(a_post("boats", claimed), received=NOON))

    assert (event.at, event.taken_at) == (NOON, NOON)


def test_a_time_without_an_offset_is_asked_for() -> None:
    naive = datetime(2020, 1, 1, 12)  # noqa: DTZ001

    with pytest.raises(Invalid, match="--timezone"):
        Pairs().in_utc(naive)
    assert Pairs(timezone(timedelta(hours=2))).in_utc(naive) == NOON - timedelta(hours=2)


@pytest.mark.parametrize("year", [1, 1969, 2101, 9999])
def test_a_year_in_which_no_platform_was_is_refused(year: int) -> None:
    with pytest.raises(Invalid, match=f"in the year {year}"):
        plausible(a_follow("a", "b", datetime(year, 1, 1, tzinfo=UTC)))


@pytest.mark.parametrize("year", [1970, 2100])
def test_the_first_and_the_last_year_are_taken(year: int) -> None:
    event = a_follow("a", "b", datetime(year, 12, 31, tzinfo=UTC))

    assert plausible(event) is event


def test_an_account_that_was_opened_when_there_was_no_utc_is_refused() -> None:
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-14))
    for opened in (datetime(1, 1, 1, tzinfo=east), datetime(9999, 12, 31, 23, tzinfo=west)):
        with pytest.raises(Invalid, match=r"profile\.created_at"):
            plausible(an_account(opened))


def test_a_platform_that_says_year_one_for_unknown_is_taken() -> None:
    """Some write 0001-01-01T00:00:00Z where they know nothing."""
    event = an_account(datetime(1, 1, 1, tzinfo=UTC))

    assert plausible(event) is event


@pytest.mark.parametrize("name", ["account", "platform", "id"])
def test_an_id_with_nul_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="NUL"):
        plausible(msgspec.structs.replace(a_follow("a", "b"), **{name: "a\0"}))
