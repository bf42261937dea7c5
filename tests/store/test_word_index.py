"""The index of words, each property on its own: what it does not name, what it forgets, and what it costs."""

from pathlib import Path
from typing import Any

import pytest
from store.faults import MemoryDisk, MemoryFile
from store.test_hint import Counting

from app.domain.errors import StoreBroken
from app.store import segment
from app.store.database import LogDB
from app.store.hint import hint_path
from app.store.seal import lock_with_passphrase
from app.store.segment import SPAN, frozen
from app.store.words import Begun, Entry, Lexicon, WordIndex

MUCH = 1600
INDEXES = {"t": {"f": "n"}}


def lexicon(edition: str = "1", before: str = "") -> Lexicon:
    def read(document: Any) -> Entry:
        return Entry(words=[before + word for word in document["text"].split()], number=document["n"])

    return Lexicon(read=read, edition=edition)


def opened(tmp_path: Path, disk: MemoryDisk, spoken: Lexicon | None = None) -> LogDB:
    lexicons = {"t": spoken or lexicon()}
    return LogDB(tmp_path / "a.db", indexes=INDEXES, lexicons=lexicons, disk=disk)


def index_of(db: LogDB) -> WordIndex:
    ((_, words),) = db.storage.tables.words()
    return words


def fill(db: LogDB, count: int) -> None:
    with db.transaction():
        for number in range(count):
            text = f"all word{number} {'even' if number % 2 == 0 else 'odd'} শিশু{number % 10}"
            db.table("t").put(f"id{number}", {"text": text, "n": number, "f": "x"})


def found(db: LogDB, *groups: str, limit: int = 10_000, **closer: Any) -> list[str]:
    """What is found for these groups of prefixes, each written as one text."""
    rows, count = db.table("t").find([[list(map(Begun, group.split())) for group in groups]], limit, **closer)
    assert count >= len(rows)
    return [row.doc_id for row in rows]


@pytest.fixture
def disk() -> MemoryDisk:
    return MemoryDisk(MemoryFile())


def all_read(db: LogDB) -> LogDB:
    for _ in db.storage.read_words():
        pass
    return db


def test_only_what_fits_is_named_and_the_latest_first(tmp_path: Path, disk: MemoryDisk) -> None:
    with opened(tmp_path, disk) as db:
        fill(db, MUCH)
        all_read(db)
        assert found(db, "word70") == [f"id{n}" for n in (*range(709, 699, -1), 70)]
        assert found(db, "word70", "odd") == [f"id{n}" for n in range(709, 699, -2)]
        either = [n for n in reversed(range(MUCH)) if str(n)[:2] in ("12", "13")]
        assert found(db, "শিশু3", "word12 word13") == [f"id{n}" for n in either if n % 10 == 3]
        assert found(db, "all", limit=2) == [f"id{MUCH - 1}", f"id{MUCH - 2}"]
        assert found(db, "word7", between=(700, 702)) == ["id702", "id701", "id700"]
        assert found(db, "শিশ") == found(db, "all")
        assert found(db, "নেই") == found(db, "all", "নেই") == []


def test_what_was_just_written_is_found_at_once(tmp_path: Path, disk: MemoryDisk) -> None:
    with opened(tmp_path, disk) as db:
        all_read(db)
        fill(db, 30)
        assert found(db, "word29") == ["id29"]
        db.table("t").update({"text": "another"}, doc_ids=["id29"])
        assert found(db, "another") == ["id29"]


def test_while_much_is_unread_the_latest_is_found_and_the_rest_is_counted(
    tmp_path: Path, disk: MemoryDisk
) -> None:
    with opened(tmp_path, disk) as db:
        fill(db, 1000)
        assert found(db, "word") == [f"id{n}" for n in range(999, 935, -1)]
        assert index_of(db).unread() == 936
        all_read(db)
        assert index_of(db).unread() == 0
        assert len(found(db, "word")) == 1000


def test_what_is_past_is_forgotten_when_segments_are_merged(tmp_path: Path, disk: MemoryDisk) -> None:
    with opened(tmp_path, disk) as db:
        fill(db, 500)
        all_read(db)
        for number in range(500):
            if number % 3:
                db.table("t").update({"text": "changed"}, doc_ids=[f"id{number}"])
        db.table("t").remove(doc_ids=[f"id{number}" for number in range(0, 500, 3)])
        all_read(db)
        index = index_of(db)
        index.settle()
        list(index.merge())
        assert sum(len(one) for one in index._segments) == sum(1 for n in range(500) if n % 3)
        assert all(not len(one.again) for one in index._segments)


def test_a_document_written_again_and_again_is_named_by_its_last_words_only(
    tmp_path: Path, disk: MemoryDisk
) -> None:
    with opened(tmp_path, disk) as db:
        for number in range(20):
            db.table("t").put("id", {"text": f"word{number} same", "n": number})
            all_read(db)
        assert [db.table("t").find([[[Begun(f"word{number}")]]], 9)[1] for number in (17, 18, 19)] == [
            0,
            0,
            1,
        ]
        index_of(db).settle()
        assert found(db, "same") == ["id"]


def test_what_is_gone_takes_no_place_from_the_others(tmp_path: Path, disk: MemoryDisk) -> None:
    with opened(tmp_path, disk) as db:
        fill(db, 500)
        all_read(db)
        db.table("t").remove(doc_ids=[f"id{number}" for number in range(100, 500)])
        assert found(db, "all", limit=3) == ["id99", "id98", "id97"]
        assert found(all_read(db), "all", limit=3) == ["id99", "id98", "id97"]


def test_that_everything_is_gone_is_read_too(tmp_path: Path, disk: MemoryDisk) -> None:
    with opened(tmp_path, disk) as db:
        fill(db, 20)
        all_read(db)
        db.table("t").remove(doc_ids=[f"id{number}" for number in range(20)])
        assert index_of(all_read(db)).unread() == 0


def test_segments_stay_few(tmp_path: Path, disk: MemoryDisk) -> None:
    with opened(tmp_path, disk) as db:
        for _ in range(20):
            start = len(db.table("t"))
            with db.transaction():
                for number in range(start, start + 500):
                    db.table("t").put(f"id{number}", {"text": f"word{number} a b", "n": number})
            all_read(db)
        assert len(index_of(db)._segments) <= 5
        assert len(found(db, "a", limit=20_000)) == 20 * 500


def test_slots_of_several_spans_are_told_apart() -> None:
    slots = [1, SPAN - 1, SPAN, SPAN + 1, 3 * SPAN + 7]
    parts = list(frozen({"word": slots, "worn": [2], "other": [SPAN + 5]}, {}, [SPAN]))
    assert [part.first for part in parts] == [0, SPAN, 3 * SPAN]
    assert set().union(*(part.having([part.beginning(b"word")]) for part in parts)) == set(slots)
    assert [list(part.again) for part in parts] == [[], [0], []]


def test_a_merge_keeps_the_later_words_of_a_document_and_what_makes_the_earlier_past() -> None:
    old, new, newest = (
        next(frozen({"b": [1, 2], "a": [1]}, {}, [])),
        next(frozen({"a": [2], "c": [3]}, {}, [2])),
        next(frozen({"d": [1]}, {}, [1])),
    )
    assert told(merged([old, new, newest], oldest=True)) == ({b"a": [2], b"c": [3], b"d": [1]}, [])
    assert told(merged([new, newest], oldest=False)) == ({b"a": [2], b"c": [3], b"d": [1]}, [1, 2])


def merged(parts: list[segment.Segment], *, oldest: bool) -> segment.Segment:
    steps = segment.merge(parts, oldest=oldest)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            whole: segment.Segment = done.value
            return whole


def told(part: segment.Segment) -> tuple[dict[bytes, list[int]], list[int]]:
    words = {part.words[at]: part.postings(at).tolist() for at in range(len(part.words))}
    assert list(words) == sorted(words)
    return words, list(part.again)


# The hint


def test_with_a_hint_no_document_is_read_for_its_words(tmp_path: Path, disk: MemoryDisk) -> None:
    with opened(tmp_path, disk) as db:
        fill(db, 2000)
        all_read(db)
        now = found(db, "even", "word1")
    disk.main = counting = Counting(bytes(disk.main.content))
    with opened(tmp_path, disk) as db:
        assert index_of(db).unread() == 0
        assert list(db.storage.read_words()) == []
        assert counting.read < 1_200
        assert found(db, "even", "word1") == now
        db.table("t").put("id1", {"text": "word1x even", "n": 10_000})
        assert found(db, "even", "word1")[0] == "id1"


def test_a_hint_written_while_much_was_unread_says_so(tmp_path: Path, disk: MemoryDisk) -> None:
    with opened(tmp_path, disk) as db:
        fill(db, 2000)
        db.storage.tables.read_words("t", 700)
    with opened(tmp_path, disk) as db:
        assert index_of(db).unread() == 1300
        assert len(found(all_read(db), "all")) == 2000


def test_words_that_are_read_in_another_way_are_read_anew_and_nothing_else_is(
    tmp_path: Path, disk: MemoryDisk
) -> None:
    with opened(tmp_path, disk) as db:
        fill(db, 200)
        all_read(db)
    disk.main = counting = Counting(bytes(disk.main.content))
    with opened(tmp_path, disk, lexicon("2", "~")) as db:
        assert counting.read < 1_200
        assert index_of(db).unread() == 200
        assert (found(all_read(db), "all"), len(found(db, "~all"))) == ([], 200)


def test_a_hint_without_words_is_believed_for_the_rest(tmp_path: Path, disk: MemoryDisk) -> None:
    with LogDB(tmp_path / "a.db", indexes=INDEXES, disk=disk) as db:
        fill(db, 200)
        with pytest.raises(ValueError, match="no index of the words"):
            db.table("t").find([], 1)
    disk.main = counting = Counting(bytes(disk.main.content))
    with opened(tmp_path, disk) as db:
        assert counting.read < 1_200
        assert len(found(all_read(db), "all")) == 200
    with LogDB(tmp_path / "a.db", indexes=INDEXES, disk=disk) as db:
        assert db.table("t").count_where(f="x") == 200


def test_the_words_of_a_sealed_store_are_nowhere_to_be_read(tmp_path: Path, disk: MemoryDisk) -> None:
    lock, seal = lock_with_passphrase("a rather long one", cost=2)
    with opened(tmp_path, disk) as db:
        fill(db, 50)
        all_read(db)
        for _ in db.storage.reseal(lock, seal):
            pass
    hint = disk.read(hint_path(tmp_path / "a.db"))
    assert len(hint) > 1000
    assert b"word4" not in hint + bytes(disk.main.content)
    lexicons = {"t": lexicon()}
    options: dict[str, Any] = {"indexes": INDEXES, "disk": disk, "unlock": lambda _lock: seal}
    with LogDB(tmp_path / "a.db", lexicons=lexicons, **options) as db:
        assert index_of(db).unread() == 0
        assert found(db, "word49") == ["id49"]


def test_what_was_read_for_long_is_kept_though_nothing_was_written(tmp_path: Path, disk: MemoryDisk) -> None:
    with opened(tmp_path, disk) as db:
        fill(db, 2000)
    with opened(tmp_path, disk) as db:
        list(db.storage.tidy())
    with opened(tmp_path, disk) as db:
        assert index_of(db).unread() == 0


def test_a_damaged_document_is_told_of_once_and_the_others_are_found(
    tmp_path: Path, disk: MemoryDisk
) -> None:
    with opened(tmp_path, disk) as db:
        fill(db, 40)
        db.storage.save_hint()
    disk.main.content[bytes(disk.main.content).index(b"word20")] ^= 1
    with opened(tmp_path, disk) as db:
        with pytest.raises(StoreBroken, match=r"store\.broken"):
            all_read(db)
        assert len(found(all_read(db), "odd")) == 20
        assert len(found(db, "even")) == 19
