"""Feasible: before a takedown is planned its platforms are asked what they cannot do, so that nothing is planned that never
comes into force. Who is left out stands in the plan, with what can be done instead.
"""

import time
from collections.abc import Sequence
from contextlib import closing

from cautery.app import App
from cautery.errors import CauteryError, Missing, Refused
from cautery.model.account import Account, Platform
from cautery.model.action import Action
from cautery.model.decision import DecisionId, Measure
from cautery.model.plan import ExcludedAccount
from cautery.platforms.connector import Connector

LONGEST_S = 20.0
"""For so long platforms are asked: somebody waits. Of the rest the platform says so when it is sent."""


def cannot_be(app: App, accounts: Sequence[Account], measure: Measure, post: str | None) -> tuple[ExcludedAccount, ...]:
    """List the accounts against which their platform cannot take a measure, each with its words.

    A platform that is not configured, or does not answer, is not asked; an account that is gone is not left out.
    """
    until, left_out = time.monotonic() + LONGEST_S, list[ExcludedAccount]()
    for name in sorted({one.platform for one in accounts} & {Platform(name) for name in app.config.platforms}):
        meant = [_action(one, measure, post) for one in accounts if one.platform == name]
        try:
            with closing(app.platform(name)) as connector:
                left_out += _refused(connector, meant, until=until)
        except CauteryError:
            continue  # its settings are wrong: whoever sends is told
    return tuple(left_out)


def _refused(connector: Connector, meant: Sequence[Action], *, until: float) -> list[ExcludedAccount]:
    refused = list[ExcludedAccount]()
    for action in meant:
        if time.monotonic() > until:
            return refused
        try:
            connector.refuse_what_cannot_be(action)
        except Refused as error:
            refused.append(ExcludedAccount(account=action.about, says=str(error)))
        except Missing:
            continue
        except CauteryError:
            return refused  # it does not answer now
    return refused


def _action(about: Account, measure: Measure, post: str | None) -> Action:
    return Action(key="", decision=DecisionId(""), about=about, measure=measure, post=post)
