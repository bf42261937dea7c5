"""Who is what in a circle, and what leaders and moderators do about that, before any server has said so."""

import examples as eg
import pytest

from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.records import Delivery, Record
from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, seating

HAND = STARTER_CIRCLES[2]["id"]


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands"}).id


def sits(desk, circle, person, role="member", state="in", **names):
    """The server has told this device of somebody's seat."""
    card = {"name_en": person, "discipline": "ot", **names}
    values = {"role": role, "state": state, "card": card}
    row = {"scope": circle_scope(circle), "kind": "member", "id": person, "by": person}
    desk.memory.put(Record(**row, base=values, seq=7, pos=7))


def becomes(desk, circle, role):
    """One is this in the circle oneself, as the server has it."""
    belonging.join(desk, circle)
    eg.deliver(desk)
    sits(desk, circle, desk.person, role)


def names(found):
    return [member.person.id for member in found]


def test_leaders_come_first_and_then_the_order_of_the_readers_alphabet(desk, circle):
    sits(desk, circle, "Zahir", "moderator")
    sits(desk, circle, "Anika", name_bn="হাসি")
    sits(desk, circle, "Babul", name_bn="অনিক")
    sits(desk, circle, "gone", state="out")
    assert names(seating.listed(desk, circle))[1:] == ["Zahir", "Anika", "Babul"]
    assert names(seating.listed(desk, circle, lang="bn"))[1:] == ["Zahir", "Babul", "Anika"]


@pytest.mark.parametrize("query", ["Rina", "রিনা", "rin"])
def test_a_member_is_found_by_their_name_in_either_script(desk, circle, query):
    sits(desk, circle, "a", name_en="Rina Chakma", name_bn="রিনা চাকমা")
    sits(desk, circle, "b", name_en="David Mitra")
    assert names(seating.listed(desk, circle, query)) == ["a"]


def test_a_ban_shows_at_once_as_waiting_and_can_be_lifted(desk, circle):
    sits(desk, circle, "other")
    seating.ban(desk, circle, "other")
    (banned,) = seating.kept_out(desk, circle, Role.LEADER)
    assert (banned.person.id, banned.delivery) == ("other", Delivery.WAITING)
    assert names(belonging.members(desk, circle)) == [desk.person]
    assert seating.kept_out(desk, circle, Role.MEMBER) == []
    eg.deliver(desk)
    seating.lift_ban(desk, circle, "other")
    assert seating.kept_out(desk, circle, Role.LEADER) == []


def test_what_the_server_refuses_says_why_beside_the_member(desk, circle):
    sits(desk, circle, "other")
    seating.give_role(desk, circle, "other", Role.MODERATOR)
    eg.refuse(desk, "changed", "member")
    (other,) = [m for m in belonging.members(desk, circle) if m.person.id == "other"]
    assert (other.role, other.delivery, other.why.code) == (Role.MEMBER, Delivery.REFUSED, "changed")


def test_a_moderator_removes_members_but_no_leader_and_gives_no_roles(desk):
    becomes(desk, HAND, "moderator")
    sits(desk, HAND, "head", "leader")
    sits(desk, HAND, "other")
    with pytest.raises(Refused, match="outranked"):
        seating.remove(desk, HAND, "head")
    with pytest.raises(Refused, match="not_leader"):
        seating.give_role(desk, HAND, "other", Role.GUEST)
    with pytest.raises(Refused, match="not_leader"):
        seating.hand_over(desk, HAND, "other")
    seating.remove(desk, HAND, "other")
    assert "other" not in names(belonging.members(desk, HAND))


def test_nobody_sends_themselves_away_or_hands_the_lead_to_themselves_or_to_a_stranger(desk, circle):
    for act in (seating.remove, seating.ban, seating.hand_over):
        with pytest.raises(Refused, match="not_oneself"):
            act(desk, circle, desk.person)
    with pytest.raises(Refused, match="not_member"):
        seating.hand_over(desk, circle, "stranger")
    with pytest.raises(Refused, match="not_member"):
        seating.give_role(desk, circle, "stranger", Role.GUEST)


def test_the_lead_is_handed_over_in_one_command(desk, circle):
    eg.deliver(desk)
    sits(desk, circle, "heir")
    seating.hand_over(desk, circle, "heir")
    (waiting,) = desk.memory.all_waiting()
    assert [(o.op, dict(o.args)) for o in waiting.waiting] == [("hand_over", {})]
    assert {m.person.id: m.role for m in belonging.members(desk, circle)}["heir"] is Role.LEADER
