import pytest

from app.domain import circles
from app.domain.circles import Role
from app.domain.errors import Refused


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.MEMBER, Role.GUEST, None])
def test_only_a_leader_leads(role):
    with pytest.raises(Refused, match="not_leader"):
        circles.require_leader(role)
    circles.require_leader(Role.LEADER)


def test_a_role_only_a_newer_setu_knows_may_at_least_read():
    assert Role.read("leader") is Role.LEADER
    assert Role.read("archivist") is Role.GUEST


def test_guests_read_and_strangers_join_first():
    with pytest.raises(Refused, match="guests_read"):
        circles.require_writer(Role.GUEST)
    with pytest.raises(Refused, match="not_member"):
        circles.require_writer(None)
    for role in (Role.LEADER, Role.MODERATOR, Role.MEMBER):
        circles.require_writer(role)


def test_the_last_leader_cannot_leave_the_others_alone():
    with pytest.raises(Refused, match="last_leader"):
        circles.require_another_leader([Role.MEMBER, Role.MODERATOR], leaving=Role.LEADER)


def test_a_leader_may_leave_when_another_stays_or_when_nobody_does():
    circles.require_another_leader([Role.LEADER, Role.MEMBER], leaving=Role.LEADER)
    circles.require_another_leader([], leaving=Role.LEADER)
    circles.require_another_leader([Role.MEMBER], leaving=Role.MEMBER)


@pytest.mark.parametrize(
    ("leaders", "starter", "administrator", "role"),
    [
        (0, False, False, Role.LEADER),
        (1, False, False, Role.MEMBER),
        (1, False, True, Role.MEMBER),
        (0, True, False, Role.MEMBER),
        (0, True, True, Role.LEADER),
        (1, True, True, Role.MEMBER),
    ],
)
def test_what_one_becomes_on_joining(leaders, starter, administrator, role):
    given = {"leaders": leaders, "starter": starter, "administrator": administrator}
    assert circles.role_on_joining(**given) is role
