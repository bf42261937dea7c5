"""A group over a real server: who is invited says yes first, and who leaves has nothing of it any more."""

from journeys.devices import eventually
from journeys.test_two_people import bodies, found_and_joined, two_people

from app.services import grouping, messaging


async def test_a_group_is_made_accepted_talked_in_and_left(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        await found_and_joined(nasrin, david)
        scope = grouping.make(nasrin.desk, "Journal club", [david.desk.person])
        grouping.send(nasrin.desk, scope, "before")
        (invitation,) = await eventually(lambda: grouping.invitations(david.desk))
        assert (invitation.name, invitation.by.name.en) == ("Journal club", "Nasrin Akter")
        assert messaging.count_requests(david.desk) == 1
        grouping.accept(david.desk, invitation.scope)
        await eventually(lambda: grouping.groups(david.desk))
        await eventually(lambda: len(grouping.group(nasrin.desk, scope).members) == 2)
        grouping.send(david.desk, scope, "Hello all")
        await eventually(lambda: bodies(messaging.said(nasrin.desk, scope)) == ["before", "Hello all"])
        assert bodies(messaging.said(david.desk, scope)) == ["Hello all"]
        assert messaging.count_unread(nasrin.desk) == 1
        grouping.quit(nasrin.desk, scope)
        await eventually(lambda: not nasrin.desk.memory.in_scope(scope))
        await eventually(lambda: grouping.group(david.desk, scope).keeper == david.desk.person)
        assert grouping.invitations(david.desk) == []


async def test_a_refused_invitation_is_nobody_elses_business(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        await found_and_joined(nasrin, david)
        scope = grouping.make(nasrin.desk, "Journal club", [david.desk.person])
        (invitation,) = await eventually(lambda: grouping.invitations(david.desk))
        grouping.refuse(david.desk, invitation.scope)
        await eventually(lambda: not david.desk.memory.count_waiting())
        grouping.send(nasrin.desk, scope, "Anybody?")
        await eventually(lambda: not nasrin.desk.memory.count_waiting())
        assert [one.id for one in grouping.group(nasrin.desk, scope).invited] == [david.desk.person]
        assert grouping.invitations(david.desk) == grouping.groups(david.desk) == []
