"""One decision for several cases stays within the guards, and says whom it leaves alone."""

from dataclasses import replace

import pytest

from cautery.app import App
from cautery.cases.exemptions import ExemptionAssessment
from cautery.errors import Invalid, Refused
from cautery.pipeline.cases.batch import MOST, decide_batch, preview_batch
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.leases import take
from cautery.pipeline.takedowns.protection import protect
from tests.outsiders import SUSPEND
from tests.pipeline.conftest import app
from tests.reviewing import LEAVE, open_cases
from tests.staffed import join

__all__ = ["app"]
PLAIN = ExemptionAssessment(purpose="none", says="")


def test_each_case_gets_a_decision_of_its_own(app: App) -> None:
    names = open_cases(app, 9, 10, 11)
    ada = join(app, "ada", "reviewer")
    done = decide_batch(ada, dict.fromkeys(names, "0"), SUSPEND, assessed=PLAIN)

    assert (done.done, done.left) == (tuple(names), ())
    assert all(look_at(app, name).decisions[0].by == "ada" for name in names)
    assert all(look_at(app, name).assessment for name in names)


def test_more_accounts_than_one_person_may_act_on_are_refused_as_a_whole(app: App) -> None:
    names = open_cases(app, *range(1, app.config.takedown.second_person_above + 2))
    ada = join(app, "ada", "reviewer")
    with pytest.raises(Refused, match="second person"):
        decide_batch(ada, dict.fromkeys(names, "0"), SUSPEND, assessed=PLAIN)
    assert not any(look_at(app, name).decisions for name in names)

    assert len(decide_batch(ada, dict.fromkeys(names, "0"), LEAVE, assessed=PLAIN).done) == len(names)


def test_what_others_hold_decided_or_protected_is_left_and_named(app: App) -> None:
    held, decided, protected, free = open_cases(app, 9, 10, 11, 12)
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    take(cyd, held)
    decide_case(cyd, decided, LEAVE)
    protect(app, look_at(app, protected).case.about, "journalist", reason="writes for the Pier")
    names = (held, decided, protected, free)
    batch = preview_batch(ada, names)
    done = decide_batch(ada, dict.fromkeys(names, "0"), SUSPEND, assessed=PLAIN)

    assert [row.case.id for row in batch.decidable] == [free]
    assert (done.done, len(done.left)) == ((free,), 3)
    assert batch.followers == 0


def test_what_changed_since_it_was_seen_is_not_decided(app: App) -> None:
    case = open_cases(app, 9)[0]
    with pytest.raises(Invalid, match="new grounds"):
        decide_batch(join(app, "ada", "reviewer"), {case: "0+1"}, SUSPEND, assessed=PLAIN)


def test_a_batch_has_an_end_and_keeps_nobody_up_on_purpose(app: App) -> None:
    case = open_cases(app, 9)[0]
    with pytest.raises(Invalid, match=f"between 1 and {MOST}"):
        preview_batch(app, [])
    with pytest.raises(Refused, match="case by case"):
        decide_batch(app, {case: "0"}, replace(LEAVE, measure="observe"), assessed=PLAIN)
