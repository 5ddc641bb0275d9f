"""What people of a crowd post: hands and those who report on them share words, links and pictures."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from bench.crowd.speech import (
    TOPICS_OF,
    Declaration,
    Release,
    Speaker,
    declare,
    release,
    say,
)
from cautery.model.account import AccountId
from cautery.model.event import Post
from cautery.simulator.habits import draw_habit
from cautery.simulator.languages import language, memes
from cautery.simulator.looks import look_of_hand, look_of_person
from cautery.simulator.parameters import ARRIVING_ROLES, MEME, PASSED_ON
from cautery.simulator.places import Places

SPOKEN = language("qac")
AT_H = 2000.0


def a_speaker(role: str = "ordinary") -> Speaker:
    rng, places = random.Random(1), Places(5000, seed=1)
    if role == "operator":
        look = replace(look_of_hand(rng, SPOKEN, cause=1, place=places.of_hand(rng)), contact="ember77")
    else:
        look = look_of_person(rng, SPOKEN, role=role, cause=1, place=places.of_person(1, rng))
    follows = (AccountId("a"), AccountId("b"))
    return Speaker(
        account=AccountId("me"), role=role, look=look, habit=draw_habit(rng, SPOKEN), cause=1, follows=follows
    )


def posts_of(role: str, count: int = 2000) -> list[Post]:
    rng, speaker = random.Random(2), a_speaker(role)
    return [say(speaker, f"p{number}", at_h=AT_H, rng=rng) for number in range(count)]


def releases() -> dict[str, Release]:
    around = (release(1, number, "qac") for number in range(200, 251))
    return {one.link: one for one in around}


@pytest.mark.parametrize("role", [*ARRIVING_ROLES, "operator"])
def test_everybody_has_something_to_say_and_says_in_which_language(role: str) -> None:
    assert sum(TOPICS_OF[role].values()) == pytest.approx(1)
    assert [post for post in posts_of(role, 300) if not post.text or post.lang != "qac"] == []


def test_hands_pass_on_their_causes_releases_half_of_them_as_if_their_own() -> None:
    known, posts = releases(), posts_of("operator")
    passed = [post for post in posts if set(post.links) & set(known)]

    assert len(passed) / len(posts) == pytest.approx(PASSED_ON, abs=0.04)
    assert 0.4 < sum(post.repost_of is not None for post in passed) / len(passed) < 0.6


@pytest.mark.parametrize("role", ["reporter", "researcher", "opponent"])
def test_those_who_speak_about_a_cause_link_to_its_releases(role: str) -> None:
    """Otherwise telling them from hands by links would be no feat."""
    known = releases()

    assert any(set(post.links) & set(known) for post in posts_of(role, 500))


def test_ordinary_people_copy_each_other_word_for_word() -> None:
    posts = posts_of("ordinary")

    assert sum(post.text in memes("qac") for post in posts) / len(posts) == pytest.approx(MEME, abs=0.03)


def test_a_hand_shows_its_own_pages_pictures_and_contact() -> None:
    look, posts = a_speaker("operator").look, posts_of("operator")
    links = Counter(link for post in posts for link in post.links)
    shown = {media for post in posts for media in post.media}

    assert links[look.links[0]] > 100
    assert set(look.media) <= shown
    assert any("ember77" in (post.text or "") for post in posts)


def test_people_address_those_whom_they_follow() -> None:
    mentioned = {account for post in posts_of("fan", 500) for account in post.mentions}

    assert mentioned == {"a", "b"}


def test_releases_change_with_time() -> None:
    rng, speaker = random.Random(1), a_speaker("operator")
    early = {link for _ in range(300) for link in say(speaker, "p", at_h=100.0, rng=rng).links}
    late = {link for _ in range(300) for link in say(speaker, "p", at_h=2000.0, rng=rng).links}

    assert early & late <= {*speaker.look.links}


def test_a_return_is_declared_in_many_ways_and_scripts() -> None:
    speaker, said = a_speaker("operator"), Declaration(kind="back", old="dawn_rider3", number=4)
    texts = {declare(speaker, "p", said, random.Random(seed)).text or "" for seed in range(300)}

    assert any("dawn_rider3" in text and text.isascii() for text in texts)
    assert any("4" in text and "dawn_rider3" not in text for text in texts)
    assert any("\u0600" < letter < "\u06ff" for text in texts for letter in text)
    assert len(texts) > 20


def test_who_lost_a_password_says_so_and_nothing_of_a_removal() -> None:
    speaker, said = a_speaker(), Declaration(kind="lost", old="mara_vale9")
    texts = [declare(speaker, "p", said, random.Random(seed)).text or "" for seed in range(50)]

    assert all("mara_vale9" in text for text in texts)
    assert not any("delete" in text or "suspend" in text for text in texts)
