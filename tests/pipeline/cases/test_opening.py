"""Open cases for suspicions, returns, notices and networks."""

from datetime import timedelta

from cautery.app import App
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.opening import open_noticed, open_suspected
from cautery.pipeline.cases.terminal_queue import queue
from tests.deciding import ALONE, a_complaint, a_suspicion, waiting
from tests.world import NOON, person


def test_a_case_is_opened_for_the_strong_around_removed_accounts_only(app: App) -> None:
    strong, weak = a_suspicion("ada"), a_suspicion("eve", 0.2)
    far = a_suspicion("ivo", neighbourhood=False)

    assert open_suspected(app, [strong, weak, far], at=NOON) == 1
    assert waiting(app) == [person("ada")]


def test_a_suspicion_opens_nothing_where_a_case_is_open_or_decided(app: App) -> None:
    open_suspected(app, [a_suspicion("ada"), a_suspicion("eve")], at=NOON)
    decide_case(app, queue(app.config, app.clock)[0].case, ALONE)

    assert open_suspected(app, [a_suspicion("ada"), a_suspicion("eve")], at=NOON + timedelta(days=1)) == 0


def test_a_notice_opens_one_case_also_after_it_was_decided(app: App) -> None:
    """Notices are read from history each time; what was answered is not asked again."""
    assert [open_noticed(app, [a_complaint("ada")]) for _ in range(2)] == [1, 0]
    decide_case(app, queue(app.config, app.clock)[0].case, ALONE)

    assert open_noticed(app, [a_complaint("ada")]) == 0
    assert open_noticed(app, [a_complaint("ada", notice="n2")]) == 1


def test_the_queue_puts_first_what_is_due_first(app: App) -> None:
    open_suspected(app, [a_suspicion("ada", 0.6), a_suspicion("eve", 0.9)], at=NOON)
    open_noticed(app, [a_complaint("ivo", kind="authority")])

    assert waiting(app) == [person("ivo"), person("eve"), person("ada")]
