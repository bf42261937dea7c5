"""The index of words tells what a look at every document would, whatever happened to the store meanwhile."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from store.folders import Folder

from app.store.database import LogDB
from app.store.seal import Seal, lock_with_passphrase
from app.store.words import Begun, Entry, Lexicon

# So small that a dozen documents are many segments of many spans, merged and read in many slices.
SIZES = {
    "app.store.segment.SPAN_BITS": 2,
    "app.store.segment.SPAN": 4,
    "app.store.segment.SLICE": 1,
    "app.store.words.DELTA": 3,
    "app.store.words.MANY": 2,
    "app.store.storage.READ_AT_ONCE": 2,
    "app.store.storage.WORDS_AT_LEAST": 2,
    "app.store.table.READ_FIRST": 2,
    "app.store.rewriting.BATCH": 2,
    "app.store.shelf.RECENT": 2,
    "app.store.hint.PIECE": 40,
}
LETTERS = ["ক", "কি", "a", "b", "\ud83d"]
IDS = [f"id{number}" for number in range(12)]
LOCK, SEAL = lock_with_passphrase("a rather long one", cost=2)

ids = st.sampled_from(IDS)
words = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=3).map("".join)
documents = st.fixed_dictionaries(
    {"text": st.lists(words, max_size=5).map(" ".join), "n": st.integers(0, 5), "f": st.sampled_from("xy")}
)
sides = st.sampled_from("<<>")
groups = st.lists(st.tuples(sides, words), min_size=1, max_size=2)
queries = st.lists(groups, min_size=1, max_size=3)
written = st.lists(st.tuples(ids, documents | documents | st.none()), min_size=1, max_size=6)


def lexicon(edition: str) -> Lexicon:
    """Words as they are, behind a letter for the edition, and the other way round."""

    def read(document: Mapping[str, Any]) -> Entry:
        words = [*document["text"].split(), f"\1{document['f']}\2"]
        return Entry(words=[edition + word for word in words], number=document["n"])

    return Lexicon(read=read, edition=edition, forms=lambda word: [f">{edition}{word[:0:-1]}"])


Query = list[list[tuple[str, str]]]
"""Groups of beginnings, and of endings of words of less than five letters."""


def fits(document: Mapping[str, Any], query: Query) -> bool:
    """Whether a look at it finds, of every group, a word that begins or ends like one of it."""
    found = document["text"].split()
    return all(any(_is(word, *one) for one in group for word in found) for group in query)


def _is(word: str, side: str, letters: str) -> bool:
    return word.startswith(letters) if side == "<" else len(word) < 5 and word[::-1].startswith(letters)


def is_short(form: str) -> bool:
    return len(form) < 7


class Rollback(Exception):
    """Ends a transaction badly."""


class FoundLikeByLooking(RuleBasedStateMachine):
    """A store and a dict of what it holds; what is looked up in the one is looked for in the other."""

    def __init__(self) -> None:
        super().__init__()
        self.around = ExitStack()
        self.path = Path(self.around.enter_context(tempfile.TemporaryDirectory())) / "a.db"
        for name, size in SIZES.items():
            self.around.enter_context(patch(name, size))
        self.around.enter_context(patch.object(os, "fsync"))
        self.disk = Folder()
        self.edition = "m"
        self.held: dict[str, dict[str, Any]] = {}
        self.old_hint: bytes | None = None
        self.working: Iterator[Any] | None = None
        self.open()

    def open(self) -> None:
        lexicons = {"t": lexicon(self.edition)}
        options: dict[str, Any] = {"disk": self.disk, "sync": False, "unlock": lambda _lock: Seal(SEAL.key)}
        self.db = LogDB(self.path, indexes={"t": {"f": "n"}}, lexicons=lexicons, **options)
        self.table = self.db.table("t")

    def teardown(self) -> None:
        self.stop_working()
        self.db.close()
        self.around.close()

    @rule(changes=written)
    def write(self, changes: list[tuple[str, dict[str, Any] | None]]) -> None:
        for doc_id, document in changes:
            if document is not None:
                self.table.put(doc_id, document)
                self.held[doc_id] = document
            elif self.held.pop(doc_id, None):
                self.table.remove(doc_ids=[doc_id])

    @rule(changes=written, after=written, asked=queries)
    def fail_to_write(self, changes: Any, after: Any, asked: Query) -> None:
        held = dict(self.held)
        with suppress(Rollback), self.db.transaction():
            self.write(changes)
            self.look(asked, known_only=True)
            raise Rollback
        self.held = held
        self.write(after)

    @rule()
    def empty(self) -> None:
        self.table.truncate()
        self.held.clear()

    @rule(asked=queries, limit=st.integers(0, 4))
    def look(self, asked: Query, limit: int = 0, known_only: bool = False) -> None:
        """Once all was read, exactly what fits is found, or, of much, the latest of it."""
        while not known_only and self.unread():
            self.table.find([], 1)
        way = self.way(asked)
        found, count = self.table.find([way], 99)
        expected = {doc_id for doc_id, document in self.held.items() if fits(document, asked)}
        told = {row.doc_id for row in found if fits(row, asked)}
        assert told <= expected if known_only else told == expected
        if not known_only:
            assert count >= len(expected)
            numbers = [self.held[row.doc_id]["n"] for row in found]
            assert numbers == sorted(numbers, reverse=True)
            assert self.table.find([way], limit)[0] == found[:limit]

    def way(self, asked: Query) -> list[list[Begun]]:
        return [[self.begun(*one) for one in group] for group in asked]

    def begun(self, side: str, letters: str) -> Begun:
        if side == "<":
            return Begun(self.edition + letters)
        return Begun(f">{self.edition}{letters}", is_short)

    def unread(self) -> int:
        return sum(index.unread() for _, index in self.db.storage.tables.words())

    @rule(asked=st.lists(queries, min_size=2, max_size=3), f=st.sampled_from("xy"), low=st.integers(0, 5))
    def look_closer(self, asked: list[Query], f: str, low: int) -> None:
        """However many ways there are to fit, each is named once; what is left out stays out."""
        list(self.db.storage.read_words())
        where = [Begun(f"{self.edition}\1{f}\2")]
        found, _ = self.table.find([[*self.way(query), where] for query in asked], 99, (low, 4))
        told = [row for row in found if row["f"] == f and low <= row["n"] <= 4]
        assert len({row.doc_id for row in told}) == len(told)
        assert sum(any(fits(row, query) for query in asked) for row in told) == sum(
            any(fits(row, query) for query in asked) and row["f"] == f and low <= row["n"] <= 4
            for row in self.held.values()
        )

    @rule(
        work=st.sampled_from(["read_words", "tidy", "compact", "save_hint", "seal", "unseal"]),
        changes=st.lists(written, max_size=4),
        to_the_end=st.booleans(),
    )
    def work(self, work: str, changes: list[Any], to_the_end: bool) -> None:
        """Care for the store, with something else between any two slices."""
        storage = self.db.storage
        if self.working is None:
            sealing = {"seal": (LOCK, SEAL), "unseal": (None, None)}
            self.working = iter(
                storage.reseal(*sealing[work]) if work in sealing else getattr(storage, work)()
            )
        for change in changes:
            next(self.working, None)
            self.write(change)
        if to_the_end:
            list(self.working)
            self.working = None

    @precondition(lambda self: self.working)
    @rule()
    def stop_working(self) -> None:
        if self.working is not None:
            self.working.close()  # type: ignore[attr-defined]
            self.working = None

    @rule(
        killed=st.booleans(),
        hint=st.sampled_from(["left", "left", "left", "old", "missing", "flipped", "cut"]),
        edition=st.sampled_from("mmn"),
        at=st.integers(0, 2**16),
    )
    def reopen(self, killed: bool, hint: str, edition: str, at: int) -> None:
        """Begin again with what the folder holds, perhaps with words that are read in another way."""
        left = self.disk.contents()
        self.stop_working()
        self.db.close()
        left = left if killed else self.disk.contents()
        saved = left.pop("a.db.hint", None)
        self.old_hint, old = saved or self.old_hint, self.old_hint
        saved = old if hint == "old" else saved
        if saved and hint != "missing":
            at %= len(saved)
            flipped = saved[:at] + bytes([saved[at] ^ 1 << at % 8]) + saved[at + 1 :]
            left["a.db.hint"] = {"flipped": flipped, "cut": saved[:at]}.get(hint, saved)
        self.disk = Folder(left)
        self.edition = edition
        self.open()

    @invariant()
    def holds_what_it_should(self) -> None:
        assert {row.doc_id: dict(row) for row in self.table} == self.held


TestFindsWhatLookingFinds = FoundLikeByLooking.TestCase
TestFindsWhatLookingFinds.settings = settings(
    max_examples=settings().max_examples,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
