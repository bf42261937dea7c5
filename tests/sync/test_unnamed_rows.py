"""One's own words without a name: known as one's own on each of one's devices, and on no other."""

from dataclasses import replace

import examples as eg

from app.domain.ids import own_scope
from app.domain.peers import AUTHORED
from app.sync.protocol import Row
from app.sync.rows import fold

SCOPE = "c.019b0000-0000-7000-8000-000000000001"


def said(desk, by=""):
    return Row(k="post", id=desk.new_id(), seq=5, pos=5, by=by, at=1, said=1, v={"body": "Tired", "voice": 0})


def note(desk, row):
    place = {"scope": SCOPE, "kind": row.k}
    return Row(k=AUTHORED, id=row.id, seq=9, pos=9, by=desk.person, at=1, said=1, v=place)


def author(desk, row):
    return desk.memory.get(SCOPE, row.k, row.id).by


def test_in_whichever_order_the_news_come(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    own = own_scope(desk.person)
    first, second = said(desk), said(desk)
    fold(desk.memory, own, note(desk, first))
    fold(desk.memory, SCOPE, first)
    fold(desk.memory, SCOPE, second)
    assert author(desk, second) == ""
    fold(desk.memory, own, note(desk, second))
    assert author(desk, first) == author(desk, second) == desk.person


def test_it_stays_ones_own_when_the_row_comes_again(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    row = said(desk)
    fold(desk.memory, own_scope(desk.person), note(desk, row))
    fold(desk.memory, SCOPE, row)
    fold(desk.memory, SCOPE, row)
    assert author(desk, row) == desk.person


def test_what_others_say_stays_without_a_name_and_what_carries_one_keeps_it(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    theirs, named = said(desk), said(desk, by=desk.new_id())
    for row in (theirs, named):
        fold(desk.memory, SCOPE, row)
    assert (author(desk, theirs), author(desk, named)) == ("", named.by)


def test_what_one_took_back_is_not_offered_again_to_a_server_that_was_restored(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    record = desk.write(SCOPE, "post", desk.new_id(), "create", {"body": "Tired"})
    desk.memory.sent.keep(record, record.waiting[0], desk.clock())
    row = replace(said(desk), id=record.id)
    fold(desk.memory, SCOPE, row)
    fold(desk.memory, SCOPE, replace(row, seq=6, x=True, v={}, why="author"))
    assert [dict(operation.args) for _, operation in desk.memory.sent.after(-1, 10)] in ([], [{}])
