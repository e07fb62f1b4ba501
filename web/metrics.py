"""Numbers for Prometheus: requests and their times, counted over all workers, and the live index.

Several workers share one folder of counters (prometheus-client's multiprocess mode, chosen by the variable that
:mod:`web.server` sets before a worker starts); one application alone keeps its own. The library decides between the two when it is first
imported, so it is imported when the application is made, not with this module.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Response, request

from search import GlottaError, IndexInfo, SearchService

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds."""
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"})


class Metrics:
    """The counters of one application."""

    def __init__(self, service: SearchService) -> None:
        import prometheus_client
        from prometheus_client import multiprocess

        self._library = prometheus_client
        self._registry = prometheus_client.CollectorRegistry()
        shared = os.environ.get(FOLDER)
        own = None if shared else self._registry
        self._requests = prometheus_client.Counter(
            "glotta_http_requests", "Requests answered.", ("method", "endpoint", "status"), registry=own
        )
        self._seconds = prometheus_client.Histogram(
            "glotta_http_request_duration_seconds", "Time to answer, without the network.", ("endpoint",), buckets=BUCKETS, registry=own
        )
        if shared:
            multiprocess.MultiProcessCollector(self._registry, shared)  # type: ignore[no-untyped-call]
        self._registry.register(_Index(service))

    def count(self, response: Response, seconds: float) -> None:
        """Count an answer. Labels have few values, whatever clients ask for."""
        endpoint = request.endpoint or "none"
        method = request.method if request.method in _METHODS else "other"
        self._requests.labels(method, endpoint, str(response.status_code)).inc()
        self._seconds.labels(endpoint).observe(seconds)

    def text(self) -> tuple[bytes, str]:
        """Everything in Prometheus' text format 0.0.4, and its content type."""
        return self._library.generate_latest(self._registry), self._library.CONTENT_TYPE_PLAIN_0_0_4


class _Index:
    """The live index, looked at when the numbers are asked for."""

    def __init__(self, service: SearchService) -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        from prometheus_client.core import GaugeMetricFamily

        try:
            info = self._service.info()
        except GlottaError:
            yield GaugeMetricFamily("glotta_index_up", "Whether there is an index that can be searched.", 0)
            return
        yield GaugeMetricFamily("glotta_index_up", "Whether there is an index that can be searched.", 1)
        yield GaugeMetricFamily("glotta_index_documents", "Documents of the live index.", info.documents)
        yield GaugeMetricFamily("glotta_index_size_bytes", "Size of the live index on disk.", info.size)
        yield GaugeMetricFamily("glotta_index_text_bytes", "Size of the indexed texts (UTF-8).", info.text_size)
        yield GaugeMetricFamily("glotta_index_generation", "Number of the live generation.", info.generation)
        yield GaugeMetricFamily("glotta_index_age_seconds", "Time since the live index was built.", age(info))
        labelled = GaugeMetricFamily("glotta_index_info", "What the live index is.", labels=["engine", "fingerprint"])
        labelled.add_metric([info.engine, info.fingerprint], 1)
        yield labelled


def age(info: IndexInfo) -> float:
    """Seconds since an index was built; never negative."""
    return max(0.0, (datetime.now(UTC) - datetime.fromisoformat(info.built_at).replace(tzinfo=UTC)).total_seconds())
