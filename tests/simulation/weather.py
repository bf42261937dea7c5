"""What may go wrong in one story, and how often: drawn anew for each seed, so that every mix comes up."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, kw_only=True)
class Weather:
    """Shares of requests, commits and moments at which something goes wrong; 0 is never."""

    lose_request: float = 0.0
    lose_reply: float = 0.0
    hang: float = 0.0
    duplicate: float = 0.0
    stale: float = 0.0
    cut_body: float = 0.0
    portal: float = 0.0
    slow: float = 0.0
    cut_channel: float = 0.0
    buffer_channel: float = 0.0
    commits_fail: float = 0.0
    dies_before_commit: float = 0.0
    dies_after_commit: float = 0.0
    crash: float = 0.0
    back_up: float = 0.0
    restore: float = 0.0
    offline: float = 0.0
    die: float = 0.0
    close: float = 0.0
    disk_full: float = 0.0
    skew: float = 0.0
    sleep: float = 0.0
    lose_letter: float = 0.0
    double_letter: float = 0.0
    delay_letter: float = 0.0
    processes: int = 1


CALM = Weather()

OFTEN = {
    "lose_request": 0.3,
    "lose_reply": 0.3,
    "hang": 0.1,
    "duplicate": 0.3,
    "stale": 0.4,
    "cut_body": 0.15,
    "portal": 0.1,
    "slow": 0.5,
    "cut_channel": 0.6,
    "buffer_channel": 0.5,
    "commits_fail": 0.1,
    "dies_before_commit": 0.04,
    "dies_after_commit": 0.04,
    "crash": 0.05,
    "offline": 0.15,
    "die": 0.12,
    "close": 0.06,
    "disk_full": 0.05,
    "skew": 0.7,
    "sleep": 0.03,
    "lose_letter": 0.5,
    "double_letter": 0.3,
    "delay_letter": 0.5,
}
"""How often at most, where it happens at all."""


def draw(chance: Random) -> Weather:
    """The weather of one story: about half of all that can go wrong, some of it mild and some of it wild."""
    wild = chance.choice((0.0, 0.3, 0.5, 0.8))
    shares = {}
    for name, most in OFTEN.items():
        if chance.random() < wild:
            shares[name] = most * chance.choice((0.1, 0.4, 1.0))
    if chance.random() < 0.35:
        shares["back_up"], shares["restore"] = 0.1, 0.08
    for name in ("sleep", "stale"):
        if chance.random() < 0.2:
            shares[name] = OFTEN[name]
    return Weather(**shares, processes=2 if chance.random() < 0.25 else 1)
