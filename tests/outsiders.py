"""A notice and a decided case, for the tests of what people outside see."""

from cautery.app import App
from cautery.cases.filing import NoticeForm
from cautery.cases.review import DecisionInput
from cautery.model.action import Action
from cautery.model.decision import Decision
from cautery.pipeline.cases.decide import decide_case
from cautery.store import actions
from tests.reviewing import open_cases
from tests.staffed import join

SAID = NoticeForm(
    platform="harbour",
    account="ana",
    place="https://harbour.example/p1",
    category="terrorism",
    text="praises the Guard",
    in_good_faith=True,
)

SUSPEND = DecisionInput(measure="suspend", clause="promotes", reason="spreads their lamps")


def decided(app: App) -> Decision:
    """Let ada suspend somebody."""
    return decide_case(join(app, "ada", "reviewer"), open_cases(app, 9)[0], SUSPEND).decision


def to_take_back(app: App) -> tuple[Action, ...]:
    """List what is in force on a platform under a decision that another has replaced."""
    with app.reading() as connection:
        return tuple(actions.in_state(connection, "recalled"))
