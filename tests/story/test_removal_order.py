"""A removal order comes by mail to a paste site of one person, and its whole life is lived: to Annex II, a court and back.

The paste site is a real bepasty, and mail goes through a real SMTP server (aiosmtpd). The IMAP server is a fake one: none is
installed here. The clock is the test's.
"""

import smtplib
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from cautery.app import App
from cautery.config import read_config
from cautery.kit.clock import FrozenClock
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.orders.answering import answer_of, tell_authority
from cautery.pipeline.orders.executing import execute_order, say_of_order
from cautery.pipeline.orders.handing_over import hand_over
from cautery.pipeline.orders.mailed import read_mailbox
from cautery.pipeline.orders.preserving import destroy_expired, list_preserved, undestroyed_keys
from cautery.pipeline.orders.steps import list_orders, say_step, show_order
from cautery.pipeline.orders.verify_package import verify
from cautery.pipeline.orders.watching import watch_orders
from cautery.pipeline.takedowns.executor import execute_pending
from tests.imap_server import PostOffice, mailbox
from tests.mail_server import office
from tests.servers import bepasty
from tests.servers.atproto import PASSWORD

RESULTS = "mx.quay.example; dkim=pass header.d=police.example"
SETTINGS = """
name = "paste.example"
[service]
established = "DE"
contact_point = "orders@paste.example"
[authorities.police]
title = "Quay Police"
domains = ["police.example"]
[mailbox]
address = "imap://127.0.0.1:{imap}"
user = "orders"
server = "mx.quay.example"
[platforms.paste]
connector = "bepasty"
address = "{site}"
"""


class Day:
    """The installation as its hours pass."""

    def __init__(self, home: Path, began: datetime) -> None:
        self.home, self.began = home, began

    def at(self, **passed: float) -> App:
        return App(read_config(self.home), clock=FrozenClock(self.began + timedelta(**passed)), person="local:ada")


def send_by_mail(box: PostOffice, url: str, at: datetime) -> None:
    """The police write; the mail server takes it, adds what it found out about the signature, and puts it into the mailbox."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "duty@police.example", "orders@paste.example", "Order Q-1"
    letter.set_content(f"Remove within one hour: {url}\n")
    with office() as server:
        with smtplib.SMTP("127.0.0.1", server.port) as client:
            client.send_message(letter)
        [(_, taken)] = server.arrived
    box.put(f"Authentication-Results: {RESULTS}\r\n".encode() + taken.as_bytes(), at)


def is_readable(site: str, name: str) -> bool:
    return httpx.get(f"{site}/{name}/+download", timeout=60).status_code == 200


def test_an_order_lives_its_whole_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUTERY_MAILBOX_SECRET", "quay")
    monkeypatch.setenv("CAUTERY_SECRET_PASTE", PASSWORD)
    with bepasty.running() as site, mailbox() as box:
        name = bepasty.paste(site, b"Join the Guard, brothers.")
        home = install(tmp_path / "home", name="paste.example").home
        (home / "cautery.toml").write_text(SETTINGS.format(imap=box.port, site=site))
        day = Day(home, datetime.now(UTC).replace(microsecond=0))
        platform = day.at().platform("paste")
        with Ingestion(day.at()) as door:
            door.accept(platform.read_events(None).events)
            door.catch_up()

        send_by_mail(box, f"{site}/{name}", day.began)
        assert read_mailbox(day.at(minutes=1)) == 1
        [view] = list_orders(day.at())
        order = view.order.id
        assert (view.status.state, view.status.due) == ("authenticated", day.began + timedelta(hours=1))
        assert [target.post for target in view.status.targets] == [name]

        say_step(day.at(minutes=2), order, "acknowledged", "")
        execute_order(day.at(minutes=3), order)
        execute_pending(day.at(minutes=4), platform)
        watch_orders(day.at(minutes=5))
        watch_orders(day.at(minutes=6))
        assert not is_readable(site, name)
        assert (state := show_order(day.at(), order).status).state == "executed"
        assert state.missed == ()
        answer = answer_of(day.at(minutes=7), order, person="Ada")
        assert answer["section_b"] == {
            "measure": "removed",
            "measure_taken_at": (day.began + timedelta(minutes=4)).isoformat().replace("+00:00", "Z"),
        }
        tell_authority(day.at(minutes=8), order, person="Ada", says="by mail")

        [(copy, _)] = list_preserved(day.at())
        assert copy.post == name
        package = hand_over(
            day.at(days=1), order=order, recipient="Court of the quay", document="7/26", out=tmp_path / "package"
        )
        assert verify(Path(package.folder), package.key) == package.rows

        say_of_order(day.at(days=9), order, "appealed", "Court of the quay, 7/26")
        say_of_order(day.at(days=40), order, "annulled", "Court of the quay, 7/26")
        execute_pending(day.at(days=40, minutes=1), platform)
        watch_orders(day.at(days=40, minutes=2))
        assert is_readable(site, name)
        assert show_order(day.at(), order).steps[-1].kind == "reinstated"

        assert destroy_expired(day.at(days=170)) == 0
        assert destroy_expired(day.at(days=185)) == 1
        assert undestroyed_keys(day.at()) == []
        assert verify_log(day.at(), kept=()).ok
        platform.close()
