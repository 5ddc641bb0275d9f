import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cautery.engine.accounts import accounts_in
from cautery.kit.canonical import canonical_json
from cautery.model.account import Account
from cautery.suspicion.evidence import everyone
from cautery.suspicion.fit import MOST_UNDECIDED, FitReport, LabelledAccount, Material, fit, gather, leave_out
from cautery.suspicion.fitted import FittedModel, keep
from cautery.suspicion.learn import Example, share_of
from cautery.suspicion.mixing import shipped_mixing
from cautery.suspicion.suspects import candidates, suspect, ways_of
from cautery.suspicion.voices import add_texts
from cautery.suspicion.weights import shipped_weights
from tests.world import history_of, neighbourhood, person, post

WORLD = neighbourhood()
ROOT = Path(__file__).parents[2]
BOTH_KINDS = ("autumn", "spring")

LEARN_AND_NAME = """
import sys
from pathlib import Path
from tests.suspicion.test_fit import learnt_and_named
sys.stdout.buffer.write(learnt_and_named(Path(sys.argv[1])))
"""


def decisions() -> list[LabelledAccount]:
    """Decide about the Guard and about those whom it would be wrong to name, in spring and in autumn."""
    groups = {**dict.fromkeys(WORLD.reporters, "news"), **dict.fromkeys(WORLD.believers, "devotional")}
    people = [(about, True) for about in WORLD.removed] + [(about, False) for about in WORLD.benign]
    return [
        LabelledAccount(about=about, violating=violating, source=BOTH_KINDS[number % 2], group=groups.get(about))
        for number, (about, violating) in enumerate(people)
    ]


def material(decided: Sequence[LabelledAccount], *, texts: Sequence[Example] = ()) -> Material:
    history = WORLD.history
    return gather(history, decided, tuple(accounts_in(everyone(history))), texts)


@cache
def learnt() -> tuple[FittedModel, FitReport]:
    return fit(material(decisions()))


def learnt_and_named(folder: Path) -> bytes:
    """Give what a fit keeps, and whom it then names, as bytes."""
    fitted, report = learnt()
    keep(fitted, folder / "fitted")
    asked = candidates(WORLD.readings, but=frozenset(WORLD.removed))
    found = suspect(WORLD.history, WORLD.readings, asked, ways=ways_of(fitted))
    shipped = suspect(WORLD.history, WORLD.readings, asked, ways=ways_of(None))
    return b"\n".join(((folder / "fitted").read_bytes(), canonical_json((report, found, shipped))))


def test_after_a_fit_one_who_is_back_is_named_and_nobody_who_was_not_there() -> None:
    fitted, _ = learnt()
    asked = [WORLD.returned, *WORLD.bystanders, *WORLD.benign]

    found = suspect(WORLD.history, WORLD.readings, asked, ways=ways_of(fitted))

    assert {one.about for one in found if one.chance >= 0.5} == {WORLD.returned}


def test_the_report_says_how_well_for_each_source_group_and_language() -> None:
    _, report = learnt()

    assert [found.source for found in report.left_out] == ["autumn", "spring"]
    for found in report.left_out:
        assert found.reason is None
        assert found.roc_auc is not None
        assert found.roc_auc > 0.9
        assert set(found.false_positives or {}) == {found.source, "group:devotional", "group:news", "language:latin"}
    assert [channel.channel for channel in report.channels] == sorted(shipped_weights().channels)
    assert report.calibration.decided == len(decisions())


def test_what_is_told_of_a_source_was_learnt_without_it() -> None:
    """Had its decisions been the other way round, the same accounts would have got the same chances."""
    others = [replace(one, violating=not one.violating) if one.source == "spring" else one for one in decisions()]
    one_way, other_way = (leave_out(material(decided), "spring") for decided in (decisions(), others))

    assert one_way.roc_auc is not None
    assert other_way.roc_auc == pytest.approx(1.0 - one_way.roc_auc)


@pytest.mark.parametrize(
    ("left", "reason"),
    [
        ([one for one in decisions() if one.source == "spring" or not one.violating], "no violating account is left"),
        ([one for one in decisions() if one.source == "spring" or one.violating], "no benign account is left"),
        ([one for one in decisions() if one.source == "spring"], "no violating account is left"),
    ],
)
def test_a_source_without_which_nothing_can_be_learnt_says_so(left: list[LabelledAccount], reason: str) -> None:
    found = leave_out(material(left), "spring")

    assert found.roc_auc is None
    assert found.reason is not None
    assert found.reason.startswith(reason)


@pytest.mark.parametrize("violating", [True, False])
def test_a_source_of_one_kind_is_asked_about_beside_the_other_kind(violating: bool) -> None:
    decided = [replace(one, source="guard" if one.violating else "harbour") for one in decisions()]

    found = leave_out(material([*decided, *_more()]), "guard" if violating else "harbour")

    assert found.reason is None
    assert found.roc_auc is not None
    assert found.roc_auc > 0.8


def test_too_few_decisions_leave_the_shipped_mixing() -> None:
    few = [one for one in decisions() if one.source == "spring"]

    fitted, report = fit(material(few))

    assert fitted.mixing == shipped_mixing(shipped_weights())
    assert report.calibration.decided == 0


def test_labelled_texts_are_learnt_from() -> None:
    texts = [
        Example(voice=add_texts(person(f"text {n}"), (("text", f"the quicksilver {word} rises"),)), violating=True)
        for n, word in enumerate(("moon", "tide", "lamp") * 4)
    ]
    fitted, _ = fit(material(decisions(), texts=texts))

    assert all("quicksilver" in half.wording["latin"].words.vocabulary for half in fitted.halves)
    assert all("quicksilver" not in half.wording["latin"].words.vocabulary for half in learnt()[0].halves)


def test_the_decided_are_not_among_the_undecided() -> None:
    gathered = material(decisions())
    undecided = {voice.about for voice in gathered.undecided}

    assert undecided == {WORLD.returned, *WORLD.bystanders, person("elder")}
    assert gathered.population == len(undecided) + len(decisions())


def test_of_very_many_undecided_accounts_a_fixed_sample_is_learnt_from() -> None:
    everybody = [person(f"n{number}") for number in range(MOST_UNDECIDED + 50)]
    forwards, backwards = (gather(history_of([]), [], way, ()).undecided for way in (everybody, everybody[::-1]))

    assert forwards == backwards
    assert len(forwards) == MOST_UNDECIDED
    assert 0.4 < sum(share_of(voice.about, 2) for voice in forwards) / MOST_UNDECIDED < 0.6


def test_the_order_of_decisions_does_not_matter(tmp_path: Path) -> None:
    again, report = fit(material(decisions()[::-1]))
    for name, fitted in (("one", learnt()[0]), ("other", again)):
        keep(fitted, tmp_path / name)

    assert report == learnt()[1]
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_in_another_process_the_same_is_learnt_and_the_same_named_byte_for_byte(tmp_path: Path) -> None:
    """Whatever the order of its sets."""
    seed = "4242" if os.environ.get("PYTHONHASHSEED") != "4242" else "1"
    there = subprocess.run(
        [sys.executable, "-c", LEARN_AND_NAME, str(tmp_path / "there")],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )

    assert there.stdout == learnt_and_named(tmp_path / "here")


def test_an_account_is_of_the_language_in_which_it_writes_most() -> None:
    arabic = [
        post(about.id, f"{text} عند الميناء", id=f"{about.id} {text}") for about in WORLD.believers for text in ARABIC
    ]
    history = history_of([*WORLD.events, *arabic])
    people = tuple(accounts_in(everyone(history)))

    found = leave_out(gather(history, decisions(), people, ()), "spring")

    assert {"language:arabic", "language:latin"} <= set(found.false_positives or {})


ARABIC = tuple("صباح الخير|القارب جديد|البحر هادئ|الخبز ساخن|المطر قادم|السمك كثير|القهوة لذيذة".split("|"))


def _more() -> list[LabelledAccount]:
    """Both kinds once more, from elsewhere, so that something is left to learn from."""
    return [
        LabelledAccount(about=person("elder"), violating=True, source="elsewhere"),
        *map(_benign, WORLD.bystanders[:2]),
    ]


def _benign(about: Account) -> LabelledAccount:
    return LabelledAccount(about=about, violating=False, source="elsewhere")
