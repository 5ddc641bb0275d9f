"""A row of the ledger of cases as a case, whoever read the row."""

from collections.abc import Mapping

import msgspec

from cautery.model.case import Case, Continuation
from cautery.model.suspicion import Reason


def case_of(row: Mapping[str, object]) -> Case:
    """Read a row's columns, by name, as a case."""
    said = {
        name: value for name, value in row.items() if name not in ("seq", "platform", "account", "reasons", "continues")
    }
    about = {"platform": row["platform"], "id": row["account"]}
    reasons = msgspec.json.decode(str(row["reasons"]), type=tuple[Reason, ...])
    continues = msgspec.json.decode(str(row["continues"]), type=Continuation) if row["continues"] else None
    return msgspec.convert(said | {"about": about, "reasons": reasons, "continues": continues}, type=Case)
