"""Connecting: what is written down for sync to read, and what comes back from it."""

from dataclasses import asdict, replace

import examples as eg
import pytest

from app.domain.errors import Refused
from app.domain.ids import circle_scope, group_scope
from app.domain.records import Delivery
from app.services import belonging, connecting, posting


def test_a_wish_to_connect_is_written_down_with_a_token_of_this_devices_own(desk):
    connecting.connect(desk, " localhost:৮০৮০ ", "৬৬be g9jj-97ds")
    server = connecting.server(desk)
    assert (server.address, server.code, server.state) == (
        "http://localhost:8080",
        "66beg9jj-97ds",
        "joining",
    )
    assert len(server.token) >= 43
    assert server.device == desk.device


def test_the_same_wish_again_keeps_its_token_so_that_a_lost_reply_costs_nothing(desk):
    connecting.connect(desk, "localhost:8080", "AAAA")
    token = connecting.server(desk).token
    connecting.connect(desk, "localhost:8080", "AAAA")
    assert connecting.server(desk).token == token
    connecting.connect(desk, "localhost:8080", "BBBB")
    assert connecting.server(desk).token != token


def test_so_does_a_wish_that_a_guest_networks_page_had_answered_instead_of_the_server(desk):
    connecting.connect(desk, "localhost:8080", "AAAA")
    note = connecting.server(desk)
    desk.memory.set_note("server", asdict(replace(note, state="refused", why="server.not_setu")))
    connecting.connect(desk, "localhost:8080", "AAAA")
    assert connecting.server(desk) == note


@pytest.mark.parametrize(
    ("address", "code", "why"),
    [
        ("", "AAAA", "server.address_wrong"),
        ("http://x.org", "AAAA", "server.insecure"),
        ("x.org", " ", "invite.empty"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_written(desk, address, code, why):
    with pytest.raises(Refused) as refused:
        connecting.connect(desk, address, code)
    assert refused.value.code == why
    assert connecting.server(desk) is None


def test_disconnecting_keeps_everything_on_this_device(desk):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    connecting.connect(desk, "localhost:8080", "AAAA")
    connecting.disconnect(desk)
    assert connecting.server(desk) is None
    assert [known.id for known in belonging.mine(desk)] == [circle]


def refused_post(desk, code):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Title", "Body")
    (record,) = [record for record in eg.refuse(desk, code, kind="post") if record.id == post.id]
    return circle, record


def test_what_was_refused_can_be_sent_again_as_a_new_attempt(desk):
    circle, record = refused_post(desk, "circle.guests_read")
    before = record.refused[0].mid
    connecting.send_again(desk, record)
    again = posting.the_post(desk, circle, record.id)
    assert (again.delivery, again.why, again.body) == (Delivery.WAITING, None, "Body")
    assert desk.memory.get(record.scope, "post", record.id).waiting[0].mid != before
    assert connecting.refusals(desk) == []


@pytest.mark.parametrize("code", ["id.taken", "stale"])
def test_what_was_refused_because_its_id_was_taken_or_too_old_is_sent_under_a_new_one(desk, code):
    circle, record = refused_post(desk, code)
    connecting.send_again(desk, record)
    (again,) = posting.posts(desk, circle, "topic")
    assert again.id != record.id
    assert (again.title, again.delivery) == ("Title", Delivery.WAITING)


def test_what_was_written_about_it_follows_it_to_its_new_id(desk):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Title", "Body")
    posting.reply(desk, circle, post.id, "Refused with it.")
    record = next(one for one in eg.refuse(desk, "id.taken", kind="post") if one.id == post.id)
    eg.refuse(desk, "ref.missing", kind="reply")
    posting.reply(desk, circle, post.id, "Still waiting.")
    desk.memory.set_note(f"draft:reply:{post.id}", "Being typed")
    connecting.send_again(desk, record)
    (again,) = posting.posts(desk, circle, "topic")
    assert {reply.body for reply in posting.replies(desk, again.id)} == {"Refused with it.", "Still waiting."}
    written = [record for record, _ in desk.memory.outbox(10) if record.kind in ("post", "reply")]
    assert [record.kind for record in written] == ["post", "reply", "reply"]
    assert {record.values["post"] for record in written[1:]} == {again.id}
    assert desk.memory.note(f"draft:reply:{again.id}") == "Being typed"


def test_what_was_refused_for_a_reason_of_its_own_is_not_sent_again_with_it(desk):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Title", "Body")
    reply = posting.reply(desk, circle, post.id, "Too much of this.")
    (record,) = eg.refuse(desk, "circle.guests_read", kind="post")
    eg.refuse(desk, "rate", kind="reply")
    connecting.send_again(desk, record)
    assert [refused.id for refused in connecting.refusals(desk)] == [reply.id]


@pytest.mark.parametrize("code", ["id.taken", "field.too_long"])
def test_a_circle_takes_along_what_was_written_in_it_and_refused_for_want_of_it(desk, code):
    elsewhere = belonging.found(desk, {"name_en": "Feet"}).id
    posting.post(desk, elsewhere, "topic", "Elsewhere", "Refused as well")
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Title", "Body")
    reply = posting.reply(desk, circle, post.id, "And this.")
    record = next(one for one in eg.refuse(desk, code, kind="circle") if one.id == circle)
    eg.refuse(desk, "circle.not_member", kind="post")
    eg.refuse(desk, "ref.missing", kind="reply")
    connecting.send_again(desk, record)
    circles = [one for one in desk.memory.of_kind("circle") if one.values["name_en"] == "Hands"]
    (known,) = [one for one in circles if one.waiting]
    assert (known.id != circle) is (code == "id.taken")
    assert known.scope == circle_scope(known.id)
    for kind, written in (("post", post), ("reply", reply)):
        assert desk.memory.get(known.scope, kind, written.id).delivery is Delivery.WAITING
    sent = [record.kind for record, _ in desk.memory.outbox(20) if record.scope == known.scope]
    assert [kind for kind in sent if kind in ("circle", "post", "reply")] == ["circle", "post", "reply"]
    assert {one.scope for one in connecting.refusals(desk)} == {circle_scope(elsewhere)}
    assert known.id == circle or not desk.memory.in_scope(circle_scope(circle))


def test_a_group_that_was_made_too_long_ago_takes_along_what_was_said_in_it(desk):
    with desk.memory.transaction():
        group = desk.new_id()
        desk.write(group_scope(group), "group", group, "create", {"name": "Journal club"})
        words = {"e": 0, "b": {"text": "Hello", "lang": "en"}}
        said = desk.write(group_scope(group), "dm", desk.new_id(), "create", words)
    (record,) = eg.refuse(desk, "stale", kind="group")
    connecting.send_again(desk, record)
    (known,) = desk.memory.of_kind("group")
    assert (known.id != group, known.scope) == (True, group_scope(known.id))
    assert desk.memory.get(known.scope, "dm", said.id).delivery is Delivery.WAITING
    assert not desk.memory.in_scope(group_scope(group))


def test_what_was_let_go_can_be_taken_back_as_it_was(desk):
    circle, record = refused_post(desk, "stale")
    connecting.let_go(desk, record)
    assert posting.posts(desk, circle, "topic") == []
    connecting.take_back(desk, record)
    assert posting.the_post(desk, circle, record.id).why.code == "stale"
