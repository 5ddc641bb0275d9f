"""Three hundred and one notices from many households within an hour, half of them at each process."""

from cautery.store import cases
from tests.attacks.site import NOTICE, Site
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    count = iter(range(1000))

    def files(site: Site) -> int:
        number = next(count)
        with site.stranger(f"2a01:4f9:{number // 15:x}::1") as stranger:
            return stranger.post("/notice", data=NOTICE | {"text": f"lamps {number}"}).status_code

    assert _opens(twins, "guard 3") == 1
    for _ in range(38):
        assert set(twins.both(files, times=4)) == {303}

    assert _opens(twins, "guard 2") == 0


def _opens(twins: Twins, account: str) -> int:
    """File a notice about an account, and count the cases that it opens."""
    with twins.one.app.reading() as connection:
        before = len(cases.every(connection))
    answer = twins.one.stranger().post("/notice", data=NOTICE | {"account": account, "text": "one more"})
    assert answer.status_code == 303
    with twins.one.app.reading() as connection:
        return len(cases.every(connection)) - before
