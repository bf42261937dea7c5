"""Invitations into a circle, made and used without a server."""

import examples as eg
import pytest

from app.domain.errors import Refused
from app.domain.ids import circle_scope, leaders_scope
from app.domain.invitations import kept, read_invitation
from app.services import belonging, entering, inviting


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "entry": "hidden"}).id


def test_its_text_names_the_circle_and_only_a_digest_of_its_secret_is_sent(desk, circle):
    made = inviting.make(desk, circle, uses=10, days=7)
    named, secret = read_invitation(made.text)
    record = desk.memory.get(leaders_scope(circle), "ticket", made.id)
    assert named == circle
    assert record.values["hash"] == kept(secret)
    assert secret not in str(record)
    assert made.works(desk.clock())
    assert not made.works(desk.clock() + 7 * inviting.DAY_MS)


def test_those_there_are_are_listed_the_newest_first_with_their_texts(desk, circle):
    first, second = (inviting.make(desk, circle, uses=1, days=7) for _ in "ab")
    assert [each.text for each in inviting.invitations(desk, circle)] == [second.text, first.text]
    inviting.take_back(desk, circle, first.id)
    assert [each.id for each in inviting.invitations(desk, circle)] == [second.id]


def test_who_does_not_lead_makes_and_sees_none(desk, tmp_path):
    other = eg.desk_of(eg.DAVID, tmp_path / "david")
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    belonging.join(other, circle)
    with pytest.raises(Refused, match="not_leader"):
        inviting.make(other, circle, uses=1, days=7)
    assert inviting.invitations(other, circle) == []


def test_coming_in_waits_for_the_server_and_is_no_request_to_leaders(desk, circle, tmp_path):
    other = eg.desk_of(eg.DAVID, tmp_path / "david")
    text = inviting.make(desk, circle, uses=1, days=7).text
    assert inviting.come_in(other, text.lower()) == circle
    assert belonging.role_in(other, circle) is None
    assert not entering.waits(other, circle)
    (wish,) = other.memory.get(circle_scope(circle), "member", other.person).waiting
    assert (wish.op, dict(wish.args)) == ("join", {"code": read_invitation(text)[1]})


def test_what_is_no_invitation_is_said_to_be_none(desk):
    with pytest.raises(Refused, match=r"invitation\.wrong"):
        inviting.come_in(desk, "ABCD-EFGH-JKMN")
