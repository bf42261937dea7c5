"""Signing in and asking: what is written down, and what never is."""

from dataclasses import replace

import pytest

from app.domain.asking import Answer
from app.domain.errors import Refused
from app.domain.records import SEEN_ALL, Record, declined
from app.services import asking, connecting, looking, signing_in


def test_a_wish_to_sign_in_is_written_down_without_what_must_stay_secret(desk, tmp_path):
    signing_in.sign_in(desk, " localhost:8080 ", " nasrin ", "রূপসা-নদী-৭")
    server = connecting.server(desk)
    assert (server.address, server.login, server.way) == ("http://localhost:8080", "nasrin", "signin")
    assert (server.state, server.code) == ("joining", "")
    secret = desk.memory.sign("secret")
    assert (secret.token, secret.password) == (server.token, "রূপসা-নদী-৭")
    assert "রূপসা" not in repr(secret)
    assert server.token not in repr(server)
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert "রূপসা-নদী-৭".encode() not in files
    assert b"nasrin" in files


def test_a_recovery_code_is_read_in_either_script_and_kept_as_secret(desk):
    signing_in.recover(desk, "localhost:8080", "nasrin", "৬৬be g9jj", "new password")
    assert connecting.server(desk).way == "recover"
    assert desk.memory.sign("secret").code == "66beg9jj"


@pytest.mark.parametrize(
    ("login", "password", "code", "why"),
    [
        ("", "p", "c", "login.empty"),
        ("n", "", "c", "password.empty"),
        ("n", "p", " ", "recovery.empty"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_written(desk, login, password, code, why):
    with pytest.raises(Refused) as refused:
        signing_in.recover(desk, "localhost:8080", login, code, password)
    assert refused.value.code == why
    assert (connecting.server(desk), desk.memory.sign("secret")) == (None, None)


def test_several_questions_wait_side_by_side_and_each_has_its_own_answer(desk):
    one = asking.ask(desk, "ListDevices")
    other = asking.ask(desk, "SetPassword", login="nasrin", password="রূপসা-নদী-৭")
    assert list(desk.memory.sign("ask")) == [one, other]
    assert "রূপসা" not in repr(desk.memory.sign("ask"))
    assert asking.answer(desk, one) is None
    desk.memory.set_sign(f"answer:{one}", Answer(why="server.unreachable"))
    assert asking.answer(desk, one).why == "server.unreachable"
    assert asking.answer(desk, other) is None
    asking.forget(desk, one)
    assert asking.answer(desk, one) is None


def test_what_is_on_screen_is_told_and_whether_there_is_more_of_it_to_come(desk):
    looking.look_at(desk, "c.1", "k")
    assert desk.memory.sign("look") == ("c.1", "k")
    desk.memory.set_note("windows", {"c.1": 40})
    assert looking.has_older(desk, "c.1")
    assert not looking.has_older(desk, "k")


def test_a_command_says_what_this_device_knew_when_it_was_given(desk):
    desk.memory.set_note("cursors", {"c.1": 40})
    joined = desk.write("c.1", "member", desk.person, "join", {})
    posted = desk.write("c.1", "post", desk.new_id(), "create", {"title": "হাত"})
    changed = desk.write("c.1", "circle", "x", "set", {"name_en": "Hands"})
    elsewhere = desk.write("c.2", "member", desk.person, "join", {})
    assert [record.waiting[-1].seen for record in (joined, posted, changed, elsewhere)] == [40, 0, 0, 0]


def test_a_command_knows_what_it_was_answered_before_the_scope_was_read_that_far(desk):
    desk.memory.set_note("cursors", {"c.1": 40})
    desk.memory.put(Record(scope="c.1", kind="member", id=desk.person, base={"state": "in"}, seq=42))
    assert desk.write("c.1", "member", desk.person, "leave", {}).waiting[-1].seen == 42


def test_who_was_told_that_a_circle_is_no_longer_theirs_wants_back_in_knowing_that(desk):
    desk.memory.set_note("parted", ["c.1"])
    assert desk.write("c.1", "member", desk.person, "join", {}).waiting[-1].seen == SEEN_ALL
    desk.memory.set_note("cursors", {"c.1": 7})
    assert desk.write("c.1", "member", desk.person, "leave", {}).waiting[-1].seen == 7


def test_a_command_sent_again_knows_what_it_was_refused_for(desk):
    desk.memory.set_note("cursors", {"c.1": 40})
    record = desk.write("c.1", "member", "somebody", "role", {"role": "leader"})
    refused = declined(replace(record, seq=44), record.waiting[0].mid, "changed", {})
    desk.memory.put(refused)
    connecting.send_again(desk, refused)
    assert desk.memory.get("c.1", "member", "somebody").waiting[0].seen == 44
