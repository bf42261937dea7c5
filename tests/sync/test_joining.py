"""An invite becomes an account, or makes this a further device of one."""

from dataclasses import replace

import httpx
import pytest
from sync.fakes import CIRCLE, DAVID, HANDS, MORNING, NASRIN, Script

from app.domain.errors import Unreachable
from app.domain.ids import is_uuid7, own_scope, pair_scope
from app.domain.records import Record
from app.sync.adopting import adopt
from app.sync.joining import join
from app.sync.line import read_server, write_server

OLD = NASRIN
NEW = DAVID


def welcome(person: str = OLD) -> dict[str, object]:
    return {"person": person, "epoch": "e7", "now": MORNING}


@pytest.fixture
def newcomer(device):
    device.note = replace(device.note, state="joining", code="ABCD-EFGH", epoch="")
    write_server(device.memory, device.note)
    return device


async def test_a_welcome_is_written_down(newcomer):
    server = Script(("join", welcome()))
    await join(newcomer.line(server))
    note = read_server(newcomer.memory)
    assert (note.state, note.epoch, note.code, note.token) == ("joined", "e7", "", newcomer.note.token)
    asked = server.heard[0]
    assert (asked["code"], asked["person"], asked["device"], asked["token"]) == (
        "ABCD-EFGH",
        OLD,
        "d1",
        newcomer.note.token,
    )


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (httpx.Response(403, json={"code": "invite.used", "params": {}}), "invite.used"),
        (httpx.Response(403, json={"code": "invite.wrong", "params": {}}), "invite.wrong"),
        (httpx.Response(409, json={"code": "person.taken", "params": {}}), "person.taken"),
        (httpx.Response(200, html="<h1>Welcome</h1>"), "server.not_setu"),
        (httpx.Response(426, json={"code": "upgrade", "params": {"min": 2}}), "server.upgrade"),
    ],
)
async def test_a_no_is_written_down_with_its_reason(newcomer, answer, why):
    await join(newcomer.line(Script(("join", answer))))
    note = read_server(newcomer.memory)
    assert (note.state, note.why, note.code) == ("refused", why, "ABCD-EFGH")


async def test_a_lost_reply_leaves_everything_ready_for_the_same_request_again(newcomer):
    server = Script(("join", httpx.ReadTimeout("…")), ("join", welcome()))
    with pytest.raises(Unreachable):
        await join(newcomer.line(server))
    assert read_server(newcomer.memory).state == "joining"
    await join(newcomer.line(server))
    assert server.heard[0] == server.heard[1]


async def test_who_has_not_introduced_themselves_gets_an_id_that_outlasts_a_lost_reply(newcomer):
    newcomer.memory.set_note("person", None)
    with pytest.raises(Unreachable):
        await join(newcomer.line(Script(("join", httpx.ReadTimeout("…")))))
    person = newcomer.memory.note("person")
    assert is_uuid7(person)
    server = Script(("join", welcome(person)))
    await join(newcomer.line(server))
    assert server.heard[0]["person"] == person


async def test_a_welcome_after_the_person_chose_another_server_does_not_count(newcomer):
    other = replace(newcomer.note, address="https://other.example", token="o" * 43)

    def meanwhile(body):
        write_server(newcomer.memory, other)
        return welcome(NEW)

    await join(newcomer.line(Script(("join", meanwhile))))
    assert (read_server(newcomer.memory), newcomer.memory.note("person")) == (other, OLD)


async def test_a_further_device_becomes_the_persons_own_with_all_that_was_done_on_it(newcomer):
    newcomer.write(own_scope(OLD), "me", OLD, "set", name_bn="নাসরিন", discipline="ot", ask="", areas=[])
    newcomer.write(HANDS, "circle", CIRCLE, name_bn="হাত")
    newcomer.write(
        HANDS, "member", OLD, "join", effect={"role": "leader", "state": "in", "card": {"name_bn": "ন"}}
    )
    post = newcomer.post()
    newcomer.write(own_scope(OLD), "mark", HANDS, "set", pos=3)
    order = newcomer.waiting
    commits = []
    newcomer.memory.subscribe(commits.append)
    await join(newcomer.line(Script(("join", welcome(NEW)))))
    assert len(commits) == 1
    assert newcomer.memory.note("person") == NEW
    assert newcomer.waiting == order
    assert newcomer.memory.in_scope(own_scope(OLD)) == []
    assert newcomer.get(OLD, "member") is None
    assert newcomer.get(NEW, "member").values["role"] == "leader"
    assert newcomer.get(post).by == NEW
    assert newcomer.memory.get(own_scope(NEW), "mark", HANDS).values == {"pos": 3}
    me = newcomer.memory.get(own_scope(NEW), "me", NEW)
    assert me.waiting[0].args == {"name_bn": "নাসরিন", "discipline": "ot"}
    assert set(me.waiting[0].stamps) == {"name_bn", "discipline"}
    assert read_server(newcomer.memory).state == "joined"


def test_a_profile_of_nothing_but_blanks_is_not_sent(device):
    device.write(own_scope(OLD), "me", OLD, "set", ask="", areas=[])
    adopt(device.memory, OLD, NEW)
    assert (device.waiting, device.memory.in_scope(own_scope(NEW))) == ([], [])


def test_a_no_that_was_typed_goes_along_too_as_no_is_something(device):
    device.write(own_scope(OLD), "me", OLD, "set", listed=False)
    adopt(device.memory, OLD, NEW)
    assert device.memory.get(own_scope(NEW), "me", NEW).values == {"listed": False}


def test_messages_written_under_the_old_id_lie_in_the_conversation_of_the_new_one(device):
    friend = "018f0000-0000-7000-8000-000000000001"
    device.write(pair_scope(OLD, friend), "dm", "m1", b={"text": "আপা?"}, to=friend)
    adopt(device.memory, OLD, NEW)
    assert device.memory.in_scope(pair_scope(OLD, friend)) == []
    assert device.memory.get(pair_scope(NEW, friend), "dm", "m1").values["b"] == {"text": "আপা?"}


def test_what_was_already_known_of_the_person_is_kept_under_what_was_typed(device):
    known = Record(
        scope=own_scope(NEW), kind="me", id=NEW, base={"name_en": "Nasrin", "ask": "splints"}, seq=4
    )
    device.memory.put(known)
    device.write(own_scope(OLD), "me", OLD, "set", name_en="N. Akter", ask="")
    adopt(device.memory, OLD, NEW)
    me = device.memory.get(own_scope(NEW), "me", NEW)
    assert me.values == {"name_en": "N. Akter", "ask": "splints"}
    assert me.seq == 4


async def test_another_server_is_read_from_the_beginning_and_what_is_here_stays(newcomer):
    newcomer.memory.put(Record(scope="k", kind="card", id="x", base={"name_en": "X"}, seq=900))
    newcomer.memory.set_note("cursors", {"k": 900})
    newcomer.memory.set_note("history", "e1")
    await join(newcomer.line(Script(("join", welcome()))))
    assert (newcomer.memory.note("cursors"), newcomer.memory.note("history")) == (None, "e7")
    assert newcomer.memory.get("k", "card", "x").seq == 0


async def test_coming_back_to_a_server_goes_on_where_one_stopped(newcomer):
    newcomer.memory.set_note("cursors", {"k": 900})
    newcomer.memory.set_note("history", "e7")
    await join(newcomer.line(Script(("join", welcome()))))
    assert newcomer.memory.note("cursors") == {"k": 900}
