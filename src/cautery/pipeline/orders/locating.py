"""Find what an order's addresses lead to: a post, or an account. Never fetches anything: it reads what was ingested."""

from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

import polars as pl

from cautery.app import App
from cautery.model.account import Account, AccountId, Platform
from cautery.model.order import OrderTarget
from cautery.pipeline.history.known_accounts import account_as_written, is_known, platforms_known
from cautery.pipeline.history.lake import lake_of


def located(app: App, urls: Sequence[str]) -> tuple[OrderTarget, ...]:
    """Give all that the addresses lead to.

    An address that nothing is known of gives nothing; neither does one of a post that is not known (its account is not
    meant), nor one that may mean an account as well as a post: a person says then what it means.
    """
    return tuple(dict.fromkeys(target for url in urls for target in _of_one(app, url.strip())))


def _of_one(app: App, url: str) -> Iterator[OrderTarget]:
    for platform in _platforms(app, url):
        posts = list(_posts(app, platform, url))
        written = account_as_written(app, url, platform=platform)
        about = Account(platform=platform, id=AccountId(written.names[0]))
        is_of_account = written.post is None and is_known(app, about)
        if posts and not is_of_account:
            yield from posts
        elif is_of_account and not posts:
            yield OrderTarget(url=url, about=about, post=None)


def _platforms(app: App, url: str) -> Sequence[Platform]:
    """Name the platforms that an address may belong to: those served at its host, else those that bear its name, else all."""
    known, host = platforms_known(app), _host(url)
    at_host = [name for name, one in app.config.platforms.items() if host and _host(one.address) == host]
    named = [name for name in known if name.casefold() in host.split(":")[0].split(".")]
    return [Platform(name) for name in at_host or named or (known if len(known) == 1 and not host else ())]


def _posts(app: App, platform: Platform, url: str) -> Iterator[OrderTarget]:
    """Find the post by its id: the whole address, or the last parts of its path."""
    names = [url, *_parts(url)]
    tail = names[-1]
    asked = pl.col("post").is_in(names) | (pl.col("post").str.ends_with(f"/{tail}") if tail else pl.lit(value=False))
    own = lake_of(app).scan("posts").filter(pl.col("platform") == platform, asked)
    for row in own.select("account", "post").unique().sort("account", "post").collect().iter_rows(named=True):
        about = Account(platform=platform, id=AccountId(row["account"]))
        yield OrderTarget(url=url, about=about, post=row["post"])


def _parts(url: str) -> list[str]:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return [""]
    return [unquote(part).lstrip("+") for part in parts.path.split("/") if part] or [""]


def _host(url: str) -> str:
    """Give host and port of an address, without 'www.'."""
    try:
        return urlsplit(url if "://" in url else f"https://{url}").netloc.casefold().removeprefix("www.")
    except ValueError:
        return ""
