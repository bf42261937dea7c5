"""Those who look after a server, and those they look after: what one does, the other is told."""

from contextlib import asynccontextmanager

import examples as eg
from journeys.devices import devices, eventually, is_settled

from app.bootstrap import now_ms
from app.domain.ids import MODERATION
from app.server.serving import running
from app.services import (
    administering,
    asking,
    belonging,
    connecting,
    introducing,
    posting,
    reporting,
    securing,
)

HARMFUL = "Take three times as much."


@asynccontextmanager
async def three_people(tmp_path):
    """Nasrin the administrator, David and Rina, all in one circle."""
    async with (
        running(tmp_path / "server") as server,
        devices(tmp_path, now_ms, "nasrin", "david", "rina") as everybody,
    ):
        for device, person in zip(everybody, (eg.NASRIN, eg.DAVID, eg.RINA), strict=True):
            introducing.introduce(device.desk, person)
            admin = device is everybody[0]
            connecting.connect(device.desk, server.address, await server.invite(admin=admin))
            device.online()
            await eventually(lambda device=device: is_settled(device))
        nasrin, david, rina = everybody
        circle = belonging.found(nasrin.desk, {"name_en": "Hands of Rajshahi"}).id
        for device in (david, rina):
            await eventually(lambda device=device: belonging.circle(device.desk, circle))
            belonging.join(device.desk, circle)
        await eventually(lambda: len(belonging.members(david.desk, circle)) == 3)
        yield nasrin, david, rina, circle


async def answer_to(device, name, **fields):
    question = asking.ask(device.desk, name, **fields)
    answer = await eventually(lambda: asking.answer(device.desk, question))
    assert not answer.why, answer.why
    return answer.told


async def test_who_is_suspended_is_told_at_once_and_comes_back_when_reinstated(tmp_path):
    async with three_people(tmp_path) as (nasrin, david, rina, circle):
        told = await answer_to(nasrin, "SetStanding", person=david.desk.person, state="suspended")
        assert told.people[0].state == "suspended"
        await eventually(lambda: connecting.standing(david.desk).connection.why == "suspended")
        posting.post(david.desk, circle, "topic", "Am I heard?", "I wrote this meanwhile.")
        await answer_to(nasrin, "SetStanding", person=david.desk.person, state="active")
        connecting.try_again(david.desk)
        await eventually(lambda: is_settled(david))
        await eventually(lambda: [post.title for post in posting.posts(rina.desk, circle, "topic")])


async def test_a_moderator_decides_and_the_reporter_hears_the_outcome(tmp_path):
    async with three_people(tmp_path) as (nasrin, david, rina, circle):
        await answer_to(nasrin, "SetStanding", person=rina.desk.person, role="moderator")
        await eventually(lambda: securing.account(rina.desk).looks_after)
        wrong = posting.post(nasrin.desk, circle, "topic", "A remedy", HARMFUL)
        await eventually(lambda: posting.posts(david.desk, circle, "topic"))
        place = {"scope": wrong.scope, "kind": "post", "id": wrong.id}
        sent = reporting.report(david.desk, place, "harmful", "This could hurt somebody.")
        (heard,) = await eventually(lambda: administering.open_reports(rina.desk))
        assert (heard.id, heard.by, heard.author) == (sent.id, david.desk.person, nasrin.desk.person)
        assert HARMFUL in heard.said
        administering.decide(rina.desk, heard.id, "removed", "Thank you. It is gone.", remove=True)
        await eventually(lambda: reporting.mine(david.desk)[0].outcome)
        (mine,) = reporting.mine(david.desk)
        assert (mine.outcome, mine.answer, mine.decided_by) == ("removed", "Thank you. It is gone.", "")
        await eventually(lambda: not posting.posts(david.desk, circle, "topic"))
        await eventually(lambda: is_settled(rina))
        (decided,) = administering.decided_reports(rina.desk)
        assert HARMFUL in decided.said
        assert not nasrin.desk.memory.in_scope(MODERATION), "it was about her own words"


async def test_who_is_no_longer_a_moderator_keeps_no_report(tmp_path):
    async with three_people(tmp_path) as (nasrin, david, rina, circle):
        await answer_to(nasrin, "SetStanding", person=rina.desk.person, role="moderator")
        wrong = posting.post(nasrin.desk, circle, "topic", "A remedy", HARMFUL)
        await eventually(lambda: posting.posts(david.desk, circle, "topic"))
        place = {"scope": wrong.scope, "kind": "post", "id": wrong.id}
        reporting.report(david.desk, place, "harmful", "")
        await eventually(lambda: administering.open_reports(rina.desk))
        await answer_to(nasrin, "SetStanding", person=rina.desk.person, role="none")
        await eventually(lambda: not rina.desk.memory.in_scope(MODERATION))
        await eventually(lambda: not securing.account(rina.desk).looks_after)


async def test_two_who_decide_the_same_report_agree_and_the_later_is_told(tmp_path):
    async with three_people(tmp_path) as (nasrin, david, rina, _):
        await answer_to(nasrin, "SetStanding", person=rina.desk.person, role="moderator")
        place = {"scope": "k", "kind": "card", "id": david.desk.person}
        reporting.report(nasrin.desk, place, "pretending", "")
        for device in (nasrin, rina):
            await eventually(lambda device=device: administering.open_reports(device.desk))
        await rina.offline()
        (report,) = administering.open_reports(nasrin.desk)
        administering.decide(nasrin.desk, report.id, "kept", "It is really her.")
        await eventually(lambda: is_settled(nasrin))
        administering.decide(rina.desk, report.id, "warned", "I called her.")
        rina.online()
        (refused,) = await eventually(lambda: connecting.refusals(rina.desk))
        assert refused.refused[-1].code == "state"
        (decided,) = administering.decided_reports(rina.desk)
        assert (decided.outcome, decided.answer) == ("kept", "It is really her.")
        await eventually(lambda: reporting.mine(nasrin.desk)[0].outcome == "kept")
