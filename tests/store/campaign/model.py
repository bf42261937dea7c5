"""What a store should hold: a seeded row of operations, and the documents after each of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from unicodedata import normalize

Document = dict[str, Any]
Content = dict[str, dict[str, Document]]

INDEXES = {"records": {"thread": "order", "": "rev"}}
UNNUMBERED = float("-inf")
KINDS = {"insert": 60, "update": 25, "batch": 10, "remove": 5}

_TALK = normalize(
    "NFC",
    "after a week with the weighted spoon she could feed herself again\n#1 is only text "
    'আজ আমরা রান্নাঘরে বসার জায়গা বদলে দেখলাম তিনি এখন নিজে চা বানাতে পারেন ধন্যবাদ 🙂 "\\',
).split(" ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One transaction over two tables or three, as what it leaves behind."""

    number: int
    kind: str
    puts: tuple[tuple[str, Document], ...] = ()
    removes: tuple[str, ...] = ()
    drafts: str = ""


class Model:
    """The documents of a store after so many operations, in the order of their insertion.

    What comes next depends on the seed and on what is there: two processes with the same model go on alike.
    """

    def __init__(self, seed: str, *, batch: int = 50) -> None:
        self.seed, self.batch = seed, batch
        self.number = 0
        self.content: Content = {}

    def copy(self) -> "Model":
        """The same, on its own from here; documents are never changed in place."""
        other = Model(self.seed, batch=self.batch)
        other.number = self.number
        other.content = {name: dict(table) for name, table in self.content.items()}
        return other

    @property
    def records(self) -> dict[str, Document]:
        """The documents of the larger table."""
        return self.content.get("records", {})

    def next(self) -> Operation:
        """The operation that follows, not yet applied."""
        number = self.number + 1
        chance = Random(f"{self.seed}/{number}")
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        ids = list(self.records)
        if kind == "insert" or not ids:
            puts = [self._fresh(chance, number)]
            return Operation(number=number, kind="insert", puts=tuple(puts), drafts=_drafts(chance, "put"))
        if kind == "batch":
            puts = [_new(chance, f"c.{number}.{place}", number + place) for place in range(self.batch)]
            return Operation(number=number, kind=kind, puts=tuple(puts))
        if kind == "update":
            chosen = chance.choice(ids)
            document = self.records[chosen] | _new(chance, chosen, number)[1]
            return Operation(number=number, kind=kind, puts=((chosen, document),))
        removes = tuple(chance.sample(ids, min(len(ids), chance.randint(1, 3))))
        return Operation(number=number, kind=kind, removes=removes, drafts=_drafts(chance, "empty", "drop"))

    def _fresh(self, chance: Random, number: int) -> tuple[str, Document]:
        # Now and then an id that was used and removed comes again.
        again = f"c.{chance.randint(1, number)}"
        fresh = chance.random() < 0.1 and again not in self.records
        return _new(chance, again if fresh else f"c.{number}", number)

    def apply(self, operation: Operation) -> None:
        """Take in what this operation leaves behind."""
        records = self.content.setdefault("records", {})
        records.update(operation.puts)
        for doc_id in operation.removes:
            del records[doc_id]
        self.content.setdefault("notes", {})["cursor"] = {"value": operation.number}
        drafts = self.content.setdefault("drafts", {}) if operation.drafts else {}
        if operation.drafts == "put":
            drafts[f"d.{operation.number % 3}"] = {"text": "খসড়া " * (operation.number % 5)}
        elif operation.drafts == "empty":
            drafts.clear()
        elif operation.drafts == "drop":
            del self.content["drafts"]
        self.number = operation.number

    def after(self, operation: Operation) -> "Model":
        """A copy with this operation done."""
        other = self.copy()
        other.apply(operation)
        return other

    def migrated(self) -> "Model":
        """A copy in the schema that comes next."""
        other = self.copy()
        for name, table in self.content.items():
            changed = ((doc_id, migrate(name, doc_id, dict(document))) for doc_id, document in table.items())
            other.content[name] = {doc_id: document for doc_id, document in changed if document is not None}
        return other


def migrate(table: str, doc_id: str, document: Document) -> Document | None:
    """To schema 2: records are turned round in their order and grow, and a few of them go."""
    if table != "records":
        return document
    if document["rev"] % 11 == 3:
        return None
    return document | {"order": -document.get("order", 0), "edition": "দ্বিতীয়"}


def pages(records: Mapping[str, Document]) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Every question that the indexes answer, with the ids that are the answer."""
    rows = list(enumerate(records.items()))
    yield {}, [doc_id for _, _, doc_id in sorted((row["rev"], at, doc_id) for at, (doc_id, row) in rows)]
    found: dict[Any, list[tuple[float, int, str]]] = {"nobody": []}
    for at, (doc_id, row) in rows:
        if "thread" in row:
            found.setdefault(row["thread"], []).append((row.get("order", UNNUMBERED), at, doc_id))
    for thread, entries in found.items():
        yield {"thread": thread}, [doc_id for _, _, doc_id in sorted(entries)]


def _new(chance: Random, doc_id: str, number: int) -> tuple[str, Document]:
    document: Document = {
        "rev": number,
        "text": " ".join(chance.choices(_TALK, k=int(chance.random() ** 3 * 60))),
    }
    document["thread"] = f"c.{int(chance.random() ** 2 * 5)}" if chance.random() < 0.9 else None
    document["order"] = number - chance.randint(0, 3) + (0.5 if chance.random() < 0.03 else 0)
    for field in ("thread", "order"):
        if chance.random() < 0.03:
            del document[field]
    return doc_id, document


def _drafts(chance: Random, *wanted: str) -> str:
    return chance.choice(wanted) if chance.random() < 0.4 else ""
