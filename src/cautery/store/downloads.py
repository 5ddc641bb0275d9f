"""The ledger of downloads: who took which table out of the console, and what they asked for."""

from cautery.kit.clock import rfc3339
from cautery.store.desk_tables import downloads
from cautery.store.ledger import WriteTransaction, append_rows


def append(tx: WriteTransaction, table: str, *, form: str, asked: str) -> None:
    """Keep that somebody downloads a table, before the first row leaves."""
    row = {"table": table, "form": form, "asked": asked, "by": tx.by, "at": rfc3339(tx.at)}
    append_rows(tx, downloads, [row], what="download", openly=("table", "form"))
