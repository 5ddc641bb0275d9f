"""What can be acted upon has the name that servers give it; what cannot be there is missing."""

import pytest

from cautery.errors import Missing
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action
from cautery.model.decision import DecisionId
from cautery.platforms.connectors.atproto.subjects import account, item, query

PLAZA = Platform("plaza")
ADA = "did:plc:ada"


def remove(post: str | None) -> Action:
    about = Account(platform=PLAZA, id=AccountId(ADA))
    return Action(key="k", decision=DecisionId("d"), about=about, measure="remove", post=post)


def test_accounts_records_and_pictures_are_told_apart() -> None:
    record, picture = (
        item(remove(f"at://{ADA}/x.y/1"), platform=PLAZA),
        item(remove(f"at://{ADA}/blob/b1"), platform=PLAZA),
    )

    assert query(account(Account(platform=PLAZA, id=AccountId(ADA)), platform=PLAZA)) == {"did": ADA}
    assert query(record) == {"uri": f"at://{ADA}/x.y/1"}
    assert query(picture) == {"did": ADA, "blob": "b1"}


@pytest.mark.parametrize("post", [None, "", "at://did:plc:eve/x.y/1", f"at://{ADA}/x.y", f"at://{ADA}/x.y/1/2"])
def test_what_is_not_theirs_is_missing(post: str | None) -> None:
    with pytest.raises(Missing):
        item(remove(post), platform=PLAZA)


@pytest.mark.parametrize("name", ["ada", "did:plc:ada x", "did:plc:", ""])
def test_what_cannot_be_an_account_is_missing(name: str) -> None:
    with pytest.raises(Missing):
        account(Account(platform=PLAZA, id=AccountId(name)), platform=PLAZA)
