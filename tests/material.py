"""Invented pictures, films, recordings and documents: noise that looks like landscapes, tunes that nobody wrote."""

import wave
import zlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

HEARD = 44_100


@cache
def landscape(seed: int, width: int = 640, height: int = 420) -> Image.Image:
    """Paint a picture: noise with more of the large than of the small, as in what cameras see."""
    rng = np.random.default_rng(seed)
    rows, columns = np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width)[None, :]
    falling = 1 / np.maximum(np.hypot(rows * height, columns * width), 1) ** 1.3
    planes = [np.real(np.fft.ifft2(np.fft.fft2(rng.normal(size=(height, width))) * falling)) for _ in range(3)]
    shared = np.stack([planes[0] + 0.4 * plane for plane in planes], axis=2)
    return Image.fromarray(np.uint8(np.clip(128 + 45 * shared / shared.std(), 0, 255)))


def saved(picture: Image.Image, form: str = "PNG", **options: int) -> bytes:
    """Write a picture as a file."""
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """Write a picture file whose head claims a size, with next to nothing behind it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\1\0\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 5000)) + chunk(b"IEND", b"")
    )


def film(pictures: Sequence[Image.Image], *, seconds_each: int = 1, rate: int = 5) -> bytes:
    """Write a film that shows pictures one after another."""
    out = BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=rate)
        stream.width, stream.height, stream.bit_rate = pictures[0].width, pictures[0].height, 4_000_000
        for picture in pictures:
            for _ in range(seconds_each * rate):
                container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode(None))
    return out.getvalue()


def streamed(pictures: Sequence[Image.Image], *, begin: int = 0) -> bytes:
    """Write a film, a second for each picture, as a Matroska file whose times begin late."""
    out = BytesIO()
    with av.open(out, "w", format="matroska") as container:
        stream = container.add_stream("mpeg4", rate=5)
        stream.width, stream.height, stream.bit_rate = pictures[0].width, pictures[0].height, 4_000_000
        for number, picture in enumerate(one for one in pictures for _ in range(5)):
            frame = av.VideoFrame.from_image(picture)
            frame.pts = begin * 5 + number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


@cache
def tune(seed: int, seconds: int = 20) -> NDArray[np.int16]:
    """Play notes by lot, 44,100 samples a second."""
    rng = np.random.default_rng(seed)
    heard, at = np.zeros(seconds * HEARD), 0
    while at < heard.size:
        length = int(rng.uniform(0.15, 0.6) * HEARD)
        moments = np.arange(min(length, heard.size - at)) / HEARD
        for note in rng.integers(0, 48, size=rng.integers(1, 4)):
            for overtone in range(1, 5):
                pitch = 55 * 2 ** (note / 12) * overtone
                heard[at : at + length] += np.sin(2 * np.pi * pitch * moments) * np.exp(-3 * moments) / overtone
        at += length
    heard += rng.normal(0, 0.02, heard.size)
    return np.int16(heard / np.abs(heard).max() * 20_000)


def wav(samples: NDArray[np.int16]) -> bytes:
    """Write samples as a file."""
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(HEARD)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def pdf(text: str) -> bytes:
    """Write one page of Latin letters as a PDF file."""
    shown = f"BT /F1 12 Tf 20 700 Td ({text}) Tj ET".encode("latin-1")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(shown)).encode() + b" >>\nstream\n" + shown + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    return out + f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode() + table + trailer
