import pytest

from app.domain import circles
from app.domain.circles import May, Role
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


@pytest.mark.parametrize("what", list(May))
def test_a_higher_role_may_whatever_a_lower_one_may_and_a_stranger_may_nothing(what):
    powers = [
        circles.may(role, what) for role in (None, Role.GUEST, Role.MEMBER, Role.MODERATOR, Role.LEADER)
    ]
    assert powers == sorted(powers)
    assert powers[0] is powers[1] is False
    assert powers[-1]


def test_every_role_stands_in_the_table():
    assert set(circles.POWERS) == set(Role)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (May.WRITE, "guests_read"),
        (May.TIDY, "not_moderator"),
        (May.SEND_AWAY, "not_moderator"),
        (May.LET_IN, "not_leader"),
        (May.ASK, "not_leader"),
        (May.PIN, "not_leader"),
        (May.APPOINT, "not_leader"),
    ],
)
def test_a_refusal_says_who_may(what, code):
    with pytest.raises(Refused, match=code):
        circles.require(Role.GUEST, what)
    circles.require(Role.LEADER, what)


@pytest.mark.parametrize("other", [*Role, None])
def test_leaders_send_anybody_away_moderators_only_who_stands_below_and_others_nobody(other):
    assert circles.outranks(Role.LEADER, other)
    assert circles.outranks(Role.MODERATOR, other) is (other in {Role.MEMBER, Role.GUEST, None})
    for role in (Role.MEMBER, Role.GUEST, None):
        assert not circles.outranks(role, other)
        with pytest.raises(Refused, match="not_moderator"):
            circles.require_rank(role, other)
