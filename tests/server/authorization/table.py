"""The table in `matrix.tsv`: who may do what where, one line an attempt, one column an actor.

An attempt is an operation and its place, or a door. An outcome is `ok`, the code of a refusal, a status with
its code, or for reading the places of which something is delivered.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from server.authorization.stage import ACTORS

TABLE = Path(__file__).with_name("matrix.tsv")


@dataclass(frozen=True)
class Cell:
    """What this actor gets when they try this there."""

    what: str
    where: str
    actor: str
    outcome: str

    def __str__(self) -> str:
        return f"{self.actor}, {self.what}, {self.where}"


def cells() -> list[Cell]:
    """Every cell, line by line."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t"))
    assert all(tuple(line)[2:] == ACTORS for line in lines)
    return [Cell(line["what"], line["where"], actor, line[actor]) for line in lines for actor in ACTORS]
