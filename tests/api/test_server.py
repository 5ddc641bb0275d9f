"""The API describes itself as OpenAPI 3.1, never falls over whatever is sent, and lets nothing be kept or framed."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from cautery.api.server import make_api
from cautery.app import App
from cautery.pipeline.entrance.staff import make_key
from cautery.pipeline.ingestion.shared import SharedIngestion
from tests.api.conftest import Program
from tests.reviewing import open_cases
from tests.staffed import join


def test_it_describes_itself(program: Program) -> None:
    described = program("admin").get("/openapi.json").json()

    assert described["openapi"].startswith("3.1")
    assert all(operation.get("description") for path in described["paths"].values() for operation in path.values())


def test_no_answer_is_kept_or_framed(program: Program) -> None:
    for path in ("/cases", "/nowhere", "/openapi.json"):
        headers = program("reviewer").get(path).headers

        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_whatever_is_sent_nothing_falls_over(app: App) -> None:
    """Schemathesis makes requests from the description, and neighbours of them that the description forbids."""
    everything = ("reviewer", "senior", "legal", "appeals", "admin")
    join(app, "ada", *everything)  # type: ignore[arg-type]
    open_cases(app, 1, 2)
    scopes = ["see_cases", "take_cases", "decide", "write_notes", "see_history", "propose", "approve", "see_notices"]
    scopes += ["file_notices", "see_appeals", "hear_appeals", "report_threats", "see_banks", "change_banks"]
    scopes += ["check_content", "send_events", "see_audit", "set_apart"]
    _, secret = make_key(app, "ada", name="tests", scopes=scopes, days=1)
    door = SharedIngestion()
    schema = schemathesis.openapi.from_asgi("/openapi.json", make_api(app, door))

    for operation in schema.get_all_operations():
        _ask(operation.ok(), secret)
    door.close()


def _ask(operation: schemathesis.APIOperation[Any, Any, Any, Any], secret: str) -> None:
    @settings(max_examples=10, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def asked(case: schemathesis.Case) -> None:
        case.headers["Authorization"] = f"Bearer {secret}"
        case.call_and_validate(checks=[not_a_server_error], timeout=120)

    asked()


@schemathesis.serializer("application/x-ndjson")
def _lines(_: schemathesis.SerializationContext, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
