"""The figures as Markdown: the servers side by side, Setu's own, and the bars."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from statistics import median, quantiles

from syncing.arriving import Arrivals
from syncing.judging import judge
from syncing.measuring import Found, Plan

HEAD = (
    "server",
    "deliver p50 / p99, ms",
    "ack p50 / p99, ms",
    "CPU per send, µs: alone",
    "many at once",
    "many, nobody listening",
    "sends/s",
    "sends/s, nobody listening",
    "memory idle / after, MB",
)


def tell(found: Sequence[Found], arrivals: Arrivals, plan: Plan) -> str:
    """Everything found out, to be read."""
    parts = [
        _heading(found, plan),
        table(HEAD, map(_row, found)),
        _arrivals(arrivals),
        _verdicts(found, arrivals),
    ]
    return "\n\n".join(parts) + "\n"


def _heading(found: Sequence[Found], plan: Plan) -> str:
    versions = "; ".join(f"{one.name}: {one.about}" for one in found if not one.absent)
    return (
        f"{platform.system()}, {os.cpu_count()} cores, shared by servers and client; loopback; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}. {versions}. "
        f"All alive at once and measured in turns by one client, {plan.rounds} rounds, the order shuffled. "
        f"Bengali messages of 200 to 300 bytes. Deliver: from one person's sending until the other has the "
        f"text, {plan.sends} a round, one by one. Many at once: {plan.senders} connections, {plan.seconds:g} "
        "seconds a round, until everything is acknowledged and the one who listens has it. "
        "CPU is the server's, user and system; medians of the rounds."
    )


def _row(found: Found) -> list[str]:
    if found.absent:
        return [found.name, f"not measured: {found.absent}", *[""] * (len(HEAD) - 2)]
    return [
        found.name,
        _percentiles(found.deliver),
        _percentiles(found.ack),
        *(f"{median(cpu) * 1e6:,.0f}" for cpu in (found.cpu, found.heard.cpu, found.unheard.cpu)),
        *(f"{median(load.rate):,.0f}" for load in (found.heard, found.unheard)),
        f"{found.idle / 1e6:.0f} / {found.after / 1e6:.0f}",
    ]


def percentile(figures: Sequence[float], percent: int) -> float:
    """The figure below which so many in a hundred lie."""
    return quantiles(figures, n=100, method="inclusive")[percent - 1]


def _percentiles(figures: Sequence[float]) -> str:
    return f"{percentile(figures, 50) * 1000:.1f} / {percentile(figures, 99) * 1000:.1f}"


def _arrivals(found: Arrivals) -> str:
    return (
        f"Setu, first sync of {found.messages:,} messages in a circle: the newest after "
        f"{median(found.first) * 1000:.0f} ms, all after {median(found.whole):.2f} s, "
        f"{median(found.size) / 1e6:.2f} MB in {found.questions} answers, "
        f"{median(found.cpu):.2f} s of the server's CPU. In the app's own engine and store, on this machine: "
        f"kept after {median(found.device):.2f} s, {median(found.device_cpu):.2f} s of its CPU. "
        f"An idle live channel: {found.channel / 1000:.1f} KB of memory, of {found.channels:,} open ones."
    )


def _verdicts(found: Sequence[Found], arrivals: Arrivals) -> str:
    words = {True: "PASS", False: "**miss**", None: "**not judged**"}
    rows = [[one.bar, one.found, words[one.passed]] for one in judge(found, arrivals)]
    return "### Bars\n\n" + table(["bar", "found", ""], rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
