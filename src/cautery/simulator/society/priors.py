"""What the society assumes, in one place: each number with where it comes from, as a value that a sweep can move.

"published": printed in the work named. "direction": the work says which way, we say how much. "assumed": ours. None is a truth.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

GROUPS = ("violating", "control", "ordinary", "fans", "news", "research", "opponents", "scripture")
VIOLATING, CONTROL = 0, 1
ROLES = ("media", "hyperactive", "sharer")
LANGUAGES = ("ar", "en", "fr")
CHANNELS = (
    "handle",
    "name",
    "bio",
    "avatar",
    "links",
    "media",
    "contact",
    "device",
    "address",
    "email",
    "phone",
    "follows",
)
AT_SIGN_UP = ("handle", "name", "bio", "avatar", "device", "address", "email", "phone", "follows")
"""Channels that show before the first post."""
DETECTORS = ("reports", "terms", "texts", "hashes", "networks", "operators")
HOSTS = ("video", "drive", "paste", "film", "archive", "voice")
"""What outlinks led to: video sites, drives, paste sites, film hosts, archives, recordings (Conway et al. 2017)."""
SERVICES = ("kik", "telegram", "wickr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeing:
    """How one detector sees accounts: whether at all, and how long it takes from the first violation."""

    sees: float
    """Share of violating accounts that it sees in a season; who goes on is looked at anew in the next one."""
    after_d: float
    """Median days until it does, lognormal."""
    sigma: float = 1.6
    wrongly: Mapping[str, float] = field(default_factory=dict)
    """share of the innocent, by group, that it points at within four months; for groups not named: `others`."""
    others: float = 0.0005


@dataclass(frozen=True, slots=True, kw_only=True)
class Priors:
    """Every number that is not the moderators' own choice."""

    # --- hands
    accounts_each: float = 2.5
    """Accounts that a hand runs at once, geometric (prior 2-3; the most is 50)."""
    roles: Mapping[str, float] = field(default_factory=lambda: {"media": 0.03, "hyperactive": 0.10, "sharer": 0.87})
    """Media accounts 1-5 %, hyperactive 10 % (Berger & Morgan 2015: 500 to 2,000 of 46,000 carry the output)."""
    posts_a_day: Mapping[str, float] = field(
        default_factory=lambda: {"media": 15.0, "hyperactive": 30.0, "sharer": 2.0}
    )
    """Medians (assumed; published: 4.6 a day of old channels, 56.8 of those under pressure)."""
    arrivals: float = 0.004
    """New hands a day, as a share of those at the beginning (assumed)."""
    arabic: float = 0.75
    """Of the network (Berger & Morgan 2015: three quarters); a fifth write English."""
    # --- the innocent
    bystanders: Mapping[str, float] = field(
        default_factory=lambda: {
            "control": 0.15,
            "ordinary": 0.60,
            "fans": 0.10,
            "news": 0.03,
            "research": 0.02,
            "opponents": 0.05,
            "scripture": 0.05,
        }
    )
    """Shares; `control` are those who speak of the cause and break no clause (assumed)."""
    arabic_groups: tuple[str, ...] = ("control", "news", "opponents", "scripture")
    """Groups that write as much Arabic as the network; of the others a tenth do (assumed)."""
    newcomers_a_day: float = 0.002
    """Share of the innocent who open their account on a day of the run (assumed)."""
    speaking: float = 1.6
    """Median posts a day of the innocent (assumed; sigma 1)."""
    turning: Mapping[str, float] = field(
        default_factory=lambda: {"control": 0.03, "opponents": 0.06, "news": 0.03, "research": 0.04}
    )
    """Share of their interactions that turn to the network (assumed; of what it receives 8 % are against it: Alfifi et al.)."""
    appeals: tuple[float, float] = (0.5, 0.1)
    """Share of suspensions that the innocent and the hands object to (assumed)."""
    # --- how long accounts live when nobody acts
    background_a_day: float = 0.00029
    """The platform's own suspensions (Berger & Morgan 2015: 3.4 % of 20,000 in four months)."""
    abandoned_d: float = 600.0
    """Mean days until a hand gives an account up by itself (assumed)."""
    begins_d: float = 0.15
    """Median days from opening to the first violation (assumed; sigma 1.2)."""
    # --- returning
    returns: float = 0.8
    returns_again: float = 0.85
    """Chance of a return after the k-th suspension: .8 x .85^(k-1) (Wright et al. 2016, Berger & Perez 2016: direction)."""
    return_d: float = 2.5
    return_sigma: float = 1.7
    """Days until a return, lognormal (direction: hours to days; a fifth the same day, Berger 2015)."""
    reserve: float = 0.15
    """Share of returns that use an account opened long before (assumed: reserve accounts are reported, not counted)."""
    regain: tuple[float, float] = (0.3, 0.7)
    """What a return reaches of the account before it, drawn for each hand (Berger & Perez 2016 against Wright 2016)."""
    slower: float = 0.85
    """And each return gains followers at this pace of the one before (direction: Berger & Perez 2016)."""
    kept: Mapping[str, float] = field(
        default_factory=lambda: {
            "handle": 0.5,
            "name": 0.4,
            "bio": 0.3,
            "avatar": 0.4,
            "links": 0.6,
            "media": 0.7,
            "contact": 0.6,
            "device": 0.5,
            "address": 0.4,
            "email": 0.3,
            "phone": 0.3,
            "follows": 0.6,
        }
    )
    """Chance that a channel is shared with the account before (priors of a literature review)."""
    tells: Mapping[str, float] = field(
        default_factory=lambda: {
            "handle": 0.3,
            "name": 0.1,
            "bio": 0.15,
            "avatar": 0.3,
            "links": 0.5,
            "media": 0.4,
            "contact": 0.6,
            "device": 0.6,
            "address": 0.2,
            "email": 0.8,
            "phone": 0.8,
            "follows": 0.3,
        }
    )
    """Chance that a kept channel by itself is enough to be recognised (assumed, from what recognition reaches here)."""
    dropped: tuple[float, float] = (0.2, 0.5)
    """Chance that a channel which gave an account away is never used again, drawn for each hand (prior)."""
    # --- reach
    followers_30d: float = 60.0
    followers_sigma: float = 1.5
    """Median followers after thirty days; with `growth`, about a thousand on average where nobody acts (Berger & Morgan)."""
    growth: float = 0.8
    """Followers grow with age to this power (assumed)."""
    views_each: float = 0.2
    """Share of followers who see a post (assumed)."""
    news: float = 0.15
    """Sigma of what everybody's reach has in common on a day (assumed)."""
    noise: float = 0.2
    """Sigma of what an account's reach has of its own on a day (assumed)."""
    flutter: float = 0.02
    """Sigma of the count of followers on a day (assumed)."""
    # --- where they lead, and whom they turn to
    linking: float = 0.3
    """Links for a post (assumed)."""
    showing: float = 0.2
    """The cause's releases for a post of the network (assumed)."""
    handing_off: float = 0.10
    """Posts that hand off to another service (Conway et al. 2017: 5-15 %)."""
    more_again: float = 1.15
    """So many times more after each removal (assumed)."""
    moving: float = 0.3
    """Chance that a hand prefers another host after a removal (direction)."""
    turning_to: float = 0.5
    """Interactions for a post (assumed)."""
    inside: float = 0.75
    """Interactions of the network that stay inside it (Alfifi et al.: 75 % of those received; see `docs/why/simulator.md`)."""
    # --- being seen
    season_d: float = 75.0
    """Whoever a detector does not see in a season it may see in the next (assumed; so that more than 90 % are lost in the
    end, as Conway et al. 2017 estimate)."""
    conspicuous: float = 0.3
    """Who has many followers is reported rather: log odds, and speed, by this power of followers (direction)."""
    heterogeneity: float = 0.3
    """How much easier some accounts are seen than others by every detector (sigma of log odds, assumed)."""
    seeing: Mapping[str, Seeing] = field(
        default_factory=lambda: {
            "reports": Seeing(
                sees=0.25,
                after_d=6.0,
                wrongly={"opponents": 0.15, "news": 0.10, "fans": 0.08, "scripture": 0.08, "control": 0.10},
                others=0.02,
            ),
            "terms": Seeing(
                sees=0.30,
                after_d=0.7,
                wrongly={"news": 0.40, "research": 0.40, "opponents": 0.40, "scripture": 0.20, "control": 0.20},
                others=0.01,
            ),
            "texts": Seeing(sees=0.30, after_d=1.5, wrongly={"news": 0.10, "research": 0.10, "opponents": 0.05}),
            "hashes": Seeing(sees=0.25, after_d=1.0, wrongly={"news": 0.25, "research": 0.15, "opponents": 0.05}),
            "networks": Seeing(sees=0.30, after_d=8.0, wrongly={"fans": 0.01}),
            "operators": Seeing(sees=0.0, after_d=0.5),
        }
    )
    """What each detector sees (assumed; together they give the lifetimes of Conway et al. 2017)."""
