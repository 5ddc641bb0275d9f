"""A portrait grows with every event, and keeps apart what is one's own and what is passed on."""

from datetime import timedelta

from cautery.model.account import AccountId
from cautery.model.event import AccountUpdated, Profile, SessionStarted
from cautery.suspicion.operators.portrait import MOST_POSTS, AccountPortrait
from tests.hands import portrait
from tests.world import HARBOUR, NOON, follow, notice, person, post, unfollow

LAMPS = "the lamps are lit tonight, keepers of the old pier, come down and stand with us"


def saw(*events: object) -> AccountPortrait:
    drawn = AccountPortrait(about=person("ana"))
    for event in events:
        drawn.see(event)  # type: ignore[arg-type]
    return drawn


def updated(profile: Profile) -> AccountUpdated:
    return AccountUpdated(id="update", at=NOON, platform=HARBOUR, account=AccountId("ana"), profile=profile)


def test_it_begins_and_ends_with_what_happened_whatever_the_order() -> None:
    early, late = post("ana", "early", at=NOON), post("ana", "late", at=NOON + timedelta(days=1))

    assert (saw(late, early).begins, saw(late, early).ends) == (early.at, late.at)


def test_what_an_update_leaves_out_stays_as_it_was() -> None:
    drawn = saw(updated(Profile(handle="ana", bio="a bio")), updated(Profile(handle="anna")))

    assert (drawn.handle, drawn.bio) == ("anna", "a bio")


def test_what_is_passed_on_says_whom_one_listens_to_and_not_how_one_writes() -> None:
    for passed_on in (post("ana", LAMPS, reposts="ben"), post("ana", f"RT @ben {LAMPS}", mentions=["ben"])):
        drawn = saw(passed_on)
        assert set(drawn.values) == {"circle"}
        assert drawn.written == []


def test_what_one_says_oneself_is_read_for_all_it_holds() -> None:
    drawn = saw(post("ana", f"{LAMPS} #Lamps https://paste.example/a kik me: wick.ember7", answers="ben"))

    assert {"circle", "hashtags", "links", "hosts", "handoffs", "passages"} <= set(drawn.values)
    assert set(drawn.values["hashtags"]) == {"lamps"}
    assert [one.text[:9] for one in drawn.written] == ["the lamps"]


def test_the_first_place_of_a_value_is_kept() -> None:
    first, again = follow("ana", "ben", at=NOON), follow("ana", "ben", at=NOON + timedelta(days=1))

    assert saw(first, again).values["follows"] == {"ben": first.id}


def test_only_known_traits_are_kept_and_each_of_several_values() -> None:
    session = SessionStarted(
        id="s", at=NOON, platform=HARBOUR, account=AccountId("ana"), traits={"ip": "a b", "mood": "well", "phone": None}
    )

    assert saw(session).values == {"ip": {"a": "s", "b": "s"}}


def test_what_says_nothing_for_comparing_is_told_so() -> None:
    drawn = AccountPortrait(about=person("ana"))

    assert not drawn.see(notice("ben", by="ana"))
    assert not drawn.see(unfollow("ana", "ben"))
    assert drawn == AccountPortrait(about=person("ana"))


def test_to_turn_to_oneself_says_nothing() -> None:
    assert saw(post("ana", "again", answers="ana")).values == {}


def test_only_the_newest_texts_are_kept() -> None:
    drawn = portrait("ana", texts=[f"text number {n}" for n in range(MOST_POSTS + 5)])

    assert len(drawn.written) == MOST_POSTS
    assert drawn.written[-1].text == f"text number {MOST_POSTS + 4}"
