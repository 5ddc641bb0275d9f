"""The last fact about a hook holds."""

from dataclasses import replace

from cautery.model.hook import Hook, HookId
from cautery.store import hooks
from cautery.store.database import Database
from tests.store.conftest import NOON, Open

HOOK = Hook(id=HookId("h1"), url="https://a.example", kinds=("case.opened", "threat.raised"), by="ben", at=NOON)


def test_a_hook_is_there_until_it_ends(either: Database, writing: Open) -> None:
    with writing() as tx:
        hooks.append(tx, HOOK)
        hooks.append(tx, replace(HOOK, id=HookId("h2")))
    with either.reading() as connection:
        assert hooks.active(connection) == [HOOK, replace(HOOK, id=HookId("h2"))]
    with writing() as tx:
        hooks.append(tx, replace(HOOK, active=False))

    with either.reading() as connection:
        assert [one.id for one in hooks.active(connection)] == ["h2"]
        assert hooks.get(connection, HookId("h1")) == replace(HOOK, active=False)
        assert hooks.get(connection, HookId("h9")) is None
