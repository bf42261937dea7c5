"""One table as TinyDB wants to read it: a mapping that fetches documents when they are asked for."""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.store.storage import LogStorage

Documents = Mapping[str, dict[str, Any]]


class TableView(Mapping[str, dict[str, Any]]):
    """A table's documents by id, in order of insertion; each reading gives a fresh document."""

    def __init__(self, storage: "LogStorage", name: str) -> None:
        self._storage = storage
        self._name = name

    def shows(self, storage: "LogStorage", name: str) -> bool:
        """Whether this is a view of that very table, and so cannot differ from it."""
        return self._storage is storage and self._name == name

    def __getitem__(self, doc_id: str) -> dict[str, Any]:
        document = self._storage.document(self._name, doc_id)
        if document is None:
            raise KeyError(doc_id)
        return document

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._storage.shelf(self._name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._storage.shelf(self._name))

    def __len__(self) -> int:
        return len(self._storage.shelf(self._name))

    def items(self) -> ItemsView[str, dict[str, Any]]:
        """Ids with documents, read many at a time."""
        return _Items(self)

    def values(self) -> ValuesView[dict[str, Any]]:
        """Documents, read many at a time."""
        return _Values(self)

    def pairs(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What `items` iterates over."""
        return self._storage.documents(self._name, self._storage.shelf(self._name).slots())


class _Items(ItemsView[str, dict[str, Any]]):
    _mapping: TableView

    def __iter__(self) -> Iterator[tuple[str, dict[str, Any]]]:
        return self._mapping.pairs()


class _Values(ValuesView[dict[str, Any]]):
    _mapping: TableView

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (document for _, document in self._mapping.pairs())
