"""Figures for Prometheus, on an address of their own that only this machine reaches.

prometheus-client saves us the format and the server; this is its one door.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

from cautery.errors import CauteryError, Invalid
from cautery.kit.counts import BUCKETS_S, COUNTS, Counts, TimeCounts
from cautery.pipeline.installation.figures import MetricValue

LOCAL = "127.0.0.1"
log = logging.getLogger(__name__)
Family = CounterMetricFamily | GaugeMetricFamily | HistogramMetricFamily


class ProcessAndInstallation(Collector):
    """What this process counted, and what the installation's ledgers say now."""

    def __init__(self, look: Callable[[], Sequence[MetricValue]], counts: Counts = COUNTS) -> None:
        self._look, self._counts = look, counts

    def collect(self) -> Iterator[Family]:
        """Give all figures; those of the installation are left out, and `cautery_up` is 0, while it cannot be asked."""
        yield from _numbers(self._counts)
        yield from _times(self._counts)
        try:
            found, up = self._look(), 1
        except CauteryError as error:
            log.warning("figures cannot be looked up: %s", error)
            found, up = (), 0
        yield from _gauges([*found, MetricValue(name="cautery_up", says="Whether the database answers.", value=up)])


@contextmanager
def metrics_served(look: Callable[[], Sequence[MetricValue]], port: int) -> Iterator[int]:
    """Answer `/metrics` beside what is done in the block; gives the port. Port 0: any that is free.

    Refused (Invalid) where the port is taken.
    """
    registry = CollectorRegistry()
    registry.register(ProcessAndInstallation(look))
    try:
        server, thread = start_http_server(port, addr=LOCAL, registry=registry)
    except OSError as error:
        raise Invalid(f"Metrics cannot be served at {LOCAL}:{port}: {error.strerror}; choose another port.") from None
    assert isinstance(server, WSGIServer)
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=2)


def _gauges(found: Sequence[MetricValue]) -> Iterator[Family]:
    named: dict[str, CounterMetricFamily | GaugeMetricFamily] = {}
    for figure in found:
        kind = CounterMetricFamily if figure.name.endswith("_total") else GaugeMetricFamily
        family = named.setdefault(
            figure.name, kind(figure.name, figure.says, labels=[name for name, _ in figure.labels])
        )
        family.add_metric([value for _, value in figure.labels], figure.value)
    yield from named.values()


def _numbers(counts: Counts) -> Iterator[Family]:
    for name, of in sorted(counts.numbers().items()):
        labels = next(iter(of), ())
        family = CounterMetricFamily(
            name, f"Counted since the process began: {name}.", labels=[one for one, _ in labels]
        )
        for key, value in sorted(of.items()):
            family.add_metric([said for _, said in key], value)
        yield family


def _times(counts: Counts) -> Iterator[Family]:
    for name, of in sorted(counts.times().items()):
        labels = next(iter(of), ())
        family = HistogramMetricFamily(name, f"Seconds: {name}.", labels=[one for one, _ in labels])
        for key, took in sorted(of.items()):
            family.add_metric([said for _, said in key], buckets=_summed(took), sum_value=took.sum_s)
        yield family


def _summed(took: TimeCounts) -> list[tuple[str, float]]:
    total, found = 0, []
    for end, count in zip((*map(str, BUCKETS_S), "+Inf"), took.counts, strict=True):
        total += count
        found.append((end, float(total)))
    return found
