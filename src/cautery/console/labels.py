"""How the console names what the code names by a word: measures, states, origins, roles; and reads what a form chose."""

from collections.abc import Mapping
from typing import Literal, assert_never

from cautery.cases.exemptions import PURPOSES
from cautery.console.glance import State
from cautery.errors import Invalid
from cautery.model.action import ActionState
from cautery.model.case import Origin
from cautery.model.content import MediaKind
from cautery.model.decision import Measure
from cautery.model.handling import HandlingKind
from cautery.model.judgement import Purpose
from cautery.model.network import Role as NetworkRole
from cautery.model.notice import NotifierKind
from cautery.model.order import OrderState, StepKind
from cautery.model.plan import PlanState, Protected
from cautery.translations.speech import _, mark

MEASURES: tuple[Measure, ...] = ("suspend", "restrict", "remove", "mark", "none")
"""What a reviewer chooses from, in the order of the keys 1 to 5."""
COLUMNS = {
    "due": mark("Due"),
    "account": mark("Account"),
    "likelihood": mark("Likelihood"),
    "evidence": mark("Strongest evidence"),
    "origin": mark("Origin"),
    "language": mark("Language"),
    "platform": mark("Platform"),
    "followers": mark("Followers"),
    "created": mark("Account created"),
    "opened": mark("Opened"),
    "assignee": mark("Assignee"),
}
"""Columns of the queue."""
HANDLINGS: Mapping[HandlingKind, str] = {
    "assigned": mark("Assigned"),
    "returned": mark("Returned to the queue"),
    "escalated": mark("Escalated"),
    "snoozed": mark("Snoozed"),
    "woken": mark("Woken"),
    "handed over": mark("Handed over"),
}
"""What a team did with a case."""
ORDER_STEPS: Mapping[OrderState | StepKind, str] = {
    "received": mark("Received"),
    "located": mark("Items found"),
    "refused": mark("Refused as not authentic"),
    "authenticated": mark("Authenticated"),
    "acknowledged": mark("Acknowledged"),
    "executing": mark("Removal under way"),
    "impossible": mark("Impossible, clock stands"),
    "ceased": mark("Obstacle ended, new clock"),
    "unclear": mark("Unclear, clock stands"),
    "clarified": mark("Clarified, new clock"),
    "executed": mark("Executed"),
    "told": mark("Authority informed"),
    "scrutiny": mark("Under scrutiny"),
    "infringes": mark("Infringement found"),
    "appealed": mark("Challenged in court"),
    "confirmed": mark("Confirmed by court"),
    "annulled": mark("Annulled"),
    "reinstated": mark("Reinstated"),
    "final": mark("Final"),
    "duplicate": mark("Received again"),
    "missed": mark("Time limit missed"),
}
"""Where an order stands, and the steps of its life."""
TIES = {
    "link": mark("same link"),
    "text": mark("near-duplicate text"),
    "media": mark("same media"),
    "hashtag": mark("same hashtag"),
    "hashtags": mark("same hashtag sequence"),
    "handoff": mark("same contact address"),
    "repost": mark("reposts of the same post"),
    "follow": mark("follows of the same account"),
    "session": mark("same device or address"),
    "continues": mark("suspected same operator"),
}
"""Kinds of connection between two accounts."""
EXPLANATIONS = {
    "hand": (mark("Same operator"), mark("One person runs both accounts.")),
    "household": (
        mark("Same household"),
        mark("A sibling, partner or parent: one line, perhaps one device, another person."),
    ),
    "place": (mark("Shared place"), mark("A café, campus, office, mobile network or VPN that many people use.")),
    "passed_on": (
        mark("Device or number passed on"),
        mark("Sold, given away or assigned again; the earlier user has left."),
    ),
    "mate": (mark("Same group"), mark("A club, class, parish, team or newspaper: its members post alike.")),
    "copyist": (mark("Impersonator"), mark("Somebody copies what is publicly visible of the earlier account.")),
    "stranger": (mark("Unrelated"), mark("What matches, matches by coincidence.")),
}
"""What two accounts may be to each other: a name, and what that means."""
STEPS: Mapping[PlanState, str] = {
    "planned": mark("Drafted"),
    "approved": mark("Approved"),
    "ratified": mark("Confirmed"),
    "resumed": mark("Resumed"),
    "forced": mark("Started without second approval"),
    "stopped": mark("Paused"),
    "finished": mark("Finished"),
    "undone": mark("Reverted"),
    "refused": mark("Rejected"),
    "withdrawn": mark("Withdrawn"),
}
"""Steps in a takedown's history."""
CAUSES = {
    mark("Shared interest"): mark(
        "People with the same interest share the same content, but over hours and days, not within the hour."
    ),
    mark("Current event"): mark("A newsroom or a protest is in step on a few days, not on many separate days."),
    mark("Daily habit"): mark("A congregation meets at the same few hours of each day."),
    mark("Common source"): mark("Followers of one account or site see the same content at the same time."),
}
"""Innocent explanations of acting at the same time; a network is reported only when none of them fits."""


def agreement_label(state: State) -> str:
    """Say whether traits of two accounts agree."""
    match state:
        case "match":
            return _("Match")
        case "partly":
            return _("Weak match")
        case "none":
            return _("No match")
        case "differs":
            return _("Differs")
        case "unknown":
            return _("No data")
        case _ as other:
            assert_never(other)


def explanation_label(tie: str) -> str:
    """Name what two accounts may be to each other."""
    return _(EXPLANATIONS[tie][0])


def explanation_hint(tie: str) -> str:
    """Say what that means."""
    return _(EXPLANATIONS[tie][1])


def measure_label(measure: Measure) -> str:
    """Name an enforcement action as a reviewer chooses it."""
    match measure:
        case "suspend":
            return _("Suspend account")
        case "restrict":
            return _("Restrict account")
        case "remove":
            return _("Remove content")
        case "mark":
            return _("Add a warning")
        case "none":
            return _("No violation")
        case "observe":
            return _("Keep up for law enforcement")
        case _ as other:
            assert_never(other)


def status_label(measure: Measure) -> str:
    """Name what was decided about an account, as a tag."""
    match measure:
        case "suspend":
            return _("suspended")
        case "restrict":
            return _("restricted")
        case "remove":
            return _("content removed")
        case "mark":
            return _("warned")
        case "none":
            return _("no violation")
        case "observe":
            return _("kept up for law enforcement")
        case _ as other:
            assert_never(other)


def origin_label(origin: Origin) -> str:
    """Name what opened a case."""
    match origin:
        case "suspicion":
            return _("detection")
        case "notice":
            return _("user report")
        case "return":
            return _("suspected ban evasion")
        case "restored":
            return _("restored account")
        case "network":
            return _("coordinated network")
        case "observed":
            return _("end of monitoring")
        case _ as other:
            assert_never(other)


def action_label(state: ActionState | Literal["waiting"]) -> str:
    """Name how far an action is."""
    match state:
        case "meant" | "intended" | "waiting":
            return _("queued")
        case "sent":
            return _("sent")
        case "confirmed":
            return _("in force")
        case "parked":
            return _("failed (needs attention)")
        case "gone":
            return _("account or post no longer exists")
        case "drifted":
            return _("no longer in force")
        case "called_off":
            return _("cancelled")
        case "recalled":
            return _("reverting")
        case "undone":
            return _("reverted")
        case _ as other:
            assert_never(other)


def plan_label(state: PlanState) -> str:
    """Name how far a takedown is."""
    match state:
        case "planned":
            return _("awaiting approval")
        case "approved" | "ratified" | "resumed":
            return _("running")
        case "forced":
            return _("running, second approval due")
        case "stopped":
            return _("paused")
        case "finished":
            return _("finished")
        case "undone":
            return _("reverted")
        case "refused":
            return _("rejected")
        case "withdrawn":
            return _("withdrawn")
        case _ as other:
            assert_never(other)


def step_label(state: PlanState) -> str:
    """Name a step in a takedown's history."""
    return _(STEPS[state])


def protected_label(kind: Protected) -> str:
    """Name why an account is protected."""
    match kind:
        case "journalist":
            return _("journalist")
        case "official":
            return _("public official")
        case "verified":
            return _("verified")
        case "listed":
            return _("on the protection list")
        case "cohort":
            return _("in a watched cohort")
        case _ as other:
            assert_never(other)


def member_label(role: NetworkRole) -> str:
    """Name what an account does in a network."""
    match role:
        case "source":
            return _("source")
        case "amplifier":
            return _("amplifier")
        case "recruiter":
            return _("recruiter")
        case "archive":
            return _("archive")
        case _ as other:
            assert_never(other)


def reporter_label(kind: NotifierKind) -> str:
    """Name who filed a report."""
    match kind:
        case "user":
            return _("user")
        case "trusted_flagger":
            return _("trusted flagger")
        case "authority":
            return _("authority")
        case "partner":
            return _("partner")
        case _ as other:
            assert_never(other)


def purpose_label(purpose: Purpose) -> str:
    """Name an exemption."""
    match purpose:
        case "none":
            return _("none")
        case "news":
            return _("news")
        case "education":
            return _("education")
        case "research":
            return _("research")
        case "art":
            return _("art")
        case "counter_speech":
            return _("counter-speech")
        case "debate":
            return _("public debate")
        case _ as other:
            assert_never(other)


def media_label(kind: MediaKind) -> str:
    """Name a kind of media."""
    match kind:
        case "image":
            return _("image")
        case "video":
            return _("video")
        case "audio":
            return _("audio")
        case "document":
            return _("document")
        case _ as other:
            assert_never(other)


def column_label(name: str) -> str:
    """Name a column of the queue."""
    return _(COLUMNS[name])


def order_step_label(kind: OrderState | StepKind) -> str:
    """Name a state or a step of an order."""
    return _(ORDER_STEPS[kind])


def handling_label(kind: HandlingKind) -> str:
    """Name what a team did with a case."""
    return _(HANDLINGS[kind])


def tie_label(name: str) -> str:
    """Name a kind of connection between two accounts."""
    return _(TIES[name]) if name in TIES else name.replace("_", " ")


def measure_of(said: str) -> Measure:
    """Read the enforcement action that was chosen."""
    if said not in MEASURES:
        raise Invalid(_("Choose a decision: an enforcement action, or no violation."))
    return MEASURES[MEASURES.index(said)]


def purpose_of(said: str) -> Purpose:
    """Read the exemption that was chosen."""
    found = next((purpose for purpose in PURPOSES if purpose == said), None)
    if found is None:
        raise Invalid(_("Choose an exemption, or 'none'."))
    return found
