"""A suspicion, a notice or a network opens a case, or none. A case is a question; nothing here answers it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cautery.kit.canonical import digest
from cautery.model.account import Account, Platform
from cautery.model.case import Case, CaseId, Continuation
from cautery.model.decision import Decision, Measure
from cautery.model.network import Network
from cautery.model.operator import OperatorLink
from cautery.model.suspicion import Reason, Suspicion
from cautery.policy.policy import Policy

What = tuple[Account, str | None]
"""What a complaint is about: an account, or a post of it."""
GONE: frozenset[Measure] = frozenset({"suspend", "remove"})
"""Measures after which nothing is left that could be complained of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A notice, as far as a case needs it: about an account that is known, or an item of it."""

    notice: str
    about: Account
    post: str | None
    kind: str
    """Who complains: user, trusted_flagger, authority or partner."""
    category: str | None
    at: datetime
    text: str = ""
    """What was said; kept with the notice, and never in the case."""


def open_for_suspicions(
    suspicions: Iterable[Suspicion],
    *,
    policy: Policy,
    at: datetime,
    open_cases: Sequence[Case],
    decided: Sequence[Decision],
) -> Iterator[Case]:
    """Open a case for each account of a neighbourhood whose chance is high enough and about whom nothing is open or decided."""
    taken = {case.about for case in open_cases if case.post is None and case.origin != "notice"} | {
        decision.about for decision in decided if decision.post is None
    }
    for suspicion in suspicions:
        strong = suspicion.neighbourhood and suspicion.chance >= policy.open_case_at_chance
        if strong and suspicion.about not in taken:
            taken.add(suspicion.about)
            yield Case(
                id=_case_id("suspicion", suspicion.about, at.isoformat()),
                about=suspicion.about,
                origin="suspicion",
                chance=suspicion.chance,
                reasons=suspicion.reasons,
                opened_at=at,
                due=at + timedelta(hours=policy.hours("suspicion")),
            )


def open_for_returns(
    links: Iterable[OperatorLink],
    *,
    policy: Policy,
    at: datetime,
    cases: Sequence[Case],
    open_cases: Sequence[Case],
    decided: Sequence[Decision],
) -> Iterator[Case]:
    """Open a case for each named return about which nobody has decided; it carries the earlier case and a proposal."""
    taken = {case.about for case in open_cases if case.origin == "return"} | {
        decision.about for decision in decided if decision.post is None and decision.verdict != "presumed_benign"
    }
    for link in links:
        if link.named and not {link.account, replace(link.account, platform=Platform(""))} & taken:
            taken.add(link.account)
            yield Case(
                id=_case_id("return", link.account, link.earlier, at.isoformat()),
                about=link.account,
                origin="return",
                chance=link.chance,
                reasons=link.reasons,
                opened_at=at,
                due=at + timedelta(hours=policy.hours("return")),
                continues=(continues := _continues(link, cases, decided)),
                harm=policy.harm_of(continues.clause),
            )


def open_for_restored(
    cases: Sequence[Case], *, policy: Policy, at: datetime, decided: Sequence[Decision]
) -> Iterator[Case]:
    """Open a case for whatever was taken to continue an account that was restored since; once a restoration."""
    places = {one.about: place for place, one in enumerate(decided) if one.post is None}
    known = {case.id for case in cases}
    for case in cases:
        earlier = case.continues.earlier if case.origin == "return" and case.continues else None
        holds = _last_about(earlier, decided, places) if earlier else None
        if earlier is None or holds is None or holds.verdict == "violating":
            continue
        again = _case_id("restored", case.about, case.id, holds.id)
        about = _last_about(case.about, decided, places)
        if again not in known and (about is None or about.verdict == "violating"):
            known.add(again)
            yield Case(
                id=again,
                about=case.about,
                origin="restored",
                chance=None,
                reasons=(
                    Reason(
                        channel="restored",
                        bits=0.0,
                        says=f"was taken to continue {earlier.id}, which was found not to break any clause: judge it again",
                        evidence=(case.id,),
                    ),
                ),
                opened_at=at,
                due=at + timedelta(hours=policy.hours("restored")),
                continues=case.continues,
                harm=case.harm,
            )


def _last_about(about: Account, decided: Sequence[Decision], places: Mapping[Account, int]) -> Decision | None:
    """Find what holds of an account; a decision without a platform is about whoever bears the name."""
    place = max(places.get(one, -1) for one in (about, replace(about, platform=Platform(""))))
    return decided[place] if place >= 0 else None


def _continues(link: OperatorLink, cases: Sequence[Case], decided: Sequence[Decision]) -> Continuation:
    """Tell what was decided about the earlier account, on what evidence, and what else the two may be to each other."""
    earlier = link.earlier
    made = next(
        decision
        for decision in reversed(decided)
        if decision.about in (earlier, replace(earlier, platform=Platform("")))
    )
    before = next((case for case in cases if case.id == made.case), None)
    return Continuation(
        earlier=earlier,
        case=made.case,
        clause=made.clause,
        reason=made.reason,
        evidence=before.reasons if before else (),
        proposal=f"{made.measure} under clause 'returned'",
        ties=link.ties,
        texts=link.texts,
    )


def open_for_complaints(
    complaints: Iterable[Complaint], *, policy: Policy, cases: Sequence[Case], is_open: Mapping[CaseId, bool]
) -> Iterator[Case]:
    """Open a case for each thing complained of; many complaints of one thing are one case, unless one is due earlier."""
    known = {case.id for case in cases}
    waiting = sorted((case for case in cases if is_open[case.id]), key=lambda case: case.due, reverse=True)
    due_by = {(case.about, case.post): case.due for case in waiting}
    for complaint in complaints:
        case = _noticed(complaint, policy)
        what = (complaint.about, complaint.post)
        if case.id not in known and not (what in due_by and due_by[what] <= case.due):
            known.add(case.id)
            due_by[what] = case.due
            yield case


def is_answered(complaint: Complaint, decided: Mapping[What, Decision]) -> bool:
    """Say whether what was decided answers a complaint: the account or post is gone already. An authority is asked anew.

    Args:
        decided: what holds of accounts and posts, as far as it is in force.
    """
    whole, own = decided.get((complaint.about, None)), decided.get((complaint.about, complaint.post))
    return complaint.kind != "authority" and any(made and made.measure in GONE for made in (whole, own))


def reopen_for_complaints(
    complaints: Iterable[Complaint],
    *,
    policy: Policy,
    cases: Sequence[Case],
    is_open: Mapping[CaseId, bool],
    decided: Mapping[What, Decision],
) -> Iterator[Case]:
    """Let the decided case about what is complained of wait again, with what is new; once for many complaints."""
    waits = {(case.about, case.post) for case in cases if is_open[case.id]}
    known = {case.id: case for case in cases if case.origin != "network"}
    for complaint in complaints:
        what = (complaint.about, complaint.post)
        before = known.get(decided[what].case or CaseId("")) if what in decided else None
        new = _noticed(complaint, policy)
        if before is not None and what not in waits and new.id not in known:
            waits.add(what)
            reasons = (*before.reasons, *new.reasons)
            yield replace(before, reasons=reasons, opened_at=new.opened_at, due=new.due)


def open_for_network(network: Network, about: Account, *, policy: Policy, at: datetime) -> Case:
    """Open the one case of a network as a whole; `about` is its member with the most ties."""
    content = (
        Reason(
            channel=evidence.channel,
            bits=0.0,
            says=f"{evidence.account.id}: {evidence.says}",
            evidence=evidence.evidence,
        )
        for evidence in network.content_evidence
    )
    removed = tuple(account.id for account in network.seeds)
    seeds = (
        Reason(
            channel="removed",
            bits=0.0,
            says=f"{len(removed)} of its accounts {'was' if len(removed) == 1 else 'were'} removed before",
            evidence=removed,
        ),
    )
    return Case(
        id=_case_id("network", network.id, at.isoformat()),
        about=about,
        origin="network",
        chance=None,
        reasons=(
            Reason(
                channel="network",
                bits=0.0,
                says=f"{len(network.members)} accounts act together: network {network.id}",
                evidence=tuple(member.account.id for member in network.members),
            ),
            *(seeds if removed else ()),
            *content,
        ),
        opened_at=at,
        due=at + timedelta(hours=policy.hours("network")),
    )


def _noticed(complaint: Complaint, policy: Policy) -> Case:
    kind = complaint.kind.replace("_", " ")
    category = f": {complaint.category}" if complaint.category else ""
    return Case(
        id=_case_id("notice", complaint.about, complaint.notice),
        about=complaint.about,
        post=complaint.post,
        origin="notice",
        chance=None,
        reasons=(
            Reason(channel="notices", bits=0.0, says=f"notice by {kind}{category}", evidence=(complaint.notice,)),
        ),
        opened_at=complaint.at,
        due=complaint.at + timedelta(hours=policy.hours(complaint.kind)),
        harm=policy.harm_of(complaint.category),
    )


def _case_id(*parts: str | Account) -> CaseId:
    """Name a case by what opened it, short enough to be typed."""
    flat = [part for one in parts for part in ((one.platform, one.id) if isinstance(one, Account) else (one,))]
    return CaseId(digest("case", *flat)[:12])
