"""A circle with its people over a real server: who comes in, who is what in it, and who goes."""

from journeys.devices import eventually
from journeys.test_two_people import two_people

from app.domain.circles import Role
from app.services import belonging, connecting, entering, inviting, leading, posting, seating

RULES = {"rules_en": "No names of clients.", "rules_bn": "সেবাগ্রহীতার নাম নয়।"}


async def known(device, name):
    """The circle of this name, once this device has heard of it."""
    return (await eventually(lambda: [c for c in belonging.every(device.desk) if c.name.en == name]))[0].id


async def test_somebody_asks_offline_is_let_in_and_reads_the_first_prompt(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = belonging.found(nasrin.desk, {"name_en": "Hands", "entry": "approval", **RULES}).id
        leading.ask(nasrin.desk, circle, en="What helped?", bn="কী কাজে এল?")
        assert await known(david, "Hands") == circle
        await david.offline()
        belonging.join(david.desk, circle)
        assert entering.waits(david.desk, circle)
        david.online()
        (asking,) = await eventually(lambda: entering.requests(nasrin.desk, circle))
        assert asking.person.name.en == "David Mitra"
        assert entering.waits(david.desk, circle)
        entering.accept(nasrin.desk, circle, asking.person.id)
        (prompt,) = await eventually(lambda: leading.prompts(david.desk, circle))
        assert prompt.text.en == "What helped?"
        await eventually(lambda: not entering.waits(david.desk, circle))
        assert not entering.has_new_rules(david.desk, circle)


async def test_a_request_that_is_declined_looks_to_its_author_as_before(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = belonging.found(nasrin.desk, {"name_en": "Hands", "entry": "approval"}).id
        belonging.join(david.desk, await known(david, "Hands"))
        (asking,) = await eventually(lambda: entering.requests(nasrin.desk, circle))
        entering.decline(nasrin.desk, circle, asking.person.id)
        await eventually(lambda: not connecting.standing(nasrin.desk).waiting)
        assert entering.waits(david.desk, circle)
        entering.take_back(david.desk, circle)
        await eventually(lambda: not connecting.standing(david.desk).waiting)
        await eventually(lambda: not entering.waits(david.desk, circle))
        assert connecting.refusals(david.desk) == []


async def test_a_member_becomes_moderator_keeps_order_and_is_handed_the_lead(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = belonging.found(nasrin.desk, {"name_en": "Hands"}).id
        belonging.join(david.desk, await known(david, "Hands"))
        await eventually(lambda: len(belonging.members(nasrin.desk, circle)) == 2)
        seating.give_role(nasrin.desk, circle, david.desk.person, Role.MODERATOR)
        await eventually(lambda: belonging.role_in(david.desk, circle) is Role.MODERATOR)
        seating.hand_over(nasrin.desk, circle, david.desk.person)
        await eventually(lambda: belonging.role_in(david.desk, circle) is Role.LEADER)
        await eventually(lambda: belonging.role_in(nasrin.desk, circle) is Role.MEMBER)
        belonging.leave(nasrin.desk, circle)
        await eventually(lambda: len(belonging.members(david.desk, circle)) == 1)


async def test_who_is_banned_is_out_until_the_ban_is_lifted(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = belonging.found(nasrin.desk, {"name_en": "Hands"}).id
        belonging.join(david.desk, await known(david, "Hands"))
        await eventually(lambda: len(belonging.members(nasrin.desk, circle)) == 2)
        seating.ban(nasrin.desk, circle, david.desk.person)
        await eventually(lambda: belonging.role_in(david.desk, circle) is None)
        belonging.join(david.desk, circle)
        (refused,) = await eventually(lambda: connecting.refusals(david.desk))
        assert refused.refused[0].code == "unavailable"
        assert belonging.role_in(david.desk, circle) is None
        seating.lift_ban(nasrin.desk, circle, david.desk.person)
        await eventually(lambda: not connecting.standing(nasrin.desk).waiting)
        belonging.join(david.desk, circle)
        assert connecting.refusals(david.desk) == [], "trying again settles the first try"
        await eventually(lambda: len(belonging.members(nasrin.desk, circle)) == 2)
        posting.post(david.desk, circle, "topic", "Back", "Thank you")
        await eventually(lambda: posting.posts(nasrin.desk, circle, "topic"))


async def test_an_invitation_opens_a_hidden_circle_and_is_over_when_it_is_used_up(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = belonging.found(nasrin.desk, {"name_en": "Hands", "entry": "hidden", **RULES}).id
        text = inviting.make(nasrin.desk, circle, uses=1, days=7).text
        await eventually(lambda: not connecting.standing(nasrin.desk).waiting)
        assert belonging.circle(david.desk, circle) is None
        inviting.come_in(david.desk, text)
        await eventually(lambda: belonging.circle(david.desk, circle))
        assert entering.has_new_rules(david.desk, circle), "they are read inside"
        entering.agree(david.desk, circle)
        (made,) = await eventually(
            lambda: [each for each in inviting.invitations(nasrin.desk, circle) if each.used]
        )
        assert not made.works(nasrin.desk.clock())
        belonging.leave(david.desk, circle)
        await eventually(lambda: belonging.circle(david.desk, circle) is None)
        inviting.come_in(david.desk, text)
        (refused,) = await eventually(lambda: connecting.refusals(david.desk))
        assert refused.refused[0].code == "unavailable"
