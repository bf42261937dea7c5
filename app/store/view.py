"""One table as TinyDB wants to read it: a mapping that fetches documents when they are asked for."""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import Any

from app.store.tables import Tables

Documents = Mapping[str, dict[str, Any]]


class TableView(Mapping[str, dict[str, Any]]):
    """A table's documents by id, in order of insertion; each reading gives a fresh document."""

    def __init__(self, tables: Tables, name: str) -> None:
        self._tables = tables
        self._name = name

    def shows(self, tables: Tables, name: str) -> bool:
        """Whether this is a view of that very table, and so cannot differ from it."""
        return self._tables is tables and self._name == name

    def __getitem__(self, doc_id: str) -> dict[str, Any]:
        document = self._tables.document(self._name, doc_id)
        if document is None:
            raise KeyError(doc_id)
        return document

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._tables.shelf(self._name)

    def __iter__(self) -> Iterator[str]:
        return (doc_id for doc_id, _ in self.pairs())

    def __len__(self) -> int:
        return len(self._tables.shelf(self._name))

    def items(self) -> ItemsView[str, dict[str, Any]]:
        """Ids with documents, read many at a time."""
        return _Items(self)

    def values(self) -> ValuesView[dict[str, Any]]:
        """Documents, read many at a time."""
        return _Values(self)

    def pairs(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What `items` iterates over."""
        return self._tables.documents(self._name, self._tables.shelf(self._name).slots())


class _Items(ItemsView[str, dict[str, Any]]):
    _mapping: TableView

    def __iter__(self) -> Iterator[tuple[str, dict[str, Any]]]:
        return self._mapping.pairs()


class _Values(ValuesView[dict[str, Any]]):
    _mapping: TableView

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (document for _, document in self._mapping.pairs())
