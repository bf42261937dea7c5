import examples as eg
import pytest

from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.records import Delivery, Record
from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, seating

HAND = STARTER_CIRCLES[2]["id"]
HANDS = {"name_bn": "রাজশাহীর হাত", "purpose_en": "Splints in the north", "areas": ["hand"]}


def with_member(desk, circle, person, role):
    values = {"role": role, "state": "in", "card": {"name_en": "Other", "discipline": "ot"}}
    desk.memory.put(
        Record(scope=circle_scope(circle), kind="member", id=person, by=person, base=values, seq=1, pos=1)
    )


def test_the_starter_circles_are_there_from_the_first_minute(desk):
    assert len(belonging.every(desk)) == 12
    assert belonging.mine(desk) == []


@pytest.mark.parametrize("query", ["hand", "Hand therapy", "হাতের", "হাতের থেরাপি", "splint", "স্প্লিন্ট"])
def test_a_circle_is_found_by_words_of_either_language(desk, query):
    assert HAND in [circle.id for circle in belonging.search(desk, query)]


def test_what_means_nothing_finds_no_circle(desk):
    assert belonging.search(desk, "qwertyuiop") == []


def test_joining_and_leaving_without_a_server(desk):
    belonging.join(desk, HAND)
    assert [circle.id for circle in belonging.mine(desk)] == [HAND]
    assert belonging.role_in(desk, HAND) is Role.MEMBER
    belonging.leave(desk, HAND)
    assert belonging.mine(desk) == []
    belonging.join(desk, HAND)
    assert belonging.role_in(desk, HAND) is Role.MEMBER


def test_joining_twice_is_joining_once(desk):
    belonging.join(desk, HAND)
    belonging.join(desk, HAND)
    membership = belonging.membership(desk, HAND)
    assert membership is not None
    assert membership.delivery is Delivery.WAITING
    assert desk.memory.count_waiting() == 2  # the profile, and one wish to join


def test_who_founds_a_circle_leads_it(desk):
    circle = belonging.found(desk, HANDS)
    assert belonging.role_in(desk, circle.id) is Role.LEADER
    assert [member.person.name.en for member in belonging.members(desk, circle.id)] == ["Nasrin Akter"]
    assert belonging.circle(desk, circle.id).purpose.en == "Splints in the north"


def test_a_circle_needs_a_name(desk):
    with pytest.raises(Refused, match=r"field\.missing"):
        belonging.found(desk, {"purpose_en": "Nobody knows"})
    assert len(belonging.every(desk)) == 12


def test_the_last_leader_cannot_leave_the_others(desk):
    circle = belonging.found(desk, HANDS).id
    with_member(desk, circle, "other", "member")
    with pytest.raises(Refused, match="last_leader"):
        belonging.leave(desk, circle)
    seating.give_role(desk, circle, "other", Role.LEADER)
    belonging.leave(desk, circle)
    assert belonging.role_in(desk, circle) is None


def test_a_leader_alone_may_leave(desk):
    circle = belonging.found(desk, HANDS).id
    belonging.leave(desk, circle)
    assert belonging.mine(desk) == []


def test_who_comes_back_into_an_empty_circle_of_their_own_leads_it_again(desk):
    circle = belonging.found(desk, HANDS).id
    belonging.leave(desk, circle)
    belonging.join(desk, circle)
    assert belonging.role_in(desk, circle) is Role.LEADER


def test_who_comes_back_where_somebody_else_leads_is_a_member(desk):
    circle = belonging.found(desk, HANDS).id
    with_member(desk, circle, "other", "leader")
    belonging.leave(desk, circle)
    belonging.join(desk, circle)
    assert belonging.role_in(desk, circle) is Role.MEMBER


def test_only_a_leader_gives_roles_and_takes_members_out(desk):
    belonging.join(desk, HAND)
    with_member(desk, HAND, "other", "member")
    with pytest.raises(Refused, match="not_leader"):
        seating.give_role(desk, HAND, "other", Role.MODERATOR)
    with pytest.raises(Refused, match="not_moderator"):
        seating.remove(desk, HAND, "other")


def test_the_last_leader_cannot_become_a_member(desk):
    circle = belonging.found(desk, HANDS).id
    with_member(desk, circle, "other", "member")
    with pytest.raises(Refused, match="last_leader"):
        seating.give_role(desk, circle, desk.person, Role.MEMBER)


def test_who_is_taken_out_is_no_longer_among_the_members(desk):
    circle = belonging.found(desk, HANDS).id
    with_member(desk, circle, "other", "member")
    seating.remove(desk, circle, "other")
    assert [member.person.id for member in belonging.members(desk, circle)] == [desk.person]


def test_leaders_stand_first_among_the_members(desk):
    belonging.join(desk, HAND)
    with_member(desk, HAND, "guest", "guest")
    with_member(desk, HAND, "leader", "leader")
    assert [member.role for member in belonging.members(desk, HAND)] == [Role.LEADER, Role.MEMBER, Role.GUEST]


def test_a_leader_says_what_a_circle_is_for_in_the_other_language_too(tmp_path):
    nasrin = eg.desk_of(eg.NASRIN, tmp_path)
    circle = belonging.found(nasrin, {"name_en": "Hands", "purpose_en": "Splints"})
    told = belonging.describe(nasrin, circle.id, {"name_en": "Hands", "purpose_bn": "স্প্লিন্ট"})
    assert (told.purpose.en, told.purpose.bn) == ("Splints", "স্প্লিন্ট")
    record = nasrin.memory.get(circle_scope(circle.id), "circle", circle.id)
    assert dict(record.waiting[-1].args) == {"purpose_bn": "স্প্লিন্ট"}, "only what differs"
    with pytest.raises(Refused, match=r"field\.missing"):
        belonging.describe(nasrin, circle.id, {"name_en": ""})


def test_who_does_not_lead_describes_nothing(tmp_path):
    nasrin = eg.desk_of(eg.NASRIN, tmp_path)
    belonging.join(nasrin, HAND)
    with pytest.raises(Refused, match=r"circle\.not_leader"):
        belonging.describe(nasrin, HAND, {"purpose_bn": "হাত"})
