"""Many questions to the banks are answered line by line, whatever is wrong with one of them."""

from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Invalid
from cautery.pipeline.banks.batch_check import check_lines, question_of
from cautery.pipeline.banks.values import bank_value


def test_each_line_gets_a_line_in_order(app: App, tmp_path: Path) -> None:
    bank_value(app, {"type": "term", "value": "lanternfire"}, bank="house")
    (tmp_path / "flyer.txt").write_text("come to lanternfire tonight")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing behind")
    lines = [
        b'{"text": "lanternfire"}',
        b"{",
        b'{"file": "flyer.txt"}',
        b'{"file": "gone.txt"}',
        b'{"file": "broken.png"}',
        b'{"url": "x"}',
    ]

    found = list(check_lines(app, lines, beside=tmp_path))

    assert [len(one.matches) for one in found] == [1, 0, 1, 0, 0, 0]
    assert [one.looked_at for one in found] == ["all", "no", "all", "no", "no", "no"]
    assert all(one.reasons for one in found if one.looked_at == "no")


@pytest.mark.parametrize(("text", "url"), [("  ", None), (None, "no address"), (None, None)])
def test_what_can_never_be_known_is_refused(text: str | None, url: str | None) -> None:
    with pytest.raises(Invalid):
        question_of(text=text, url=url, files=())
