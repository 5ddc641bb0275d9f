"""Keeps the index of texts and names: it follows what comes in, and is computed again from the journal."""

from collections.abc import Iterator, Sequence

from cautery.app import App
from cautery.engine.text_index import IndexedName, IndexedPost, add_names, add_posts, is_empty, opened
from cautery.events.stage import EventBatch, Stage
from cautery.model.account import Account
from cautery.model.event import AccountCreated, AccountRenamed, AccountUpdated, AnyEvent, PostCreated, PostUpdated
from cautery.signals.fold import fold
from cautery.store.journal import START, JournalPlace


class SearchStage(Stage):
    """Indexes posts, and every name that an account ever had."""

    name, derived = "search", True
    every_s = 2.0

    def __init__(self, app: App) -> None:
        self._path = app.config.text_index

    def resume(self, place: JournalPlace) -> JournalPlace:
        """Begin at the beginning where the index is gone, or was another version's."""
        with opened(self._path) as connection:
            return START if is_empty(connection) else place

    def follow(self, batch: EventBatch) -> None:
        """Index a batch in one transaction; the same one again changes nothing."""
        with opened(self._path) as connection, connection:
            add_posts(connection, _posts(batch.events), since=batch.since, until=batch.until)
            add_names(connection, _names(batch.events))

    def forget(self) -> None:
        """Drop the index."""
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


def _posts(events: Sequence[AnyEvent]) -> Iterator[IndexedPost]:
    for event in events:
        if isinstance(event, PostCreated | PostUpdated):
            post = event.post
            yield IndexedPost(
                platform=event.platform,
                post=post.id,
                account=event.account,
                at=event.at,
                lang=post.lang,
                text=fold(post.text or ""),
                links=fold(" ".join(post.links or ())),
                hashes=tuple(hash_ for media in post.media or () for hash_ in (media.sha256, media.pdq) if hash_),
            )


def _names(events: Sequence[AnyEvent]) -> Iterator[IndexedName]:
    seen: set[Account] = set()
    for event in events:
        about = Account(platform=event.platform, id=event.account)
        if about not in seen:
            seen.add(about)
            yield IndexedName(about=about, kind="id", name=fold(about.id), said=about.id, at=event.at)
        if isinstance(event, AccountRenamed):
            yield IndexedName(about=about, kind="handle", name=fold(event.handle), said=event.handle, at=event.at)
        if isinstance(event, AccountCreated | AccountUpdated):
            told = (("handle", event.profile.handle), ("display name", event.profile.display_name))
            for kind, said in told:
                if said:
                    yield IndexedName(about=about, kind=kind, name=fold(said), said=said, at=event.at)
