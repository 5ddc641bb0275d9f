"""Tests mirror the tree: whoever reads a module knows where its promises are tested."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE, TESTS = ROOT / "src" / "cautery", ROOT / "tests"
NOT_MIRRORED = {"attacks", "layout", "servers", "shelves", "story"}
"""Folders of tests that are about more than one module."""
BY_ANOTHER = {
    "engine/spark.py": "pipeline/detection/test_networks_on_spark.py",
    "model/gold.py": "store/test_golds.py",
    "model/access.py": "store/test_access_requests.py",
    "events/formats/twitter_v2/fields.py": "events/formats/twitter_v2/test_answers.py",
    "platforms/connectors/atproto/fields.py": "platforms/connectors/atproto/test_records.py",
    "platforms/connectors/atproto/frames.py": "platforms/connectors/atproto/test_firehose.py",
    "platforms/connectors/matrix/fields.py": "platforms/connectors/mastodon/test_fields.py",
    "platforms/connectors/mediawiki/fields.py": "platforms/connectors/mastodon/test_fields.py",
    "model/intake.py": "store/test_quarantine.py",
    "model/telling.py": "store/test_tellings.py",
    "pipeline/cases/link_keys.py": "pipeline/cases/test_appeals.py",
    "pipeline/history/decided.py": "pipeline/history/test_read.py",
    "pipeline/history/lake.py": "pipeline/ingestion/test_ingest.py",
    "pipeline/ingestion/shared.py": "pipeline/ingestion/test_deliveries.py",
    "pipeline/takedowns/planned.py": "pipeline/takedowns/test_planning.py",
    "pipeline/detection/labelling.py": "pipeline/detection/test_learn.py",
    "signals/hamming_bands.py": "signals/test_hamming_kernels.py",
    "schemas/tables.py": "api/routes/test_tables.py",
    "cli/ingest_screen.py": "cli/test_ingest.py",
    "model/erasure.py": "store/test_erasures.py",
    "store/erasure_tables.py": "store/test_schema.py",
    "store/migrations/versions/step_0018_erasures.py": "store/test_schema.py",
    "pipeline/personal_data/subject.py": "pipeline/personal_data/test_planning.py",
    "pipeline/personal_data/searching.py": "pipeline/personal_data/test_erasing.py",
    "worker/erasing.py": "pipeline/personal_data/test_erasing.py",
    "model/tie.py": "suspicion/operators/test_linkage.py",
    "simulator/written.py": "trials/test_simulation.py",
    "schemas/appeals.py": "test_client.py",
    "schemas/cases.py": "test_client.py",
    "schemas/checks.py": "test_client.py",
    "schemas/decisions.py": "test_client.py",
    "schemas/events.py": "test_client.py",
    "schemas/networks.py": "test_client.py",
    "schemas/notices.py": "test_client.py",
    "policy/laws/au_online_safety_2021.py": "shelves/test_laws.py",
    "policy/laws/eu_dsa.py": "shelves/test_laws.py",
    "policy/laws/eu_tco_2021_784.py": "shelves/test_laws.py",
    "policy/laws/in_it_rules_2021.py": "shelves/test_laws.py",
    "policy/laws/uk_online_safety_2023.py": "shelves/test_laws.py",
    "policy/laws/us_federal.py": "shelves/test_laws.py",
    "pipeline/cases/letter_facts.py": "pipeline/cases/test_statements.py",
    "model/order.py": "store/test_orders.py",
    "store/order_tables.py": "store/test_schema.py",
    "store/migrations/versions/step_0020_orders.py": "store/test_schema.py",
    "model/submission.py": "store/test_submissions.py",
    "store/migrations/versions/step_0019_statements.py": "store/test_submissions.py",
    "pipeline/reports/checking.py": "cli/test_statements.py",
    "pipeline/reports/writing.py": "pipeline/reports/test_sending.py",
    "model/preservation.py": "store/test_preservations.py",
    "store/preservation_tables.py": "store/test_schema.py",
    "store/migrations/versions/step_0021_preservations.py": "store/test_schema.py",
    "pipeline/orders/verify_package.py": "pipeline/orders/test_handing_over.py",
    "store/columns.py": "store/test_schema.py",
    "store/desk_tables.py": "store/test_schema.py",
    "store/entrance_tables.py": "store/test_schema.py",
    "store/migrations/versions/step_0015_access.py": "store/test_sealed.py",
    "store/migrations/versions/step_0016_reopened.py": "store/test_reopenings.py",
    "store/migrations/versions/step_0017_team.py": "store/test_handlings.py",
    "model/handling.py": "store/test_handlings.py",
    "store/intake_tables.py": "store/test_schema.py",
    "events/stage.py": "pipeline/history/test_follower.py",
    "store/live_tables.py": "store/test_schema.py",
    "store/migrations/versions/step_0014_live.py": "store/test_schema.py",
    "store/takedown_tables.py": "store/test_schema.py",
    "store/migrations/env.py": "store/test_migrate.py",
    "store/migrations/versions/step_0001_first_tables.py": "store/test_schema.py",
    "store/migrations/versions/step_0002_returns.py": "store/test_migrate.py",
    "store/migrations/versions/step_0003_networks.py": "store/test_schema.py",
    "store/migrations/versions/step_0004_people.py": "store/test_migrate.py",
    "store/migrations/versions/step_0005_media_banks.py": "store/test_schema.py",
    "store/migrations/versions/step_0008_takedowns.py": "store/test_migrate.py",
    "store/migrations/versions/step_0009_long_values.py": "store/test_banks.py",
    "store/migrations/versions/step_0010_gold.py": "store/test_schema.py",
    "store/migrations/versions/step_0011_tellings.py": "store/test_tellings.py",
    "store/migrations/versions/step_0012_observations.py": "store/test_observations.py",
    "store/migrations/versions/step_0013_intake.py": "store/test_quarantine.py",
    "store/migrations/versions/step_0006_desk.py": "store/test_schema.py",
    "store/migrations/versions/step_0007_company.py": "store/test_continuations.py",
}
"""Modules that cannot be called by themselves, and where they are tested."""


def modules() -> list[Path]:
    return sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py") if path.name != "__init__.py")


def test_every_module_has_its_tests() -> None:
    missing = [
        str(module)
        for module in modules()
        if not (TESTS / BY_ANOTHER.get(module.as_posix(), (module.parent / f"test_{module.name}").as_posix())).exists()
    ]

    assert missing == []


def test_every_test_file_has_its_module() -> None:
    """A test of something that is gone tests nothing."""
    files = [path.relative_to(TESTS) for path in TESTS.rglob("test_*.py")]
    orphans = [
        str(file)
        for file in files
        if file.parts[0] not in NOT_MIRRORED
        and not any((root / file.parent / file.name.removeprefix("test_")).exists() for root in (SOURCE, ROOT))
    ]

    assert sorted(orphans) == []


def test_a_folder_of_tests_is_no_package() -> None:
    assert [str(path) for path in TESTS.rglob("__init__.py")] == []
