"""The process that decodes answers each file, and has its limits."""

import subprocess
import sys
from io import BytesIO

from cautery.signals.media.wire import (
    ANSWER_HEAD,
    DecodeResult,
    Request,
    length_of_answer,
    read_answer,
    written_request,
)
from cautery.signals.media.worker import serve
from tests.material import landscape, saved


def answers_to(*files: bytes) -> list[DecodeResult]:
    asked = BytesIO(b"".join(part for data in files for part in written_request(Request(data=data, to_bank=False))))
    out = BytesIO()
    serve(asked, out, cpu_s=None)
    out.seek(0)
    return [read_answer(out.read(length_of_answer(head))) for head in iter(lambda: out.read(ANSWER_HEAD), b"")]


def test_a_bad_file_is_refused_and_the_next_is_looked_at() -> None:
    broken, whole = answers_to(b"\x89PNG\r\n\x1a\njunk", saved(landscape(1)))

    assert (broken.media, "PNG" in str(broken.refused)) == (None, True)
    assert whole.media is not None
    assert whole.media.kind == "image"


def test_it_may_write_no_file_and_open_few() -> None:
    """Asked of a process that has been limited the same way."""
    code = (
        "import resource; from cautery.signals.media.worker import _limit; _limit(512);"
        "print([resource.getrlimit(n)[1] for n in (resource.RLIMIT_FSIZE, resource.RLIMIT_AS, resource.RLIMIT_NOFILE)])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert said.strip() == str([0, 512 * 2**20, 64])
