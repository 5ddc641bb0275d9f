"""A download is an entry in the log, with the filter committed and not shown."""

from cautery.app import App
from cautery.pipeline.installation.verify_log import latest_entries, verify_log
from cautery.store import downloads
from tests.pipeline.conftest import app

__all__ = ["app"]


def test_who_took_which_table_is_in_the_log(app: App) -> None:
    with app.writing() as tx:
        downloads.append(tx, "queue", form="csv", asked="language=ar")
    entry = latest_entries(app, most=1)[0]

    assert (entry["what"], entry["table"], entry["form"]) == ("download", "queue", "csv")
    assert "language" not in str(entry)
    assert verify_log(app).ok
