"""What holds of an account is the last thing that people said of it as a whole, also where they named no platform."""

from dataclasses import replace

from cautery.app import App
from cautery.model.account import Account, Platform
from cautery.pipeline.cases.account_status import account_status_of
from cautery.pipeline.detection.labelling import label
from cautery.schemas.networks import AccountSummary
from tests.returned import called, came_back, removed
from tests.reviewing import open_cases
from tests.world import HARBOUR, person


def standing(app: App, about: Account) -> AccountSummary:
    with app.reading() as connection:
        return account_status_of(connection, [about])[about]


def test_of_whom_nobody_heard_nothing_holds(app: App) -> None:
    found = standing(app, person("eva"))

    assert (found.name, found.removed, found.decision, found.waits) == ("eva", False, None, None)


def test_who_was_removed_and_who_waits_is_told(app: App) -> None:
    open_cases(app, 1)
    removed(app, "ana")

    assert standing(app, person("ana")).removed
    assert standing(app, person("person 0")).waits == "c0"


def test_a_label_without_a_platform_is_about_whichever_has_the_name(app: App) -> None:
    (app.config.home / "labels.csv").write_text("account,label\nana,violating\n")
    label(app, app.config.home / "labels.csv")

    assert standing(app, person("ana")).removed
    assert not standing(app, person("eva")).removed


def test_the_same_name_elsewhere_is_somebody_else(app: App) -> None:
    removed(app, "ana")

    assert not standing(app, replace(person("ana"), platform=Platform("mill"))).removed
    assert person("ana").platform == HARBOUR


def test_who_has_a_case_is_called_as_they_call_themselves(app: App) -> None:
    called(app, came_back(app, "ana2", of="ana"), "Lamp Keeper")

    assert standing(app, person("ana2")).name == "Lamp Keeper"
