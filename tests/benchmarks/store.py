"""Setu's store beside plain SQLite and TinyDB's own storages: `.venv/bin/python tests/benchmarks/store.py`.

Prints a table for each size and whether each bar is reached. `--plot` needs the extra `bench`.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import Size, measure
from telling import tell


def main() -> None:
    asked = _arguments()
    sizes: list[Size] = []
    with TemporaryDirectory(prefix="setu-bench-", dir=asked.folder) as folder:
        for documents in asked.sizes:
            print(f"{documents:,} documents …", file=sys.stderr, flush=True)
            sizes.append(measure(documents, asked.rounds, Path(folder) / str(documents)))
    told = tell(sizes)
    print(told)
    if asked.markdown:
        asked.markdown.write_text(told, "utf-8")
    if asked.json:
        asked.json.write_text(json.dumps([asdict(size) for size in sizes], indent=1), "utf-8")
    if asked.plot:
        from drawing import draw

        draw(sizes, asked.plot)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=_sizes, default=_sizes("1000,10000,100000,500000"), metavar="N,N")
    parser.add_argument("--rounds", type=int, default=25, help="visits to each engine, fewer to slow ones")
    parser.add_argument("--plot", type=Path, metavar="FILE.png", help="draw time against size")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write what is printed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    parser.add_argument("--folder", type=Path, help="where the stores are made: on the disk that counts")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    main()
