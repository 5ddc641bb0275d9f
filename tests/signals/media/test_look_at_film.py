"""Frames become hashes, once a second and when the picture changes."""

from cautery.signals.media.films import FilmFrame
from cautery.signals.media.look_at_film import MOST_BANKED, film_marks, moments_of
from cautery.signals.media.pictures import plane_of
from tests.material import landscape


def frames(*seeds: int, apart: float = 0.25) -> list[FilmFrame]:
    planes = {seed: plane_of(landscape(seed, 96, 96)) for seed in set(seeds)}
    return [FilmFrame(seconds=number * apart, plane=planes[seed]) for number, seed in enumerate(seeds)]


def test_a_frame_a_second_is_kept_and_each_in_which_the_picture_changed() -> None:
    assert [one.seconds for one in moments_of(frames(1, 1, 1, 1, 1, 2, 2, 2))] == [0.0, 1.0, 1.25]


def test_a_film_is_banked_as_others_exchange_it_and_with_its_parts() -> None:
    marks = list(film_marks(list(moments_of(frames(1, 2))), to_bank=True))

    assert [one.type for one in marks] == ["video_vpdq", "video_views"]
    assert marks[1].value.count("|") == 1


def test_of_a_long_film_frames_from_everywhere_are_banked() -> None:
    moments = list(moments_of(frames(*range(300), apart=1.0)))
    [_, views] = film_marks(moments, to_bank=True)

    assert views.value.count("|") == MOST_BANKED - 1
    assert moments[298].pdq in views.value or moments[299].pdq in views.value
