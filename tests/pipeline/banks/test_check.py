"""A question about what is published is answered for a person, and never decided."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import ImageOps

from cautery.app import App
from cautery.errors import Invalid
from cautery.kit.clock import FrozenClock, rfc3339
from cautery.model.account import AccountId
from cautery.pipeline.banks.check import Checker, CheckQuestion, GivenMedia, check
from cautery.pipeline.banks.values import bank_file, bank_value, expire_value
from cautery.schemas.checks import CheckResult
from cautery.signals.media.looker import DecoderProcess
from tests.material import film, landscape, png_that_claims, saved
from tests.world import neighbourhood

PDQ, NEAR = "f0" * 32, "f0" * 31 + "00"


@pytest.fixture(scope="module")
def looker() -> Iterator[DecoderProcess]:
    with DecoderProcess() as one:
        yield one


def bank(app: App, value: str, *, kind: str = "term", into: str = "house", **more: str) -> None:
    bank_value(app, {"type": kind, "value": value, **more}, bank=into)


def picture(value: str) -> CheckQuestion:
    return CheckQuestion(media=(GivenMedia(hashes=(("image_pdq", value),)),))


def of_file(data: bytes) -> CheckQuestion:
    return CheckQuestion(media=(GivenMedia(data=data),))


def test_what_is_known_comes_with_the_clause_and_what_a_person_may_choose(app: App) -> None:
    bank(app, "lantern guard", policy="promotes")
    answer = check(app, CheckQuestion(text="long live the lantern guard"))

    assert (answer.outcome, answer.withheld, answer.account_removed) == ("known", False, False)
    assert [(one.clause, one.measures[0]) for one in answer.clauses] == [("promotes", "suspend")]
    assert "a person decides" in answer.says


def test_what_is_not_known_is_said_to_be_unknown(app: App) -> None:
    assert check(app, CheckQuestion(text="soup")).outcome == "unknown"


def test_hashes_of_the_platform_are_looked_up(app: App) -> None:
    bank(app, PDQ, kind="image_pdq", labels="flag", confidence="0.9")
    [match] = check(app, picture(NEAR)).matches

    assert (match.distance, match.labels, match.confidence) == (4 / 256, ("flag",), 0.9)


def test_a_removed_picture_comes_back_mirrored_in_a_frame_and_is_known(
    app: App, looker: DecoderProcess, tmp_path: Path
) -> None:
    (tmp_path / "photo").write_bytes(saved(landscape(1)))
    bank_file(app, tmp_path / "photo", bank="house", why="", policy="promotes")
    again = ImageOps.expand(ImageOps.mirror(landscape(1)), (0, 70), "black")
    answer = Checker(app, looker=looker).check(of_file(saved(again, "JPEG", quality=50)))

    assert answer.outcome == "known"
    assert any("mirrored, without its border" in match.says for match in answer.matches)


def test_what_was_banked_or_ended_meanwhile_counts_in_the_next_answer(app: App, looker: DecoderProcess) -> None:
    checker = Checker(app, looker=looker)

    def outcome() -> str:
        return checker.check(picture(PDQ)).outcome

    before = outcome()
    bank(app, NEAR, kind="image_pdq")
    banked = outcome()
    expire_value(app, bank="house", kind="image_pdq", value=NEAR)
    assert (before, banked, outcome()) == ("unknown", "known", "unknown")


def test_what_expires_is_over_though_nothing_was_written(app: App, looker: DecoderProcess) -> None:
    end = app.clock.now() + timedelta(days=1)
    bank(app, "lantern", expires_at=rfc3339(end))
    checker = Checker(app, looker=looker)
    before = checker.check(CheckQuestion(text="a lantern")).outcome
    app.clock = FrozenClock(end)

    assert (before, checker.check(CheckQuestion(text="a lantern")).outcome) == ("known", "unknown")


def test_a_picture_as_near_to_a_harmless_one_is_disputed_and_nothing_follows(app: App) -> None:
    """A flag that the news shows stands in an allow-bank."""
    bank(app, PDQ, kind="image_pdq", policy="promotes")
    bank(app, NEAR, kind="image_pdq", opinion="negative", into="news")
    near, exact = check(app, picture(NEAR)), check(app, picture(PDQ))

    assert (near.outcome, near.clauses, exact.outcome) == ("disputed", (), "known")


def test_a_bad_file_is_said_and_is_still_known_by_its_digest(app: App, looker: DecoderProcess, tmp_path: Path) -> None:
    data = png_that_claims(60_000, 60_000)
    checker = Checker(app, looker=looker)
    unknown = checker.check(of_file(data))
    bank(app, next(value for name, value in _digests(data)), kind="file_sha256")

    assert (unknown.outcome, "points" in unknown.not_looked_at[0]) == ("unknown", True)
    assert checker.check(of_file(data)).outcome == "known"


def test_material_of_another_crime_is_withheld_and_handed_on(app: App) -> None:
    bank(app, PDQ, kind="image_pdq", labels="csae")
    app.config = replace(app.config, other_crimes="the hotline, by telephone")
    answer: CheckResult = check(app, picture(PDQ))

    assert (answer.withheld, answer.matches, answer.outcome) == (True, (), "known")
    assert answer.says.endswith("Hand it to: the hotline, by telephone")


def test_a_value_on_trial_is_looked_for_in_a_part_of_the_traffic_and_the_same_part_each_time(app: App) -> None:
    bank(app, "lantern", share="0.3")
    texts = [f"a lantern, number {number}" for number in range(200)]
    with DecoderProcess() as looker:
        checker = Checker(app, looker=looker)
        first, again = ([bool(checker.check(CheckQuestion(text=text)).matches) for text in texts] for _ in range(2))

    assert first == again
    assert 30 <= sum(first) <= 90


def test_an_account_that_was_removed_is_said_to_be(town: App) -> None:
    removed, other = neighbourhood().removed[0].id, neighbourhood().reporters[0].id

    assert check(town, CheckQuestion(text="soup", account=removed)).account_removed
    assert not check(town, CheckQuestion(text="soup", account=other)).account_removed
    assert not check(town, CheckQuestion(text="soup", account=AccountId("nobody"))).account_removed


def test_media_without_bytes_or_hashes_and_hashes_that_are_none_are_invalid(app: App) -> None:
    for given in (GivenMedia(), GivenMedia(hashes=(("image_pdq", "f0"),))):
        with pytest.raises(Invalid):
            check(app, CheckQuestion(media=(given,)))


def test_a_film_is_known_in_a_mirror(app: App, looker: DecoderProcess, tmp_path: Path) -> None:
    shown = [landscape(1), landscape(2), landscape(3)]
    (tmp_path / "film").write_bytes(film(shown))
    bank_file(app, tmp_path / "film", bank="house", why="", policy="promotes")
    answer = Checker(app, looker=looker).check(of_file(film([ImageOps.mirror(one) for one in shown])))

    assert {one.type: "(mirrored)" in one.says for one in answer.matches} == {"video_vpdq": True, "video_views": False}


def _digests(data: bytes) -> list[tuple[str, str]]:
    from cautery.signals.media.files import fingerprints_of_file

    return [(one.type, one.value) for one in fingerprints_of_file(data)]


def test_a_likeness_of_meaning_alone_is_similar_and_names_no_clause(app: App) -> None:
    bank(app, "How can I come over and join you?", kind="near_meaning", policy="promotes")
    answer = check(app, CheckQuestion(text="Comment puis-je venir et vous rejoindre ?"))

    assert (answer.outcome, answer.clauses) == ("similar", ())
    assert [(match.type, match.weak) for match in answer.matches] == [("near_meaning", True)]


def test_a_platform_s_own_benign_text_that_is_nearer_disputes_a_likeness_of_meaning(app: App) -> None:
    bank(app, "How can I come over and join you?", kind="near_meaning")
    bank(app, "Comment puis-je venir et vous rejoindre ?", kind="near_meaning", into="ours", opinion="negative")

    assert check(app, CheckQuestion(text="Comment puis-je venir et vous rejoindre ?")).outcome == "disputed"
