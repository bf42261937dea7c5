"""A small journal, written and opened again, for the tests of the log."""

from pathlib import Path
from typing import Any

from store.faults import MemoryFile

from app.store.format import put_line
from app.store.header import Header
from app.store.journal import Journal, Place

PATH = Path("a.db")
LINES = [put_line("t", f"id{number}", {"text": f"কথা {number}\n#{number}"})[0] for number in range(6)]
TRANSACTIONS = [LINES[:1], LINES[1:3], LINES[3:6]]
BIRTH = len(Header(schema=1, gen="0" * 16).birth())


class Opened:
    """A journal over a file in memory, and what it replayed on opening."""

    def __init__(self, file: MemoryFile, schema: int = 1) -> None:
        self.entries: list[tuple[list[Any], Place]] = []
        self.journal = Journal(file, path=PATH)
        if not self.journal.recognise(schema):
            self.journal.begin(Header(schema=schema, gen="d9b6f55290c24b36"))
        for _ in self.journal.scan(lambda entry, place: self.entries.append((entry, place))):
            pass

    @property
    def ids(self) -> list[str]:
        return [entry[1] for entry, _ in self.entries]


def write(file: MemoryFile, transactions: list[list[bytes]] = TRANSACTIONS) -> list[int]:
    """Write these transactions to a new file; where each ends, beginning with the header."""
    journal = Opened(file).journal
    ends = [file.size()]
    for lines in transactions:
        for line in lines:
            journal.append(line)
        journal.commit()
        ends.append(file.size())
    return ends
