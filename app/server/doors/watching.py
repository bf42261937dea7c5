"""Every answer is counted and timed; what went wrong or took long is logged, by door and never by content."""

import logging
import time
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from app.server.health.metrics import Metrics
from app.server.logs import LOG, nickname
from app.server.troubles import Rejected

Endpoint = Callable[[Request], Awaitable[Response]]
SLOW_S = 1.0
DEVICE = "setu.device"
"""Where in a request's scope the id of its device stands, once it is known."""
WAITING = "setu.waiting"
"""Set in the scope of a request that is meant to take long."""


def watched(metrics: Metrics, door: str, enter: Endpoint) -> Endpoint:
    """The same endpoint, counted."""

    async def enter_watched(request: Request) -> Response:
        began = time.perf_counter()
        try:
            response = await enter(request)
        except Rejected as why:
            metrics.rejected(why.code)
            note(metrics, door, why.status, began, request.scope, why.code)
            raise
        except Exception:
            note(metrics, door, 500, began, request.scope)
            raise
        note(metrics, door, response.status_code, began, request.scope)
        return response

    return enter_watched


def note(
    metrics: Metrics, door: str, status: int, began: float, scope: Scope, code: str | None = None
) -> None:
    """Count an answer, and log it where it took long or went wrong."""
    took = time.perf_counter() - began
    if WAITING in scope:
        metrics.requests[door, status] += 1
    else:
        metrics.answered(door, status, took)
        if took > SLOW_S:
            _log(logging.WARNING, "slow", door, status, took, scope, code)
            return
    if status == 503:
        _log(logging.WARNING, "busy", door, status, took, scope, code)
    elif LOG.isEnabledFor(logging.INFO):
        _log(logging.INFO, "request", door, status, took, scope, code)


def _log(level: int, event: str, door: str, status: int, took: float, scope: Scope, code: str | None) -> None:
    device = scope.get(DEVICE)
    told = {"door": door, "status": status, "ms": round(took * 1000, 1), "code": code}
    LOG.log(level, event, extra=told | ({"device": nickname(device)} if device else {}))
