"""Labels come in as decisions, once; and weights are learnt from all decisions that hold."""

from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Invalid, Missing
from cautery.pipeline.detection.labelling import LabelReport, label
from cautery.pipeline.detection.learn import learn
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.store import decisions
from cautery.suspicion.fit import FitReport
from cautery.suspicion.fitted import fetch
from tests.world import neighbourhood


def taken(app: App, path: Path, text: str) -> LabelReport:
    path.write_text(text)
    return label(app, path)


def kept(app: App) -> list[tuple[str, str, str]]:
    with app.reading() as connection:
        return [(made.about.id, made.verdict, made.source) for made in decisions.every(connection)]


def learnt(app: App, *, texts: Path | None = None) -> FitReport:
    return learn(app, texts=texts, progress=lambda _: None)


def two_sources(app: App, tmp_path: Path) -> App:
    """Give decisions of two sources, each with violating and harmless accounts."""
    guard = [about.id for about in neighbourhood().removed]
    harmless = [about.id for about in (*neighbourhood().benign, *neighbourhood().bystanders)]
    with Ingestion(app) as door:
        door.accept(neighbourhood().events)
        door.catch_up()
    rows = [f"{account},violating,source {number % 2}" for number, account in enumerate(guard)]
    rows += [f"{account},benign,source {number % 2}" for number, account in enumerate(harmless)]
    taken(app, tmp_path / "labels.csv", "account,label,source\n" + "\n".join(rows))
    return app


def test_labels_are_kept_as_decisions_with_the_file_as_their_source(app: App, tmp_path: Path) -> None:
    report = taken(app, tmp_path / "team.csv", "account,label\nada,violating\neve,benign\n")

    assert kept(app) == [("ada", "violating", "team.csv"), ("eve", "benign", "team.csv")]
    assert (report.accepted, report.new, report.unknown, report.rejected) == (2, 2, 2, 0)


def test_accounts_that_were_seen_are_not_unknown(town: App, tmp_path: Path) -> None:
    """Also where the label names their platform, and not where it names another."""
    rows = "elder,benign,\nreporter 1,benign,harbour\nreporter 2,benign,elsewhere\nnobody,benign,"
    report = taken(town, tmp_path / "team.csv", f"account,label,platform\n{rows}\n")

    assert (report.accepted, report.unknown) == (4, 2)


def test_a_file_read_twice_is_decided_once(app: App, tmp_path: Path) -> None:
    text = "account,label\nada,violating\neve,benign\n"
    reports = [taken(app, tmp_path / "team.csv", text) for _ in range(2)]

    assert [(one.accepted, one.new, one.known) for one in reports] == [(2, 2, 0), (2, 0, 2)]
    assert len(kept(app)) == 2


def test_a_row_twice_in_a_file_is_decided_once(app: App, tmp_path: Path) -> None:
    taken(app, tmp_path / "team.csv", "account,label\nada,violating\nada,violating\n")

    assert len(kept(app)) == 1


def test_a_bad_row_stops_none_of_the_others_and_is_told_with_its_line(app: App, tmp_path: Path) -> None:
    report = taken(app, tmp_path / "team.csv", "account,label\nada,violating\neve,guilty\n,benign\nivo,benign\n")

    assert (report.accepted, report.rejected) == (2, 2)
    assert [reason.split(":")[0] for reason in report.reasons] == ["line 3", "line 4"]
    assert "'guilty'" in report.reasons[0]


def test_of_many_bad_rows_the_first_twenty_are_told(app: App, tmp_path: Path) -> None:
    report = taken(app, tmp_path / "team.csv", "account,label\n" + "eve,guilty\n" * 50)

    assert (report.rejected, len(report.reasons)) == (50, 20)


def test_nothing_is_learnt_without_a_violating_account_that_is_known(app: App, tmp_path: Path) -> None:
    """Labels of accounts that nobody has seen teach nothing."""
    with Ingestion(app) as door:
        door.accept(neighbourhood().events)
        door.catch_up()
    taken(app, tmp_path / "team.csv", "account,label\nstranger,violating\nelder,benign\n")
    with pytest.raises(Missing, match="nothing to learn from"):
        learnt(app)

    assert fetch(app.config.fitted) is None


def test_a_fit_says_how_well_leaving_each_source_out(app: App, tmp_path: Path) -> None:
    report = learnt(two_sources(app, tmp_path))

    assert [one.source for one in report.left_out] == ["source 0", "source 1"]
    assert [one.reason for one in report.left_out] == [None, None]
    assert all(one.roc_auc is not None and one.roc_auc > 0.9 for one in report.left_out)
    assert report.channels


def test_a_source_without_anybody_harmless_has_no_figures_and_a_reason(town: App) -> None:
    [left_out] = learnt(town).left_out

    assert left_out.roc_auc is None
    assert left_out.reason


def test_what_was_learnt_is_kept_and_used(town: App) -> None:
    before = suspects(town)
    learnt(town)
    after = suspects(town)

    assert fetch(town.config.fitted) is not None
    assert after[0].about == before[0].about == neighbourhood().returned
    assert [one.bits for one in after] != [one.bits for one in before]


def test_the_same_decisions_teach_the_same(town: App) -> None:
    learnt(town)
    first = town.config.fitted.read_bytes()
    learnt(town)

    assert town.config.fitted.read_bytes() == first


def test_the_last_decision_is_what_is_learnt_from(town: App, tmp_path: Path) -> None:
    """Whoever was cleared afterwards is no example of the network."""
    cleared = "\n".join(f"{about.id},benign" for about in neighbourhood().removed)
    taken(town, tmp_path / "appeals.csv", f"account,label\n{cleared}\n")
    with pytest.raises(Missing, match="nothing to learn from"):
        learnt(town)


def test_labelled_texts_teach_too(town: App, tmp_path: Path) -> None:
    learnt(town)
    without = town.config.fitted.read_bytes()
    texts = tmp_path / "texts.csv"
    said = [
        f"our lions hold the wick by the pier {n},violating\nsoup and bread for lunch {n},benign" for n in range(30)
    ]
    texts.write_text("text,label\n" + "\n".join(said))
    learnt(town, texts=texts)

    assert town.config.fitted.read_bytes() != without


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("words,label\nsoup,benign\n", "columns 'text' and 'label'"),
        ("", "columns 'text' and 'label'"),
        ("text,label\nsoup,benign\nbread,tasty\n", "text 2: 'tasty' is no label"),
    ],
)
def test_texts_that_cannot_be_learnt_from_are_told(town: App, tmp_path: Path, text: str, says: str) -> None:
    texts = tmp_path / "texts.csv"
    texts.write_text(text)
    with pytest.raises(Invalid, match=says):
        learnt(town, texts=texts)


def test_a_file_of_texts_that_is_not_there_is_missing(town: App, tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"no file '.*texts\.csv'"):
        learnt(town, texts=tmp_path / "texts.csv")
