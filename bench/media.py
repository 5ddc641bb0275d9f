"""How often changed copies of pictures and recordings are known again, and how often others are taken for them.

Pictures: public photographs (scikit-image, scikit-learn), and invented landscapes of noise. Each is edited, and looked for
among all of them; whatever is found but its own is a false match. `CAUTERY_IMAGES` names a folder with more photographs.
Beside it, in the same run: `threatexchange` (PDQ alone, as platforms use it).
"""

import io
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import av
import numpy as np
import pdqhash
import skimage.data
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageOps
from sklearn.datasets import load_sample_images
from threatexchange.signal_type.pdq.signal import PdqSignal

from bench.report import DATA, doing, rounded, tell
from cautery.model.content import Content, MediaContent
from cautery.signals.hamming_index import bits_apart
from cautery.signals.media.films import frames_of
from cautery.signals.media.look import look
from cautery.signals.media.pdq import pdq, written
from cautery.signals.media.pictures import picture_of
from cautery.signals.signal_type import Index, SignalType
from cautery.signals.types.audio_print import AudioPrint
from cautery.signals.types.image_pdq import ImagePdq
from cautery.signals.types.image_views import ImageViews
from tests.material import HEARD, landscape, tune, wav

SEED, LANDSCAPES, TUNES, SIMILAR_BITS = 1, 85, 46, 90
Edit = Callable[[Image.Image], Image.Image]


def main() -> None:
    """Measure, and print the line."""
    photographs, drawn = _photographs(), [landscape(1000 + number) for number in range(LANDSCAPES)]
    of_photographs, of_drawn = _recall(photographs, "photographs"), _recall(drawn, "landscapes")
    audio = _audio()
    hashes = [written(pdq(picture_of(_png(one), form="PNG"))[0]) for one in (*photographs, *drawn)]
    apart = np.array([bits_apart(one, other) for one, other in combinations(hashes, 2)])
    false, pairs = int((apart <= 31).sum()), len(apart)
    ours, theirs, alone = _speed()
    tell(
        "media",
        {
            "recall": of_photographs["recall"],
            "recall_intervals": of_photographs["intervals"],
            "recall_of_landscapes": of_drawn["recall"],
            "false_matches": of_photographs["false_matches"] + of_drawn["false_matches"],
            "false_matches_of": (of_photographs["false_of"], of_drawn["false_of"]),
            "unrelated_pairs": of_photographs["pairs"] + of_drawn["pairs"],
            "photographs": len(photographs),
            "pdq_false_rate": rounded(false / pairs),
            "pdq_false_rate_interval": _interval(false, pairs),
            "pdq_pairs": pairs,
            "pdq_nearest_unrelated_bits": int(apart.min()),
            "images_12mp_per_s": rounded(ours),
            **_parity(),
            **audio,
        },
        beside={
            "threatexchange_recall": of_photographs["pdq_alone"],
            "threatexchange_images_12mp_per_s": rounded(theirs),
            "pdqhash_alone_12mp_per_s": rounded(alone),
        },
        limit={
            "recall": 0.95,
            "false_matches": 0,
            "unrelated_pairs": 100_000,
            "images_12mp_per_s": 15,
            "audio_recall": 0.95,
        },
        seed=SEED,
    )


def _photographs() -> list[Image.Image]:
    """Give photographs, each scene once; those in which too little is to be seen have no hash at all."""
    names = (
        "astronaut camera cat coffee rocket clock coins hubble_deep_field moon retina immunohistochemistry motorcycle page "
        "text brick grass gravel horse logo colorwheel"
    )
    arrays: list[NDArray[np.uint8]] = []
    for name in names.split():
        try:
            arrays.append(
                skimage.data.stereo_motorcycle()[0] if name == "motorcycle" else getattr(skimage.data, name)()
            )
        except (OSError, ModuleNotFoundError, ConnectionError):
            doing(f"'{name}' is not installed and is left out")
    pictures = [Image.fromarray(array if array.dtype != bool else np.uint8(array) * 255) for array in arrays]
    pictures += [Image.fromarray(array) for array in load_sample_images().images]
    more = sorted(Path(os.environ["CAUTERY_IMAGES"]).rglob("*.*")) if "CAUTERY_IMAGES" in os.environ else []
    pictures += [Image.open(path) for path in more if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp")]
    kept: list[Image.Image] = []
    hashes: list[str] = []
    for picture in pictures:
        small = picture.convert("RGB")
        small.thumbnail((1600, 1600))
        bits, quality = pdq(picture_of(_png(small), form="PNG"))
        if quality >= 50 and all(bits_apart(written(bits), other) > SIMILAR_BITS for other in hashes):
            kept.append(small)
            hashes.append(written(bits))
    return kept


def _recall(pictures: Sequence[Image.Image], what: str) -> dict[str, object]:
    """Bank all pictures, look for every edit of each, and count what is found of it and of the others."""
    banked = [look(_png(one), to_bank=True) for one in pictures]
    kinds: list[tuple[SignalType, Index]] = []
    for kind, name in ((ImagePdq(), "image_pdq"), (ImageViews(), "image_views")):
        values = [media.values(name)[0] for media in banked]
        kinds.append((kind, kind.index(values)))
    recall: dict[str, float] = {}
    alone: dict[str, float] = {}
    intervals: dict[str, list[float]] = {}
    false_of: set[tuple[int, int]] = set()
    false = pairs = 0
    for name, edit in EDITS.items():
        doing(f"{len(pictures)} {what}: {name}")
        own = whole = 0
        for position, picture in enumerate(pictures):
            data = _jpeg(edit(picture), 30 if name == "jpeg_30" else 90)
            asked = Content(media=(look(data, to_bank=False),))
            found = {place for kind, index in kinds for place, _ in index.find(asked)}
            own += position in found
            false += len(found - {position})
            false_of |= {(position, other) for other in found - {position}}
            pairs += len(pictures) - 1
            theirs = PdqSignal.hash_from_bytes(data)
            whole += bool(theirs) and bits_apart(theirs, banked[position].values("image_pdq")[0]) <= 31
        recall[name], alone[name] = rounded(own / len(pictures)), rounded(whole / len(pictures))
        intervals[name] = _interval(own, len(pictures))
    return {
        "recall": recall,
        "intervals": intervals,
        "pdq_alone": alone,
        "false_matches": false,
        "false_of": sorted(false_of),
        "pairs": pairs,
    }


def _cut(left: float, top: float, right: float, bottom: float) -> Edit:
    def edit(picture: Image.Image) -> Image.Image:
        width, height = picture.size
        box = (left * width, top * height, (1 - right) * width, (1 - bottom) * height)
        return picture.crop(tuple(round(one) for one in box))  # type: ignore[arg-type]

    return edit


def _logo(picture: Image.Image) -> Image.Image:
    """Lay a sign over two hundredths of the picture, in its lower right corner."""
    side = int((0.02 * picture.width * picture.height) ** 0.5)
    changed, (x, y) = picture.copy(), (picture.width - side - 8, picture.height - side - 8)
    draw = ImageDraw.Draw(changed)
    draw.rectangle((x, y, x + side, y + side), fill="white")
    draw.ellipse((x + 4, y + 4, x + side - 4, y + side - 4), fill="red")
    return changed


def _banner(picture: Image.Image) -> Image.Image:
    """Lay a banner with letters over the lower 15 hundredths."""
    changed, top = picture.copy(), int(0.85 * picture.height)
    draw = ImageDraw.Draw(changed)
    draw.rectangle((0, top, picture.width, picture.height), fill="black")
    draw.text(
        (picture.width // 8, top + 5), "NEWS FROM THE HARBOUR", fill="white", font_size=max(10, picture.height // 14)
    )
    return changed


EDITS: Mapping[str, Edit] = {
    "jpeg_30": lambda picture: picture,
    "half_size": lambda picture: picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS),
    "logo_2": _logo,
    "banner_15": _banner,
    "crop_5": _cut(0.05, 0.05, 0.05, 0.05),
    "crop_10": _cut(0.1, 0.1, 0.1, 0.1),
    "letterbox": lambda picture: ImageOps.expand(picture, (0, picture.height // 8), "black"),
    "mirror": ImageOps.mirror,
    "rotate_2": lambda picture: picture.rotate(2, Image.Resampling.BICUBIC),
    "crop_uneven": _cut(0.08, 0.02, 0.03, 0.06),
    "crop_one_side": _cut(0, 0, 0.07, 0),
    "banner_above": lambda picture: ImageOps.flip(_banner(ImageOps.flip(picture))),
    "frame_white": lambda picture: ImageOps.expand(picture, picture.width // 15, "white"),
    "mirror_crop_5": lambda picture: ImageOps.mirror(_cut(0.05, 0.05, 0.05, 0.05)(picture)),
    "rotate_4": lambda picture: picture.rotate(4, Image.Resampling.BICUBIC),
    "quarter_turn": lambda picture: picture.rotate(90, expand=True),
}
"""The first nine are promised; the others are told, so that nobody takes the nine for all."""


def _audio() -> dict[str, object]:
    """Encode tunes again, play them faster and slower, cut half a minute out; and look for each among all."""
    tunes = [tune(5000 + number, 60) for number in range(TUNES)]
    kind = AudioPrint()
    values = [look(wav(one), to_bank=True).values("audio_print")[0] for one in tunes]
    index = kind.index(values)
    edits: dict[str, Callable[[NDArray[np.int16]], bytes]] = {
        "mp3_64": lambda heard: _mp3(heard),
        "clip_30s": lambda heard: _mp3(heard[15 * HEARD + 777 : 45 * HEARD + 777]),
        "speed_102": lambda heard: wav(_faster(heard, 1.02)),
        "speed_98": lambda heard: wav(_faster(heard, 0.98)),
        "speed_101_3": lambda heard: wav(_faster(heard, 1.013)),
    }
    recall: dict[str, float] = {}
    false = pairs = 0
    for name, edit in edits.items():
        doing(f"{TUNES} tunes: {name}")
        own = 0
        for position, heard in enumerate(tunes):
            media: MediaContent = look(edit(heard), to_bank=False)
            found = {place for place, _ in index.find(Content(media=(media,)))}
            own += position in found
            false += len(found - {position})
            pairs += len(tunes) - 1
        recall[name] = rounded(own / len(tunes))
    return {"audio_recall": recall, "audio_false_matches": false, "audio_pairs": pairs}


def _faster(heard: NDArray[np.int16], speed: float) -> NDArray[np.int16]:
    return np.int16(np.interp(np.arange(0, len(heard) - 1, speed), np.arange(len(heard)), heard))


def _mp3(heard: NDArray[np.int16]) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp3") as file:
        stream = file.add_stream("libmp3lame", rate=HEARD)
        stream.bit_rate = 64_000
        frame = av.AudioFrame.from_ndarray(heard[None, :], format="s16", layout="mono")
        frame.sample_rate = HEARD
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)
    return out.getvalue()


def _parity() -> dict[str, object]:
    """Compare with the hashes that Meta publishes for its own pictures and films, where the research data is."""
    folder = DATA / "media"
    if not folder.is_dir():
        return {"parity": None}
    rows = [line.split(",") for line in (folder / "known_pdq.csv").read_text().split()[1:]]
    pictures = [
        bits_apart(written(pdq(picture_of((folder / name).read_bytes(), form="JPEG"))[0]), value)
        for name, value in rows
    ]
    frames = list(_frames_apart(folder / "videos"))
    return {
        "pdq_parity_most_bits": max(pictures),
        "pdq_parity_pictures": len(pictures),
        "vpdq_parity_most_bits": max(frames),
        "vpdq_parity_frames": len(frames),
    }


def _frames_apart(folder: Path) -> Iterator[int]:
    for path in sorted(folder.glob("*.mp4")):
        doing(f"parity: {path.name}")
        known = [line.split(",") for line in path.with_suffix(".txt").read_text().split()]
        for frame, (_, quality, value, _) in zip(
            frames_of(path.read_bytes(), form="mp4", seconds_apart=0), known, strict=True
        ):
            if int(quality) >= 80:
                yield bits_apart(written(pdq(frame.plane)[0]), value)


def _speed() -> tuple[float, float, float]:
    """Hash a picture of twelve megapixels: ours, theirs, and the bare function that theirs calls; images a processor-second."""
    rng = np.random.default_rng(SEED)
    large = np.asarray(landscape(SEED, 2016, 1512).resize((4032, 3024), Image.Resampling.BICUBIC), dtype=np.int16)
    data = _jpeg(Image.fromarray(np.uint8(np.clip(large + rng.normal(0, 6, large.shape[:2])[:, :, None], 0, 255))), 88)
    doing("hashing twelve megapixels")
    decoded = np.asarray(Image.open(io.BytesIO(data)))
    pdq(picture_of(data, form="JPEG"))
    return (
        _a_second(lambda: pdq(picture_of(data, form="JPEG")), 20),
        _a_second(lambda: PdqSignal.hash_from_bytes(data), 3),
        _a_second(lambda: pdqhash.compute(decoded), 3),
    )


def _a_second(work: Callable[[], object], times: int) -> float:
    begin = time.process_time()
    for _ in range(times):
        work()
    return times / (time.process_time() - begin)


def _interval(of: int, among: int) -> list[float]:
    """Give Wilson's interval, 95 %; a rate below one in a million is 0."""
    share, z = of / among, 1.96
    middle, half = share + z * z / (2 * among), z * ((share * (1 - share) + z * z / (4 * among)) / among) ** 0.5
    return [round(max(0.0, middle + sign * half) / (1 + z * z / among), 6) for sign in (-1, 1)]


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


if __name__ == "__main__":
    main()
