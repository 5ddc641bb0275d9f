"""What becomes of each row: conflicts are told, what holds already changes nothing, and a label can be taken back."""

from datetime import UTC, datetime

from cautery.cases.label_fates import settle
from cautery.cases.labels import VERDICTS, BadLabel, Label
from cautery.kit.canonical import digest
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, DecisionId, decisions_in_force

ANA = Account(platform=Platform("plaza"), id=AccountId("ana"))
MARCH, APRIL, MAY = (datetime(2020, month, 1, tzinfo=UTC) for month in (3, 4, 5))


def row(line: int, label: str, at: datetime | None = None, *, about: Account = ANA, source: str = "f.csv") -> Label:
    verdict, measure = VERDICTS[label]
    name = DecisionId(digest("label", source, about.platform, about.id, label, str(at)))
    made = Decision(
        id=name, about=about, verdict=verdict, measure=measure, clause=None, reason="r", by="ben", at=at, source=source
    )
    return Label(line=line, decision=made)


class Ledger:
    """What was taken in, file after file."""

    def __init__(self) -> None:
        self.made: list[Decision] = []

    def take(self, *rows: Label | BadLabel) -> list[str]:
        held: dict[tuple[str, Account], list[Decision]] = {}
        for one in self.made:
            held.setdefault((one.source, one.about), []).append(one)
        new, fates = settle(rows, held)
        self.made += new
        assert len({one.id for one in self.made}) == len(self.made)
        return [one.fate for one in fates]

    def holds(self) -> list[str]:
        return [one.verdict for one in decisions_in_force(self.made)]


def test_two_rows_that_disagree_are_told_and_neither_is_taken() -> None:
    ben = Account(platform=ANA.platform, id=AccountId("ben"))
    told = Ledger().take(row(2, "violating"), row(3, "benign"), row(4, "benign", about=ben))

    assert told == ["conflict", "conflict", "new"]
    _, fates = settle([row(2, "violating", MARCH), row(3, "benign", MARCH)], {})
    assert [("lines 2, 3" in one.says, "ana" in one.says) for one in fates] == [(True, True)] * 2


def test_rows_that_say_when_are_taken_in_the_order_of_their_times() -> None:
    ledger = Ledger()

    assert ledger.take(row(2, "benign", APRIL), row(3, "violating", MARCH)) == ["changed", "new"]
    assert ledger.holds() == ["benign"]


def test_violating_then_benign_then_violating_ends_as_violating() -> None:
    ledger = Ledger()
    for label in ("violating", "benign", "violating"):
        ledger.take(row(2, label))

    assert ledger.holds() == ["violating"]
    assert ledger.take(row(2, "violating")) == ["known"]


def test_the_same_file_again_changes_nothing() -> None:
    ledger = Ledger()
    assert ledger.take(row(2, "violating", MARCH), row(3, "violating", MARCH)) == ["new", "known"]

    assert ledger.take(row(2, "violating", MARCH)) == ["known"]
    assert len(ledger.made) == 1


def test_what_was_said_of_a_later_time_is_not_undone_by_an_earlier_one() -> None:
    ledger = Ledger()
    ledger.take(row(2, "violating", MAY))

    assert ledger.take(row(2, "benign", MARCH)) == ["older"]
    assert ledger.holds() == ["violating"]


def test_a_label_that_is_withdrawn_holds_no_more_and_what_others_said_does() -> None:
    ledger = Ledger()
    ledger.take(row(2, "benign", source="other.csv"))
    ledger.take(row(2, "violating"))
    assert ledger.holds() == ["violating"]

    assert ledger.take(row(2, "withdrawn")) == ["withdrawn"]
    assert ledger.holds() == ["benign"]
    assert ledger.take(row(2, "withdrawn")) == ["known"]
    assert ledger.take(row(2, "violating")) == ["new"]
    assert ledger.holds() == ["violating"]


def test_a_withdrawal_of_what_was_never_said_is_told() -> None:
    assert Ledger().take(row(2, "withdrawn"), BadLabel(line=3, reason="'x' is no label")) == ["known", "rejected"]
