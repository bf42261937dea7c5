"""What a device remembers, as the rooms above see it."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.records import Operation, Record, answered, declined, write
from app.domain.stamps import Stamp
from app.store.memory import Memory

POST = Record(
    scope="c.hands", kind="post", id="p1", by="nasrin", base={"tab": "topic", "title": "ফুলস্টপ"}, pos=7, seq=9
)


@pytest.fixture
def memory(tmp_path):
    opened = Memory.open(tmp_path / "setu.db")
    yield opened
    opened.close()


def operation(mid: str = "m1", queue: int = 1, op: str = "set", **args) -> Operation:
    return Operation(mid=mid, op=op, args=args, queue=queue, stamps={name: Stamp(5, 0, "d") for name in args})


def news_of(memory: Memory) -> list[frozenset[str]]:
    heard: list[frozenset[str]] = []
    memory.subscribe(heard.append)
    return heard


def test_a_record_comes_back_as_it_was_put(memory):
    record = declined(write(POST, operation(title="হাত")), "m1", "circle.not_member", {"a": 1})
    record = write(record, operation("m2", 2, body="b"))
    memory.put(record)
    assert memory.get("c.hands", "post", "p1") == record


def test_records_of_one_id_are_told_apart_by_kind_and_scope(memory):
    memory.put(
        Record(scope="u.n", kind="me", id="n", base={"a": 1}),
        Record(scope="u.n", kind="account", id="n", base={}),
    )
    assert memory.get("u.n", "me", "n").values == {"a": 1}
    assert memory.get("u.n", "account", "n").values == {}
    assert memory.get("u.m", "me", "n") is None


def test_what_was_answered_is_no_longer_in_the_outbox(memory):
    waiting = write(POST, operation(title="a"))
    memory.put(waiting)
    assert memory.count_waiting() == 1
    memory.put(answered(waiting, "m1"))
    assert memory.count_waiting() == 0
    assert memory.outbox(10) == []
    assert memory.all_waiting() == []


def test_what_was_dismissed_is_no_longer_in_the_tray(memory):
    refused = declined(write(POST, operation(title="a")), "m1", "x", {})
    memory.put(refused)
    assert (memory.count_refused(), memory.all_refused()) == (1, [refused])
    memory.put(replace(refused, refused=()))
    assert (memory.count_refused(), memory.all_refused()) == (0, [])


def test_a_field_that_the_server_dropped_is_gone(memory):
    memory.put(POST)
    memory.put(replace(POST, base={"tab": "topic"}))
    assert memory.get("c.hands", "post", "p1").base == {"tab": "topic"}


def test_the_outbox_is_in_the_order_of_doing_across_records(memory):
    one = write(write(POST, operation("m1", 1)), operation("m4", 4))
    other = write(write(replace(POST, id="p2"), operation("m2", 2)), operation("m3", 3))
    memory.put(other, one)
    assert [o.mid for _, o in memory.outbox(10)] == ["m1", "m2", "m3", "m4"]
    assert [o.mid for _, o in memory.outbox(3)] == ["m1", "m2", "m3"]


def test_a_list_is_read_from_its_end_and_backwards(memory):
    memory.put(*(replace(POST, id=f"p{n}", pos=n) for n in range(1, 8)))
    thread = "c.hands/topic"
    assert [r.id for r in memory.page(thread, 3)] == ["p5", "p6", "p7"]
    assert [r.id for r in memory.page(thread, 3, before=5)] == ["p2", "p3", "p4"]
    assert memory.count(thread) == 7


def test_what_waits_stands_below_what_is_numbered(memory):
    memory.put(
        write(Record(scope="c.hands", kind="post", id="new"), operation(op="create", tab="topic")), POST
    )
    assert [r.id for r in memory.page("c.hands/topic")] == ["p1", "new"]


def test_a_record_that_changes_lists_is_news_in_both(memory):
    memory.put(POST)
    heard = news_of(memory)
    memory.put(replace(POST, base={"tab": "question"}))
    assert heard == [frozenset({"c.hands/topic", "c.hands/question", "kind:post"})]
    assert memory.count("c.hands/topic") == 0


def test_forgetting_by_a_changed_copy_is_news_in_the_list_it_was_in(memory):
    memory.put(replace(POST, base={"tab": "question"}))
    heard = news_of(memory)
    memory.forget(replace(POST, base=None))
    assert "c.hands/question" in heard[0]
    assert memory.get("c.hands", "post", "p1") is None


def test_a_transaction_is_told_once_and_after_it_is_kept(memory):
    heard = news_of(memory)
    with memory.transaction():
        memory.put(POST)
        memory.set_note("cursors", {"c.hands": 9})
        assert heard == []
        assert memory.note("cursors") == {"c.hands": 9}
    assert heard == [frozenset({"c.hands/topic", "kind:post", "note:cursors"})]


def test_one_who_fails_to_listen_keeps_the_news_from_nobody(memory):
    def fall_over(news: frozenset[str]) -> None:
        raise ZeroDivisionError

    memory.subscribe(fall_over)
    heard = news_of(memory)
    with pytest.raises(ZeroDivisionError):
        memory.set_note("a", 1)
    assert heard == [frozenset({"note:a"})]


def test_a_failed_transaction_leaves_nothing_and_tells_nothing(memory):
    heard = news_of(memory)
    with suppress(ZeroDivisionError), memory.transaction():
        memory.put(POST)
        memory.set_note("cursors", {"c.hands": 9})
        raise ZeroDivisionError
    assert (memory.get("c.hands", "post", "p1"), memory.note("cursors"), heard) == (None, None, [])


def test_a_failed_part_takes_only_its_own_news_along(memory):
    heard = news_of(memory)
    with memory.transaction():
        memory.set_note("a", 1)
        with suppress(ZeroDivisionError), memory.transaction():
            memory.set_note("b", 1)
            raise ZeroDivisionError
    assert heard == [frozenset({"note:a"})]
    assert (memory.note("a"), memory.note("b")) == (1, None)


def test_a_note_is_replaced_whole_and_torn_up_by_none(memory):
    memory.set_note("server", {"address": "a", "code": "x"})
    memory.set_note("server", {"address": "b"})
    assert memory.note("server") == {"address": "b"}
    memory.set_note("server", None)
    memory.set_note("server", None)
    assert memory.note("server", "none") == "none"


def test_a_sign_is_told_when_it_says_something_new(memory):
    heard = news_of(memory)
    memory.set_sign("sync", 1)
    memory.set_sign("sync", 1)
    memory.set_sign("sync", 2)
    assert heard == [frozenset({"sign:sync"})] * 2
    assert memory.sign("sync") == 2


def test_who_stopped_listening_hears_no_more(memory):
    heard: list[frozenset[str]] = []
    stop = memory.subscribe(heard.append)
    stop()
    stop()
    memory.set_note("a", 1)
    assert heard == []


def test_records_and_notes_are_there_after_opening_again_but_signs_are_not(tmp_path: Path):
    memory = Memory.open(tmp_path / "setu.db")
    record = write(POST, operation(title="a"))
    memory.put(record)
    memory.set_note("lang", "bn")
    memory.set_sign("sync", 1)
    memory.close()
    memory = Memory.open(tmp_path / "setu.db")
    assert memory.get("c.hands", "post", "p1") == record
    assert [o.mid for _, o in memory.outbox(5)] == ["m1"]
    assert (memory.note("lang"), memory.sign("sync"), memory.in_scope("c.hands")) == ("bn", None, [record])
    memory.close()


def test_a_scope_is_forgotten_but_for_what_is_ones_own(memory):
    others = [replace(POST, id=f"p{n}", seq=n, pos=n) for n in range(2, 300)]
    waiting, refused = (
        write(POST, operation(title="a")),
        declined(write(POST, operation("m2", 2)), "m2", "no", {}),
    )
    mine = [replace(waiting, id="w"), replace(refused, id="r")]
    elsewhere = replace(POST, scope="c.other")
    memory.put(*others, *mine, elsewhere)
    heard = news_of(memory)
    memory.forget_scope("c.hands")
    assert {record.id for record in memory.in_scope("c.hands")} == {"w", "r"}
    assert memory.get("c.hands", "post", "p2") is None
    assert memory.count("c.hands/topic") == 2
    assert memory.get("c.other", "post", "p1") == elsewhere
    assert heard == [frozenset({"c.hands/topic", "kind:post"})]
    memory.forget_scope("c.nowhere")
    assert len(heard) == 1


def test_a_scope_is_forgotten_wholly_or_not_at_all(memory, tmp_path):
    posts = [replace(POST, id=f"p{n}", seq=n, pos=n) for n in range(2, 300)]
    memory.put(*posts)
    with suppress(ZeroDivisionError), memory.transaction():
        memory.forget_scope("c.hands")
        assert not memory.in_scope("c.hands")
        raise ZeroDivisionError
    assert memory.in_scope("c.hands") == posts
    memory.forget_scope("c.hands")
    memory.close()
    again = Memory.open(tmp_path / "setu.db")
    assert not again.in_scope("c.hands")
    again.close()
