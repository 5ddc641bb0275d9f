"""Workflows that survive a crash. DBOS saves us an engine for them on the databases that we have; `worker` is its one door.

Its rows are no facts: they say what runs and how far it is. They stand beside the ledgers, in a file or a schema of their own,
and when they are lost, the work is found again in the outbox.
"""

import socket
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from dbos import DBOS, SetEnqueueOptions

from cautery.config import Config

T = TypeVar("T")
Workflow = Callable[[str], None]
QUEUE = "work"
AT_ONCE = 4
"""Workflows under way at a time in one process; each keeps its own actions under way."""
POLL_S = 0.2
AS_GOOD_AS_NEW = "1"
"""All versions of this code carry on what another has begun: what they need to know stands in the ledgers."""
KEPT_FOR = timedelta(days=2)
_STEP_TRIES = 10


class Durable:
    """The workflows of one installation; one a process."""

    def __init__(self, config: Config, workflows: Mapping[str, Workflow]) -> None:
        """Open them, and take up what a crash interrupted.

        Args:
            workflows: by name; each is told what it is about.
        """
        DBOS.destroy(destroy_registry=True)
        DBOS(
            config={
                "name": "cautery",
                "system_database_url": config.database_url or f"sqlite:///{config.workflows.absolute()}",
                "application_version": AS_GOOD_AS_NEW,
                "executor_id": f"{socket.gethostname()}:{config.home.absolute()}",
                "log_level": "ERROR",
            }
        )
        self._run = {
            name: DBOS.workflow(name=name, max_recovery_attempts=None)(work) for name, work in workflows.items()
        }
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=POLL_S, on_conflict="always_update")

    def start(self, name: str, about: str) -> None:
        """Start a workflow, unless the same is under way."""
        with SetEnqueueOptions(deduplication_id=f"{name} {about}", duplication_policy="return-existing"):
            DBOS.enqueue_workflow(QUEUE, self._run[name], about)

    def under_way(self) -> int:
        """Count the workflows that are not over."""
        return len(DBOS.list_workflows(status=["ENQUEUED", "PENDING"], load_input=False, load_output=False))

    def failed(self, *, since: datetime) -> int:
        """Count the workflows that ended in an error since a time."""
        found = DBOS.list_workflows(status=["ERROR"], start_time=since.isoformat(), load_input=False, load_output=False)
        return len(found)

    def forget(self) -> None:
        """Forget workflows that are long over."""
        old = DBOS.list_workflows(
            status=["SUCCESS", "ERROR"],
            end_time=(datetime.now(UTC) - KEPT_FOR).isoformat(),
            load_input=False,
            load_output=False,
        )
        if old:
            DBOS.delete_workflows([one.workflow_id for one in old])

    def close(self) -> None:
        """Let go; what is under way goes on when it is opened again."""
        DBOS.destroy(destroy_registry=True)


def step(name: str, do: Callable[[str], T], about: str) -> T:
    """Do one step of a workflow: when it is over it is never done again, and when it fails it is tried some times."""
    return DBOS.run_step(
        {
            "name": name,
            "retries_allowed": True,
            "max_attempts": _STEP_TRIES,
            "interval_seconds": 0.5,
            "backoff_rate": 2,
        },
        do,
        about,
    )
