"""Invented texts: no template lacks a word, and the same chance says the same thing."""

import random
import re
import tomllib
from importlib.resources import files
from string import Formatter

import pytest

from cautery.simulator import texts

SHIPPED = tomllib.loads(files("cautery.simulator").joinpath("texts.toml").read_text(encoding="utf-8"))
GIVEN = {
    "release": {"link": "https://video.example/1"},
    "handoff": {"contact": "ember7"},
    "back": {"number": "12", "old": "ember_6"},
    "backup": {"new": "ember_7", "old": "ember_6"},
    "lost": {"old": "mara_vale9"},
}
"""What the world fills in itself."""
TEMPLATES = [
    (kind, template, GIVEN.get(kind, {}) if part == "says" else {})
    for part in ("says", "bio")
    for kind, templates in SHIPPED[part].items()
    for template in templates
]


def a_chance(seed: int = 0) -> random.Random:
    return random.Random(seed)


@pytest.mark.parametrize(("kind", "template", "given"), TEMPLATES)
def test_every_place_in_a_template_has_words(kind: str, template: str, given: dict[str, str]) -> None:
    """Also in the templates that chance seldom draws."""
    places = {name for _, name, _, _ in Formatter().parse(template) if name is not None}

    assert places <= {*SHIPPED["words"], *given, "number", "tag"}


@pytest.mark.parametrize("kind", SHIPPED["says"])
def test_what_is_said_has_no_empty_place(kind: str) -> None:
    said = {texts.say(kind, a_chance(seed), **GIVEN.get(kind, {})) for seed in range(200)}

    assert len(said) >= len(SHIPPED["says"][kind])  # each was drawn
    assert [text for text in said if not text.strip() or re.search(r"[{}]", text)] == []


@pytest.mark.parametrize("role", SHIPPED["bio"])
def test_a_bio_has_no_empty_place(role: str) -> None:
    bios = {texts.bio(role, a_chance(seed)) for seed in range(100)}

    assert len(bios) >= len(SHIPPED["bio"][role])
    assert [bio for bio in bios if re.search(r"[{}]", bio)] == []


def test_what_is_given_is_said_word_for_word() -> None:
    said = [texts.say("handoff", a_chance(seed), contact="ember7") for seed in range(20)]

    assert all("ember7" in text for text in said)


def test_a_place_that_nobody_fills_is_no_silent_gap() -> None:
    with pytest.raises(KeyError, match="contact"):
        texts.say("handoff", a_chance())


def test_the_same_chance_says_the_same() -> None:
    def life(seed: int) -> list[str]:
        chance = a_chance(seed)
        return [texts.say("reporter", chance) + texts.bio("fan", chance) + texts.manners(chance)[0] for _ in range(20)]

    assert life(3) == life(3) != life(4)


def test_most_people_neither_greet_nor_close_but_some_do() -> None:
    drawn = [texts.manners(a_chance(seed)) for seed in range(400)]

    for said in zip(*drawn, strict=True):
        assert 0.3 < sum(not one for one in said) / len(said) < 0.7
        assert len(set(said)) > 4
