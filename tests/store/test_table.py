from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from store.faults import FaultyFile
from tinydb import Query, where
from tinydb.table import Document, Table

from app.store.database import LogDB
from app.store.table import StrTable

INDEXES = {"records": {"thread": "order", "kind": None, "": "rev"}}


@pytest.fixture
def file() -> FaultyFile:
    return FaultyFile(fail_at=0)


@pytest.fixture
def table(tmp_path: Path, file: FaultyFile) -> Iterator[StrTable]:
    with LogDB(tmp_path / "a.db", indexes=INDEXES, disk=file.disk()) as db:
        table = db.table("records")
        for number in range(20):
            add(table, f"m{number}", thread="ab"[number % 2], order=100 - number, rev=number, kind=number % 3)
        file.calls.clear()
        yield table


def add(table: StrTable, doc_id: str, **fields: Any) -> None:
    table.insert(Document(fields, doc_id=doc_id))  # type: ignore[arg-type]


def ids(documents: list[Document]) -> list[Any]:
    return [document.doc_id for document in documents]


# Reading


def test_the_ids_are_strings_and_come_of_themselves_if_not_given(table: StrTable) -> None:
    made: list[Any] = table.insert_multiple([{"n": 1}, {"n": 2}])
    assert all(isinstance(one, str) and len(one) == 32 for one in made)
    assert table.get(doc_id=made[0]) == {"n": 1}
    assert ids(table.get(doc_ids=[made[1], "m3", "none"])) == ["m3", made[1]]
    assert (table.contains(doc_id="m3"), table.contains(doc_id="none")) == (True, False)


def test_an_equality_on_an_indexed_field_reads_only_what_matches(table: StrTable, file: FaultyFile) -> None:
    add(table, "lone", thread="c", order=5)
    file.calls.clear()
    assert ids(table.search(where("thread") == "c")) == ["lone"]
    assert ids(table.search((where("order") > 1) & (where("thread") == "c"))) == ["lone"]
    assert table.get(Query().thread == "none") is None
    assert file.calls == ["read_at", "read_at"]


def test_what_an_index_cannot_answer_is_scanned(table: StrTable) -> None:
    add(table, "odd", thread=["a"], order=1)
    add(table, "bare", thread="a")
    assert ids(table.search(where("thread") == ["a"])) == ["odd"]
    assert ids(table.search((where("thread") == "a") & (where("rev") == 4))) == ["m4"]
    assert len(table.search((where("thread") == "a") | (where("thread") == "b"))) == 21
    assert len(table.search(~(where("thread") == "a"))) == 11
    assert len(table.search(where("thread").one_of(["a"]))) == 11
    assert ids(table.search(lambda row: row.get("rev") == 3)) == ["m3"]
    assert "bare" in ids(table.search(where("thread") == "a"))


def test_a_result_may_be_scribbled_on(table: StrTable) -> None:
    cond = where("thread") == "a"
    for _ in range(3):
        for document in table.search(cond):
            document.clear()
    assert len(table.search(cond)) == 10
    assert all(table.search(cond))


def test_a_cached_query_hears_of_every_change(table: StrTable) -> None:
    cond = where("rev") >= 18
    assert ids(table.search(cond)) == ["m18", "m19"]
    table.update({"rev": 0}, doc_ids=["m18"])
    assert ids(table.search(cond)) == ["m19"]
    table._storage.tables.amend("records", [("m19", None)])
    assert table.search(cond) == []


# Pages


def test_a_page_is_the_last_of_its_index_ascending(table: StrTable) -> None:
    assert ids(table.page(3, thread="a")) == ["m4", "m2", "m0"]
    assert ids(table.page(3, before=96, thread="a")) == ["m10", "m8", "m6"]
    assert ids(table.page(3, after=85, thread="a")) == ["m14", "m12", "m10"]
    assert ids(table.page(9, before=88, after=82, thread="a")) == ["m16", "m14"]
    assert ids(table.page(2)) == ["m18", "m19"]
    assert ids(table.page(2, after=4)) == ["m5", "m6"]
    assert ids(table.page(2, kind=0)) == ["m15", "m18"]
    assert table.page(5, thread="none") == table.page(0, thread="a") == table.page(-1) == []


def test_further_fields_of_a_page_are_filtered(table: StrTable) -> None:
    assert ids(table.page(2, thread="a", kind=0)) == ["m6", "m0"]
    assert ids(table.page(2, after=0, thread="a", rev=4)) == ["m4"]


def test_a_page_reads_only_itself(table: StrTable, file: FaultyFile) -> None:
    table.page(3, thread="a")
    assert len(file.calls) <= 3


def test_a_page_without_an_index_is_a_mistake_in_the_program(table: StrTable) -> None:
    with pytest.raises(ValueError, match="no index"):
        table.page(5, order=3)


def test_counting_by_an_index_reads_nothing(table: StrTable, file: FaultyFile) -> None:
    assert (table.count_where(thread="a"), table.count_where(thread="none"), table.count_where()) == (
        10,
        0,
        20,
    )
    assert file.calls == []
    assert (table.count_where(rev=3), table.count_where(thread="a", kind=0)) == (1, 4)


# Writing


def test_an_update_writes_only_what_it_touches(table: StrTable, file: FaultyFile) -> None:
    size = len(file.content)
    assert table.update({"order": 1}, where("rev") == 4) == ["m4"]
    assert len(file.content) - size < 100
    assert (file.calls.count("write_at"), file.calls.count("flush")) == (1, 1)
    assert ids(table.page(2, thread="a")) == ["m2", "m0"]
    assert ids(table.page(1, before=50, thread="a")) == ["m4"]


def test_an_upsert_is_one_commit_and_merges(table: StrTable, file: FaultyFile) -> None:
    table.upsert(Document({"order": 7}, doc_id="m0"))  # type: ignore[arg-type]
    table.upsert(Document({"order": 8}, doc_id="new"))  # type: ignore[arg-type]
    assert file.calls.count("flush") == 2
    assert table.get(doc_id="m0") == {"thread": "a", "order": 7, "rev": 0, "kind": 0}
    assert table.get(doc_id="new") == {"order": 8}


def test_a_put_replaces_the_whole_document(table: StrTable) -> None:
    table.put("m0", {"thread": "b", "order": 101})
    assert table.get(doc_id="m0") == {"thread": "b", "order": 101}
    assert ids(table.page(1, thread="b")) == ["m0"]
    assert table.count_where(kind=0) == 6


def test_removing_takes_a_document_out_of_every_index(table: StrTable) -> None:
    assert table.remove(doc_ids=["m0", "none"]) == ["m0"]
    assert table.remove(where("thread") == "b") == [f"m{number}" for number in range(19, 0, -2)]
    assert (len(table), table.count_where(thread="a"), table.count_where(thread="b")) == (9, 9, 0)
    assert ids(table.page(2)) == ["m16", "m18"]


def test_several_updates_meet_each_document_in_turn(table: StrTable, file: FaultyFile) -> None:
    updated = table.update_multiple(
        [
            ({"kind": 7}, where("rev") == 3),
            ({"kind": 8}, where("kind") == 7),
            ({"kind": 9}, where("rev") == 5),
        ]
    )
    assert updated == ["m3", "m3", "m5"]
    assert [table.get(doc_id=one)["kind"] for one in ("m3", "m5")] == [8, 9]  # type: ignore[index]
    assert file.calls.count("flush") == 1


def test_an_id_that_is_there_is_not_inserted_again(table: StrTable, file: FaultyFile) -> None:
    for documents in ([Document({}, doc_id="m1")], [Document({}, doc_id="n"), Document({}, doc_id="n")]):  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="already exists"):
            table.insert_multiple(documents)
    assert (len(table), "flush" in file.calls) == (20, False)


def test_an_updater_that_fails_changes_nothing(table: StrTable, file: FaultyFile) -> None:
    def fail(document: Any) -> None:
        document["thread"] = "changed"
        if document["rev"] == 12:
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError):
        table.update(fail)
    assert (table.count_where(thread="changed"), "flush" in file.calls) == (0, False)


def test_a_truncated_table_is_empty_in_every_index(table: StrTable) -> None:
    table.truncate()
    assert (len(table), table.page(5), table.page(5, thread="a"), table.count_where(thread="b")) == (
        0,
        [],
        [],
        0,
    )
    add(table, "m0", thread="a", order=1, rev=1)
    assert ids(table.page(5)) == ["m0"]


def test_what_tinydbs_own_table_found_in_a_transaction_that_failed_is_not_found_any_more(tmp_path):
    class WithTables(LogDB):
        table_class = Table

    with WithTables(tmp_path / "t.db") as db:
        with suppress(KeyError), db.transaction():
            db.insert({"g": ""})
            assert db.search(where("g") == "")
            raise KeyError
        assert db.search(where("g") == "") == []
