"""What becomes of each field of the AT Protocol's records and frames (lexicons `app.bsky.*`, `com.atproto.sync.*`)."""

from cautery.kit.fields import Fields, left_out, used

_CLAIM = "at, as a claim; received is the server's time"
_LABELS = "what an author says about its own post follows from looking at it"

FIELDS: Fields = {
    "frame": used(
        seq="the place; event ids",
        time="received",
        repo="account",
        did="account",
        rev="event ids",
        since="account.created, where a repository begins",
        ops="one event each: created, updated or deleted",
        blocks="the records",
        handle="account.updated; of the older #handle, account.renamed",
        active="account.closed, account.reopened",
        status="account.closed.by and reason",
        name="'OutdatedCursor' is noted as a gap",
    )
    | left_out("hashes of the repository's tree, which nobody checks here", "commit prev prevData blobs rebase tooBig message"),
    "post": used(
        text="post.text",
        createdAt=_CLAIM,
        facets="post.links, post.mentions",
        embed="post.media with alt texts, post.quote_of, post.links; a card's title and description as post.quoted",
        reply="post.reply_to",
        langs="post.lang, the first one",
        tags="post.text, as #tags",
    )
    | left_out(_LABELS, "labels")
    | left_out("the older form of facets", "entities")
    | left_out("names the kind of record", "$type"),
    "repost": used(subject="post.repost_of", createdAt=_CLAIM)
    | left_out("where the repost was seen says nothing about its author", "via")
    | left_out("names the kind of record", "$type"),
    "like": used(subject="reaction.created, kind 'like'", createdAt=_CLAIM)
    | left_out("where the post was seen says nothing about its author", "via")
    | left_out("names the kind of record", "$type"),
    "follow": used(subject="follow.created", createdAt=_CLAIM)
    | left_out("where the account was seen says nothing about its holder", "via")
    | left_out("names the kind of record", "$type"),
    "profile": used(
        displayName="profile.display_name",
        description="profile.bio",
        avatar="profile.avatar",
        createdAt=_CLAIM,
        website="profile.links",
    )
    | left_out(_LABELS, "labels")
    | left_out("a decoration that many accounts copy", "banner")
    | left_out("says nothing about what was said, or by whom", "pinnedPost joinedViaStarterPack pronouns")
    | left_out("names the kind of record", "$type"),
    "report of Ozone": used(
        id="notice.id",
        event="notice.category, notice.text",
        subject="notice.about",
        createdBy="notice.from",
        createdAt="received",
    )
    | left_out("already told by the subject and the event", "subjectBlobCids subjectHandle creatorHandle modTool"),
}  # fmt: skip
