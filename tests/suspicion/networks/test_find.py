"""A planted campaign is found, and the fan club beside it is not."""

import numpy as np

from bench.planted import BEGIN_S, DAY_S, Actions, Plan, Planted, joined
from cautery.suspicion.networks.cascades import Acts, acts_of
from cautery.suspicion.networks.chance import DayActivity, repeated
from cautery.suspicion.networks.cohort import UNKNOWN
from cautery.suspicion.networks.find import LinkedGroup, candidates, find
from cautery.suspicion.networks.pairs import meetings
from cautery.suspicion.networks.ties import ties_of

PLAN = Plan(accounts=20_000, actions=300_000, sizes=(20,), participations=(0.3,), each=2)


def platform() -> tuple[Planted, Actions]:
    planted = Planted(PLAN, seed=9)
    return planted, joined(list(planted.days()))


def found_in(actions: Actions) -> list[LinkedGroup]:
    days, mets = [], []
    for day in range(PLAN.days):
        here = (actions.at >= BEGIN_S + day * DAY_S) & (actions.at < BEGIN_S + (day + 1) * DAY_S)
        active, did = np.unique(actions.account[here], return_counts=True)
        days.append(DayActivity(active=active, did=did))
        mets.append(meetings(actions.account[here], actions.thing[here], actions.at[here], since=0))
    ties = ties_of({"repost": repeated(days, [mets])}, accounts=PLAN.accounts, opened=np.full(PLAN.accounts, UNKNOWN))
    acts = Acts(account=actions.account, thing=actions.thing, at=actions.at, source=actions.source)
    return find(candidates(ties), acts_of(acts), accounts=PLAN.accounts)


def test_campaigns_are_found_and_organic_groups_have_a_cause() -> None:
    planted, actions = platform()
    groups = found_in(actions)
    together = {int(one) for group in groups if group.cause is None for one in group.accounts}
    campaigns = {int(one) for group in planted.groups if group.kind == "campaign" for one in group.members}

    assert len(together & campaigns) >= 0.85 * len(campaigns)
    assert together <= campaigns
    assert {group.cause for group in groups} >= {None, "interest"}


def test_members_are_surer_than_a_coin_and_no_account_is_in_two_networks() -> None:
    _, actions = platform()
    groups = [group for group in found_in(actions) if group.cause is None]
    everybody = np.concatenate([group.accounts for group in groups])

    assert min(group.chances.min() for group in groups) > 0.5
    assert np.unique(everybody).size == everybody.size


def test_where_nobody_did_anything_nobody_is_found() -> None:
    none = np.zeros(0, dtype=np.int64)

    assert find([[], []], Acts(account=none, thing=none, at=none, source=none), accounts=0) == []
