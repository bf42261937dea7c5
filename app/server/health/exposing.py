"""The numbers of a server as Prometheus reads them."""

from collections.abc import Iterator, Mapping
from itertools import accumulate

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from app.server.health.metrics import Metrics, Spread

TYPE = CONTENT_TYPE_LATEST
"""The media type of what `spelt` gives."""


def spelt(metrics: Metrics, sizes: Mapping[str, int]) -> bytes:
    """All numbers in Prometheus's text format; `sizes` are the bytes of what is stored."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(metrics, sizes))
    return generate_latest(registry)


class _Collected(Collector):
    def __init__(self, metrics: Metrics, sizes: Mapping[str, int]) -> None:
        self._metrics = metrics
        self._sizes = sizes

    def collect(self) -> Iterator[Metric]:
        """Every family once."""
        yield from self._at_the_doors()
        yield from self._on_the_way()
        yield from self._in_the_database()
        for name, gauge in self._metrics.gauges.items():
            yield GaugeMetricFamily(f"setu_{name}", gauge.means, value=gauge.ask())

    def _at_the_doors(self) -> Iterator[Metric]:
        it = self._metrics
        requests = CounterMetricFamily(
            "setu_requests", "Answers, by door and status.", labels=["door", "status"]
        )
        for (door, status), count in it.requests.items():
            requests.add_metric([door, str(status)], count)
        yield requests
        seconds = HistogramMetricFamily("setu_request_seconds", "How long an answer took.", labels=["door"])
        for door, spread in it.seconds.items():
            seconds.add_metric([door], *_buckets(spread))
        yield seconds
        rejects = CounterMetricFamily("setu_rejects", "Requests and mutations turned down.", labels=["code"])
        for code, count in it.rejects.items():
            rejects.add_metric([code], count)
        yield rejects
        yield CounterMetricFamily("setu_pokes", "Pokes and pages sent over live channels.", value=it.pokes)
        yield CounterMetricFamily(
            "setu_digest_mismatches",
            "Scopes whose sum a device found wrong; must stay 0.",
            value=it.mismatches,
        )

    def _on_the_way(self) -> Iterator[Metric]:
        it = self._metrics
        for name, means, spread in (
            (
                "setu_outbox_age_seconds",
                "For how long the oldest of what waited on a device had waited when it was sent.",
                it.outbox_age,
            ),
            (
                "setu_bus_lag_seconds",
                "How long news took from another process of this server to this one.",
                it.bus_lag,
            ),
        ):
            yield _histogram(name, means, spread)
        yield CounterMetricFamily(
            "setu_bus_repairs",
            "Scopes whose news had not come over the bus and was looked up.",
            value=it.repaired,
        )

    def _in_the_database(self) -> Iterator[Metric]:
        it = self._metrics
        for name, means, spread in (
            ("setu_commit_seconds", "How long a commit took, flushing the disk included.", it.commit_seconds),
            ("setu_commit_jobs", "How many writes shared one commit.", it.commit_sizes),
        ):
            yield _histogram(name, means, spread)
        yield CounterMetricFamily("setu_retries", "Transactions begun again.", value=it.retries)
        stored = GaugeMetricFamily("setu_stored_bytes", "What the database takes up.", labels=["what"])
        for what, size in self._sizes.items():
            stored.add_metric([what], size)
        yield stored


def _histogram(name: str, means: str, spread: Spread) -> HistogramMetricFamily:
    buckets, total = _buckets(spread)
    return HistogramMetricFamily(name, means, buckets=buckets, sum_value=total)


def _buckets(spread: Spread) -> tuple[list[tuple[str, float]], float]:
    bounds = [*(str(bound) for bound in spread.bounds), "+Inf"]
    return [
        (bound, float(count)) for bound, count in zip(bounds, accumulate(spread.counts), strict=True)
    ], spread.total
