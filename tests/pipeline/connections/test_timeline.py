"""All that happened here around an account is told in the order of time, whichever case it came up in."""

from datetime import timedelta

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.model.case import CaseId
from cautery.model.exhibit import Exhibit, Item, ProfileSnapshot
from cautery.pipeline.cases.appeals import appeal, review_appeal
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.notes import write_note
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.connections.timeline import Timeline, timeline_of
from cautery.store import exhibits
from tests.returned import came_back
from tests.reviewing import open_cases
from tests.staffed import join
from tests.world import person


def told(life: Timeline) -> list[str]:
    return [one.kind for one in reversed(life.moments)]


def test_of_whom_nobody_heard_there_is_nothing_to_tell(app: App) -> None:
    life = timeline_of(app, person("eva"))

    assert (life.moments, life.items, life.face) == ((), (), None)


def test_case_note_decision_appeal_and_hearing_are_told_in_time(app: App) -> None:
    open_cases(app, 1)
    about = person("person 0")
    write_note(app, about, "sells lamps")
    made = decide_case(
        app, CaseId("c0"), DecisionInput(measure="suspend", clause="promotes", reason="spreads them")
    ).decision
    said = appeal(app, appeal_link(app, made.id), "It was a song.", contact="")
    review_appeal(join(app, "cyd", "senior"), said.id, outcome="overturned", reason="A song it is.")
    life = timeline_of(app, about)

    assert set(told(life)) == {"case", "note", "decision", "action", "appeal", "hearing"}
    assert told(life)[0] == "case"
    assert life.standing.decision is not None
    assert life.standing.decision.measure == "none"


def test_what_cases_kept_is_shown_once_newest_first(app: App) -> None:
    about = [came_back(app, "ana2", of="ana"), came_back(app, "ana2", of="eva")]
    with app.writing() as tx:
        old, new = (
            Item(id=name, at=tx.at + timedelta(hours=hour), text=name) for hour, name in enumerate(("p1", "p2"))
        )
        shown = [(about[0], "first", (old,)), (about[1], "last", (old, new))]
        exhibits.append(
            tx,
            [Exhibit(case=case, face=ProfileSnapshot(handle=name), items=said, at=tx.at) for case, name, said in shown],
        )
    life = timeline_of(app, person("ana2"))

    assert [item.id for item in life.items] == ["p2", "p1"]
    assert life.face == ProfileSnapshot(handle="last")
