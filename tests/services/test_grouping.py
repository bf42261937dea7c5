"""A few people who talk: a group is made, accepted, talked in and left, as a device sees it."""

import examples as eg
import pytest

from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.groups import PEOPLE
from app.domain.ids import inside
from app.domain.records import Record
from app.services import grouping, marking, messaging, quoting, talking


@pytest.fixture
def david(desk):
    (met,) = eg.meet(desk, eg.DAVID)
    eg.acquaint(desk, met)
    return met


def arrives(desk, keeper, *members, name="Journal club"):
    """A group of these comes from the server; its scope."""
    scope = f"g.{desk.new_id()}"
    place = {"scope": scope, "seq": 1, "pos": 1}
    seats = {keeper: "leader", **dict.fromkeys(members, "member")}
    desk.memory.put(
        Record(**place, kind="group", id=inside(scope), by=keeper, base={"name": name}),
        *(
            Record(**place, kind="member", id=one, base={"state": "in", "role": role, "card": {}})
            for one, role in seats.items()
        ),
    )
    return scope


def says(desk, scope, person, text, pos):
    place = {"scope": scope, "kind": "dm", "id": desk.new_id(), "by": person, "seq": pos, "pos": pos}
    desk.memory.put(Record(**place, at=desk.clock(), base={"e": 0, "b": {"text": text, "lang": "en"}}))
    return place["id"]


def invited(desk, by):
    scope = f"g.{desk.new_id()}"
    told = {"name": "Hands", "by": by, "card": {"name_en": "David Mitra"}, "size": 3}
    desk.memory.put(Record(scope=desk.own, kind="invitation", id=scope, by=by, base=told, seq=2, pos=2))
    return scope


def test_a_group_is_there_at_once_with_whom_one_invited(desk, david):
    scope = grouping.make(desk, " Journal  club ", [david])
    (line,) = grouping.groups(desk)
    assert (line.group.name, [one.id for one in line.group.invited]) == ("Journal club", [david])
    assert grouping.role_in(desk, scope) is Role.LEADER
    grouping.send(desk, scope, "Welcome")
    done = [(record.kind, operation.op) for record, operation in desk.memory.outbox(50)]
    assert done[-3:] == [("group", "create"), ("member", "invite"), ("dm", "create")]


def test_one_makes_no_group_alone_without_a_name_with_strangers_or_with_a_crowd(desk, david):
    (stranger,) = eg.meet(desk, eg.RINA)
    for name, people, code in (
        ("A", [], "group.alone"),
        (" ", [david], "title.empty"),
        ("A", [stranger], "group.stranger"),
        ("A", [david] * PEOPLE, "group.full"),
    ):
        with pytest.raises(Refused, match=code.replace(".", r"\.")):
            grouping.make(desk, name, people)
    assert grouping.groups(desk) == []
    assert [person.id for person in grouping.may_be_invited(desk)] == [david]


def test_what_others_say_is_unread_until_read_and_not_counted_when_muted(desk, david):
    scope = arrives(desk, david, desk.person)
    says(desk, scope, david, "Hello", 4)
    assert messaging.count_unread(desk) == 1
    talking.mute(desk, scope, on=True)
    assert messaging.count_unread(desk) == 0
    assert grouping.groups(desk)[0].unread
    marking.mark(desk, scope, f"{scope}/dm")
    assert not grouping.groups(desk)[0].unread
    assert messaging.conversations(desk) == [], "it is no conversation of two"


def test_a_message_to_a_group_may_answer_another_one(desk, david):
    scope = arrives(desk, david, desk.person)
    heard = says(desk, scope, david, "Which lining?", 4)
    quoting.begin(desk, scope, heard)
    assert grouping.send(desk, scope, "Moleskin").re == heard
    assert messaging.partner(desk, desk.memory.get(scope, "dm", heard)) == ""


def test_an_invitation_waits_among_the_requests_until_one_answers(desk, david):
    scope, other = invited(desk, david), invited(desk, david)
    assert messaging.count_requests(desk) == 2
    assert {one.scope for one in grouping.invitations(desk)} == {scope, other}
    grouping.refuse(desk, other)
    (left,) = grouping.invitations(desk)
    assert (left.name, left.by.name.en, left.size) == ("Hands", "David Mitra", 3)
    grouping.accept(desk, scope)
    assert messaging.count_requests(desk) == 0
    assert grouping.groups(desk) == [], "nothing of it has arrived yet"


def test_nobody_whom_one_blocked_invites_one(desk, david):
    invited(desk, david)
    talking.block(desk, david)
    assert grouping.invitations(desk) == []


def test_only_the_keeper_names_invites_and_sends_away_and_everybody_may_leave(desk, david):
    scope = arrives(desk, david, desk.person)
    for act in (
        lambda: grouping.rename(desk, scope, "Mine"),
        lambda: grouping.invite(desk, scope, [david]),
        lambda: grouping.send_away(desk, scope, david),
    ):
        with pytest.raises(Refused, match=r"group\.not_keeper"):
            act()
    grouping.quit(desk, scope)
    assert grouping.groups(desk) == []
    with pytest.raises(Refused, match=r"dm\.unavailable"):
        grouping.send(desk, scope, "Still here?")


def test_the_keeper_does_all_that(desk, david):
    scope = arrives(desk, desk.person, david)
    grouping.rename(desk, scope, "Thumbs")
    grouping.send_away(desk, scope, david)
    known = grouping.group(desk, scope)
    assert (known.name, [one.person.id for one in known.members]) == ("Thumbs", [desk.person])
    assert [person.id for person in grouping.may_be_invited(desk, scope)] == [david]
    grouping.invite(desk, scope, [david])
    assert [one.id for one in grouping.group(desk, scope).invited] == [david]
