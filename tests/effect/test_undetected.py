from dataclasses import replace

import polars as pl

from cautery.effect.undetected import lists_of, undetected
from tests.effect_world import Plan, play


def test_the_undetected_are_counted() -> None:
    world = play(12, Plan(operators=240))

    figure = undetected(world.seen).headline

    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < world.undetected < figure.high


def test_two_detectors_alone_cannot_show_that_they_are_independent() -> None:
    world = play(12).seen
    two = replace(world, detections=world.detections.filter(pl.col("detector").is_in(["terms", "reports"])))

    assert "nobody can tell whether they depend" in undetected(two).headline.note


def test_one_detector_tells_nothing() -> None:
    world = play(12).seen
    one = replace(world, detections=world.detections.filter(pl.col("detector") == "terms"))

    assert undetected(one).headline.value is None


def test_detectors_that_found_little_are_put_together() -> None:
    world = play(12).seen
    rare = world.detections.head(6).with_columns(detector=pl.Series(["a", "b", "c", "d", "e", "f"]))

    _, lists, caught = lists_of(replace(world, detections=pl.concat([world.detections, rare])))

    assert lists == ("networks", "operators", "others", "reports", "terms")
    assert caught.any(axis=1).all()
