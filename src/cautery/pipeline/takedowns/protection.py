"""Protect accounts from being taken down by one person alone."""

from cautery.app import App
from cautery.errors import Missing
from cautery.model.account import Account
from cautery.model.plan import (
    PlanId,
    Protected,
    Protection,
)
from cautery.pipeline.takedowns.planned import need_reason, planned
from cautery.store import plans
from cautery.store.ledger import WriteTransaction


def protect(app: App, account: Account, kind: Protected | None, *, reason: str) -> Protection:
    """Protect an account from being taken down by one person alone; None ends it."""
    with app.writing() as tx:
        return _protect(tx, account, kind, reason=reason)


def protect_in(app: App, name: PlanId, account: Account, kind: Protected | None, *, reason: str) -> Protection:
    """Protect an account that a plan would act on, so that one person alone does not begin it any more; None ends it."""
    with app.writing() as tx:
        if account not in {target.account for target in planned(app, tx, name).targets}:
            raise Missing(f"Takedown {name} acts on no account '{account.id[:80]}' of '{account.platform[:80]}'.")
        return _protect(tx, account, kind, reason=reason)


def _protect(tx: WriteTransaction, account: Account, kind: Protected | None, *, reason: str) -> Protection:
    made = Protection(account=account, kind=kind, says=need_reason(reason), by=tx.by, at=tx.at)
    plans.append_protection(tx, made)
    return made
