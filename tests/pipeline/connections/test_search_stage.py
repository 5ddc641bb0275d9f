"""What comes in is found at once by its words, and computed again from the journal after the index is gone."""

from cautery.app import App
from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.connections.search import find, names_had
from cautery.pipeline.connections.search_stage import SearchStage
from cautery.worker.stages import follow_all
from tests.pipeline.conftest import app, town
from tests.world import neighbourhood, person

__all__ = ["app", "town"]


def test_posts_and_names_of_the_town_are_found(town: App) -> None:
    follow_all(town)
    removed = neighbourhood().removed[0]
    posts = find(town, f'from:"{removed.id}"', texts=True).posts

    assert posts
    assert {post.account for post in posts} == {removed.id}
    assert find(town, f'from:"{removed.id}"').posts == ()
    word = posts[0].shown.split()[0]
    assert find(town, f'"{word}" from:"{removed.id}"', texts=True).posts


def test_an_account_without_a_case_is_found_by_its_name(town: App) -> None:
    follow_all(town)
    ordinary = next(one for one in neighbourhood().benign)
    begin = ordinary.id[: max(3, len(ordinary.id) - 1)]

    assert ordinary in {one.account for one in find(town, begin).accounts}
    assert names_had(town, Account(platform=Platform("harbour"), id=AccountId("nobody"))) == ()
    assert person("nobody") not in {one.account for one in find(town, begin).accounts}


def test_an_index_that_is_gone_is_made_again(town: App) -> None:
    follow_all(town)
    removed = neighbourhood().removed[0]
    before = find(town, f'from:"{removed.id}"', texts=True).posts
    SearchStage(town).forget()

    assert before
    assert find(town, f'from:"{removed.id}"', texts=True).posts == ()
    follow_all(town)
    assert find(town, f'from:"{removed.id}"', texts=True).posts == before
