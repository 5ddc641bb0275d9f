"""What a case shows is kept when it is opened: the evidence first, and exactly as it was said."""

from cautery.app import App
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.exhibits import exhibit, latest_posts
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.history.read import history_of
from cautery.store import cases, exhibits
from tests.world import neighbourhood


def returned(town: App) -> CaseId:
    """Open the cases, and give the one about whoever came back."""
    suspects(town)
    with town.reading() as connection:
        return cases.about(connection, neighbourhood().returned)[0].id


def test_a_case_shows_what_the_account_said_with_the_evidence_ahead(town: App) -> None:
    file = look_at(town, returned(town))
    evidence = {name for reason in file.case.reasons for name in reason.evidence}

    assert file.exhibit is not None
    shown = [item.id for item in file.exhibit.items]
    assert set(shown) & evidence
    assert sorted(shown, key=lambda name: name not in evidence) == shown
    assert any("this is my new account" in item.text for item in file.exhibit.items)
    assert file.exhibit.face.handle == "returned"


def test_it_is_kept_once(town: App) -> None:
    case = returned(town)
    history = history_of(town, at=None)

    assert exhibit(town, history) == 0
    with town.reading() as connection:
        assert exhibits.of_case(connection, case) is not None


def test_whoever_asks_gets_an_accounts_latest_posts_newest_first(town: App) -> None:
    posts = latest_posts(history_of(town, at=None), neighbourhood().returned, most=3)

    assert len(posts) == 3
    assert [item.at for item in posts] == sorted((item.at for item in posts), reverse=True)
