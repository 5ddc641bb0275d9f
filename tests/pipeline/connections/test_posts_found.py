"""Posts that the index found are read where they stand in the journal, as they were last said."""

from cautery.app import App
from cautery.pipeline.connections.search import find
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.worker.stages import follow_all
from tests.world import post


def test_each_post_is_read_from_its_own_batch(app: App) -> None:
    for batch in ([post("ana", "lamps at noon"), post("zoe", "tea at noon")], [post('o"hara', "lamps at night")]):
        with Ingestion(app) as door:
            door.accept(batch)
    follow_all(app)

    posts = find(app, "lamps", texts=True).posts

    assert [(one.account, one.shown) for one in posts] == [('o"hara', "lamps at night"), ("ana", "lamps at noon")]


def test_a_long_post_is_shown_by_its_beginning(app: App) -> None:
    with Ingestion(app) as door:
        door.accept([post("ana", "lamps " * 500)])
    follow_all(app)

    assert len(find(app, "lamps", texts=True).posts[0].shown) == 600


def test_a_post_that_the_journal_holds_no_more_is_left_out(app: App) -> None:
    with Ingestion(app) as door:
        door.accept([post("ana", "lamps at noon")])
    follow_all(app)
    for path in app.config.journal.glob("*.frames"):
        path.write_bytes(b"")

    assert find(app, "lamps", texts=True).posts == ()
