from typing import get_args

from cautery.model.event import Notifier
from cautery.model.notice import NotifierKind


def test_whoever_files_here_is_of_a_kind_that_events_know() -> None:
    assert get_args(NotifierKind) == get_args(Notifier.__annotations__["kind"])
