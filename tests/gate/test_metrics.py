"""Figures are given as Prometheus reads them; the rules and the dashboard that are shipped ask for such figures only."""

import json
import re
import urllib.request
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from cautery.app import App
from cautery.errors import Invalid, Temporary
from cautery.gate.metrics import metrics_served
from cautery.kit.counts import ACTION_SECONDS, ACTIONS, COUNTS, EVENTS, HTTP_SECONDS, REJECTED
from cautery.pipeline.installation.figures import MetricValue, figures_of
from cautery.serve import bind
from tests.pipeline.conftest import app, town
from tests.reviewing import open_cases

__all__ = ["app", "town"]
SHIPPED = Path(__file__).parents[2] / "deploy" / "monitoring"
NAME = re.compile(r"\bcautery_[a-z_]+")
LATER = {"cautery_order_seconds_left"}
"""Figures of what an installation may not have yet."""


def scraped(look: partial[Sequence[MetricValue]]) -> tuple[str, dict[str, list[float]]]:
    with metrics_served(look, 0) as port, urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        text = answer.read().decode()
    found: dict[str, list[float]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, []).append(sample.value)
    return text, found


@pytest.fixture
def figures(town: App) -> tuple[str, dict[str, list[float]]]:
    """Give what is scraped of an installation in which all that is counted has happened."""
    open_cases(town, 2)
    COUNTS.add(EVENTS, 3, platform="harbour", type="post.created")
    COUNTS.add(REJECTED, 1, reason="platform")
    COUNTS.add(ACTIONS, 1, platform="harbour", measure="suspend", outcome="confirmed")
    COUNTS.took(ACTION_SECONDS, 2.0, platform="harbour")
    COUNTS.took(HTTP_SECONDS, 0.01, route="/", code="200")
    with town.noting() as connection:
        connection.exec_driver_sql("INSERT INTO services VALUES ('history', 1, 0, NULL, '')")
        connection.exec_driver_sql("INSERT INTO runs VALUES ('backup', 1, 2, '', '', NULL)")
    return scraped(partial(figures_of, town))


def test_figures_are_given_and_name_nobody(figures: tuple[str, dict[str, list[float]]], town: App) -> None:
    text, found = figures

    assert found["cautery_up"] == [1]
    assert found["cautery_log_size"][0] >= 12
    assert sum(found["cautery_cases_waiting"]) > 0
    assert found["cautery_events_accepted_total"]
    assert 0 < found["cautery_disk_free_ratio"][0] < 1
    with town.reading() as connection:
        accounts = set(connection.exec_driver_sql("SELECT account FROM decisions").scalars())
    assert not [account for account in accounts if account in text]


def test_every_figure_of_the_rules_and_the_dashboard_is_given(figures: tuple[str, dict[str, list[float]]]) -> None:
    rules = yaml.safe_load((SHIPPED / "alerts.yaml").read_text())
    board = json.loads((SHIPPED / "dashboard.json").read_text())
    asked = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    asked += [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    named = {name for expression in asked for name in NAME.findall(expression)}

    assert len(named) > 10
    assert named - figures[1].keys() - LATER == set()
    for group in rules["groups"]:
        assert all(rule["annotations"]["summary"] and rule["labels"]["severity"] for rule in group["rules"])


def test_while_the_database_does_not_answer_the_process_still_does() -> None:
    def broken() -> Sequence[MetricValue]:
        raise Temporary("The database is busy.")

    assert scraped(partial(broken))[1]["cautery_up"] == [0]


def test_a_port_that_is_taken_is_told() -> None:
    with (
        bind("127.0.0.1", 0) as taken,
        pytest.raises(Invalid, match="choose another port"),
        metrics_served(lambda: (), taken.getsockname()[1]),
    ):
        pass
