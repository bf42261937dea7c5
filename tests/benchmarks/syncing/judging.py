"""The bars: what our server must reach beside the others in the same run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from syncing.arriving import Arrivals
from syncing.measuring import Found

LESS_THAN_POCKETBASE, LESS_THAN_SYNAPSE = 4, 50
CHANNEL, FIRST_S, FIRST_BYTES = 30_000, 5.0, 1_000_000
FULL, NORMAL, POCKETBASE, SYNAPSE = "Setu, FULL", "Setu, NORMAL", "PocketBase", "Synapse"


@dataclass(slots=True)
class Verdict:
    """One bar: what was found, and whether it is reached; None where it could not be judged."""

    bar: str
    found: str
    passed: bool | None


def judge(found: Sequence[Found], arrivals: Arrivals) -> list[Verdict]:
    """Every bar."""
    by_name = {one.name: one for one in found if not one.absent}
    return [
        *_less(by_name, POCKETBASE, LESS_THAN_POCKETBASE),
        *_less(by_name, SYNAPSE, LESS_THAN_SYNAPSE),
        _sooner(by_name),
        _arrived(
            "idle live channel ≤ 30 KB", arrivals.channel, CHANNEL, lambda size: f"{size / 1000:.1f} KB"
        ),
        _arrived(
            f"first sync of {arrivals.messages:,}, on the wire ≤ 5 s",
            median(arrivals.whole),
            FIRST_S,
            lambda seconds: f"{seconds:.2f} s",
        ),
        _arrived(
            f"first sync of {arrivals.messages:,}, kept by the app ≤ 5 s",
            median(arrivals.device),
            FIRST_S,
            lambda seconds: f"{seconds:.2f} s",
        ),
        _arrived(
            f"first sync of {arrivals.messages:,} ≤ 1 MB",
            median(arrivals.size),
            FIRST_BYTES,
            lambda size: f"{size / 1e6:.2f} MB",
        ),
    ]


def _less(found: Mapping[str, Found], peer: str, times: int) -> list[Verdict]:
    """How many times less CPU a durable send takes; both ways of sending are judged."""
    ways: dict[str, Callable[[Found], list[float]]] = {
        "many at once": lambda one: one.heard.cpu,
        "alone": lambda one: one.cpu,
    }
    verdicts = []
    for way, figures in ways.items():
        bar = f"CPU per durable send, {way}: ≤ 1/{times} of {peer}"
        if FULL not in found or peer not in found:
            verdicts.append(Verdict(bar, "not measured", None))
            continue
        ratio = median(figures(found[peer])) / median(figures(found[FULL]))
        verdicts.append(Verdict(bar, f"1/{ratio:.1f}", ratio >= times))
    return verdicts


def _sooner(found: Mapping[str, Found]) -> Verdict:
    bar = "deliver p50, both NORMAL: ≤ PocketBase"
    if NORMAL not in found or POCKETBASE not in found:
        return Verdict(bar, "not measured", None)
    ours, theirs = (median(found[name].deliver) * 1000 for name in (NORMAL, POCKETBASE))
    return Verdict(bar, f"{ours:.2f} ms to {theirs:.2f} ms", ours <= theirs)


def _arrived(bar: str, figure: float, most: float, said: Callable[[float], str]) -> Verdict:
    return Verdict(bar, said(figure), figure <= most)
