"""A key can do what its owner can, within its scopes, until its day."""

from datetime import UTC, datetime, timedelta

import pytest

from cautery.access.keys import ApiKey, checked_scopes, held_by, holds
from cautery.errors import Invalid
from cautery.model.person import PersonId

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
KEY = ApiKey(id="k", person=PersonId("ada"), name="feed", scopes=("send_events", "decide"), ends_at=NOON)


def test_it_holds_only_what_its_owner_still_has() -> None:
    assert held_by(KEY, ("admin",)) == {"send_events"}
    assert held_by(KEY, ("auditor",)) == frozenset()


@pytest.mark.parametrize(("scopes", "says"), [([], "needs a scope"), (["fly"], "'fly'"), (["decide"], "'decide'")])
def test_nobody_gives_a_key_more_than_they_have(scopes: list[str], says: str) -> None:
    with pytest.raises(Invalid, match=says):
        checked_scopes(scopes, ("admin",))


def test_it_ends_on_its_day_and_when_it_is_revoked() -> None:
    before = NOON - timedelta(seconds=1)

    assert holds(KEY, at=before)
    assert not holds(KEY, at=NOON)
    assert not holds(ApiKey(id="k", person=KEY.person, name="", scopes=(), ends_at=NOON, revoked=True), at=before)
