"""Read the mailbox for orders: each message is kept as it came, and is an order until a person says that it is none."""

import hashlib

from cautery.app import App
from cautery.kit.files import replace_file
from cautery.model.order import OrderForm
from cautery.pipeline.orders.receiving import LONGEST, MOST_URLS, NONE_FOUND, receive_order
from cautery.platforms.mailbox import MailboxMessage, open_mailbox, read_order

UNNAMED = "(no reference)"


def read_mailbox(app: App) -> int:
    """Take in what is new; returns how many messages. A crash between lets one be read again, and it is a duplicate then."""
    setting = app.config.mailbox
    if setting is None:
        return 0
    taken, failed = 0, list[Exception]()
    with open_mailbox(
        setting.address, user=setting.user, secret=app.config.mailbox_secret, folder=setting.folder
    ) as mailbox:
        for message in mailbox.unseen():
            try:
                _take(app, message, server=setting.server)
            except Exception as error:  # it stays unread and is tried again; those behind it do not wait for it
                failed.append(error)
                continue
            mailbox.seen(message.uid)
            taken += 1
    if failed:
        raise failed[0]
    return taken


def _take(app: App, message: MailboxMessage, *, server: str) -> None:
    sha256 = hashlib.sha256(message.raw).hexdigest()
    folder = app.config.home / "orders"
    folder.mkdir(mode=0o700, exist_ok=True)
    replace_file(folder / f"{sha256}.eml", message.raw, mode=0o600)
    domains = frozenset(name.casefold() for one in app.config.authorities.values() for name in one.domains)
    said = read_order(message.raw, server=server, domains=domains)
    form = OrderForm(
        authority=said.sender or "(no sender)",
        reference=said.subject or said.message_id or UNNAMED,
        urls=tuple(url[:LONGEST] for url in said.urls[:MOST_URLS]) or (NONE_FOUND,),
        clause=next(iter(app.policy.clauses)),
        reasons=said.text[:LONGEST],
        contact=said.sender,
    )
    receive_order(
        app,
        form,
        channel="mail",
        received_at=message.received_at,
        authentic=said.authentic,
        evidence=said.evidence,
        raw=message.raw,
    )
