from datetime import UTC, datetime

from cautery.model.case import CaseId
from cautery.model.exhibit import Exhibit, ProfileSnapshot


def test_an_exhibit_of_an_account_that_said_nothing_has_no_items_and_no_language() -> None:
    shown = Exhibit(case=CaseId("c1"), face=ProfileSnapshot(), items=(), at=datetime(2020, 1, 1, tzinfo=UTC))

    assert (shown.items, shown.more, shown.language) == ((), 0, None)
