"""Setu's server beside PocketBase and matrix-synapse: `.venv/bin/python tests/benchmarks/sync.py`.

Starts them all, measures them with one client in one run, and prints a table and whether each bar is
reached. `--plot` needs the extra `bench`. Only for Linux: what a server costs is read from /proc.
"""

import argparse
import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop
from platformdirs import user_cache_path
from syncing.arriving import Arrivals, arrive
from syncing.judging import judge
from syncing.measuring import Found, Plan, measure
from syncing.peers import Peer
from syncing.pocketbase import PocketBase
from syncing.setu import Setu
from syncing.synapse import Synapse
from syncing.telling import tell

QUICK = Plan(rounds=1, sends=10, senders=8, seconds=0.5, messages=300, channels=50)

SERVERS: dict[str, Callable[[], Peer]] = {
    "full": lambda: Setu("full"),
    "normal": lambda: Setu("normal"),
    "pocketbase": PocketBase,
    "synapse": Synapse,
}


def main() -> None:
    asked = _arguments()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    plan = QUICK if asked.quick else Plan(rounds=asked.rounds)
    with TemporaryDirectory(prefix="setu-bench-", dir=asked.folder) as folder:
        found, arrivals = uvloop.run(_measure(plan, asked.servers, Path(folder), asked.cache))
    told = tell(found, arrivals, plan)
    print(told)
    if asked.markdown:
        asked.markdown.write_text(told, "utf-8")
    if asked.json:
        bars = [asdict(verdict) for verdict in judge(found, arrivals)]
        figures = {"servers": [asdict(one) for one in found], "arrivals": asdict(arrivals), "bars": bars}
        asked.json.write_text(json.dumps(figures, indent=1), "utf-8")
    if asked.plot:
        from syncing.drawing import draw

        draw(found, asked.plot)
    if any(one.absent for one in found):
        sys.exit(1)


async def _measure(plan: Plan, servers: list[str], folder: Path, cache: Path) -> tuple[list[Found], Arrivals]:
    peers = [SERVERS[name]() for name in servers]
    return await measure(peers, plan, folder, cache), await arrive(plan, folder / "arriving", cache)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="one short round, to see that it works")
    parser.add_argument("--rounds", type=int, default=Plan().rounds, help="visits to each server")
    parser.add_argument(
        "--servers", nargs="+", choices=SERVERS, default=list(SERVERS), help="not all of them"
    )
    parser.add_argument("--plot", type=Path, metavar="FILE.png", help="draw the servers side by side")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write what is printed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    parser.add_argument("--folder", type=Path, help="where the databases are made: on the disk that counts")
    parser.add_argument(
        "--cache", type=Path, default=user_cache_path("setu-bench"), help="where the peers are installed"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
