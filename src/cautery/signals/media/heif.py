"""HEIC pictures, as telephones take them: one coded frame, or tiles of which the picture is put together.

FFmpeg gives each tile as a stream of its own; the file's image sizes (`ispe`, ISO/IEC 23008-12) say how large the whole is.
"""

import re
from collections import Counter
from io import BytesIO

import av
import numpy as np
from av.container import InputContainer
from PIL import Image

from cautery.signals.media.films import brightness_of
from cautery.signals.media.pdq import Plane
from cautery.signals.media.pictures import LARGEST_SIDE, MOST_POINTS, Picture, Shown, plane_of
from cautery.signals.media.refusal import Unreadable

_SIZES = re.compile(rb"ispe\0{4}(.{8})", re.DOTALL)
MOST_TILES = 1024


def read_heif(data: bytes) -> Picture:
    """Decode a HEIC picture; refuse one that is broken or too large.

    Raises: Unreadable.
    """
    width, height = _size(data)
    if width * height > MOST_POINTS:
        raise Unreadable(f"This picture has {width:,} x {height:,} points; more than {MOST_POINTS:,} are not decoded.")
    try:
        with av.open(BytesIO(data), mode="r", format="mp4", metadata_errors="replace") as file:
            return Picture(shown=(Shown(plane=_small(_put_together(file, width, height))),))
    except (av.FFmpegError, ValueError, OSError) as error:
        raise Unreadable(f"This HEIC picture is broken: {error}.") from None


def _put_together(file: InputContainer, width: int, height: int) -> Plane:
    """Lay the tiles side by side; without tiles, the largest picture in the file is the picture."""
    sizes = Counter((one.codec_context.width, one.codec_context.height) for one in file.streams.video)
    for (wide, high), count in sizes.items():
        across, down = -(-width // max(wide, 1)), -(-height // max(high, 1))
        if 1 < across * down <= min(count, MOST_TILES):
            tiles = _decoded(file, wide, high)[: across * down]
            rows = [np.hstack(tiles[row * across : (row + 1) * across]) for row in range(down)]
            return np.vstack(rows)[:height, :width]
    return _decoded(file, *max(sizes, key=lambda size: size[0] * size[1]))[0]


def _decoded(file: InputContainer, width: int, height: int) -> list[Plane]:
    found: dict[int, Plane] = {}
    for packet in file.demux(*file.streams.video):
        for frame in packet.decode():
            if isinstance(frame, av.VideoFrame) and (frame.width, frame.height) == (width, height):
                found.setdefault(packet.stream.index, brightness_of(frame))
    if not found:
        raise ValueError("it holds no picture that can be decoded")
    return [found[index] for index in sorted(found)]


def _size(data: bytes) -> tuple[int, int]:
    """Give the width and height of the largest image that the file describes; 0 where it describes none."""
    sizes = [np.frombuffer(found[1], dtype=">u4").tolist() for found in _SIZES.finditer(data[: 2**20])]
    width, height = max(sizes, key=lambda size: size[0] * size[1], default=[0, 0])
    return width, height


def _small(plane: Plane) -> Plane:
    if max(plane.shape) <= LARGEST_SIDE:
        return plane
    picture = Image.fromarray(np.uint8(np.clip(plane, 0, 255)))
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return plane_of(picture)
