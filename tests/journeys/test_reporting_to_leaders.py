"""A member reports to the leaders of a circle, hears, and asks for another look."""

from contextlib import asynccontextmanager

import examples as eg
from journeys.devices import devices, eventually, is_settled

from app.bootstrap import now_ms
from app.domain.ids import circle_scope, leaders_scope
from app.server.serving import running
from app.services import administering, belonging, connecting, introducing, posting, reporting

PEOPLE = (eg.RINA, eg.NASRIN, eg.DAVID, {**eg.DAVID, "name_en": "Farid Khan"})


@asynccontextmanager
async def a_circle(tmp_path):
    """Rina looks after the server, Nasrin leads a circle, David wrote something there, Farid reads it."""
    async with (
        running(tmp_path / "server") as server,
        devices(tmp_path, now_ms, "rina", "nasrin", "david", "farid") as everyone,
    ):
        rina, nasrin, david, farid = everyone
        for device, person in zip(everyone, PEOPLE, strict=True):
            introducing.introduce(device.desk, person)
            code = await server.invite(admin=device is rina)
            connecting.connect(device.desk, server.address, code)
            device.online()
        circle = belonging.found(nasrin.desk, {"name_en": "Hand club"}).id
        for device in (david, farid):
            await eventually(lambda device=device: belonging.circle(device.desk, circle))
            belonging.join(device.desk, circle)
            await eventually(lambda device=device: is_settled(device))
        post = posting.post(david.desk, circle, "topic", "A remedy", "Take three times as much.").id
        await eventually(lambda: farid.desk.memory.get(circle_scope(circle), "post", post))
        yield rina, nasrin, david, farid, circle, post


async def test_from_the_report_to_another_look(tmp_path):
    async with a_circle(tmp_path) as (rina, nasrin, david, farid, circle, post):
        place = {"scope": circle_scope(circle), "kind": "post", "id": post}
        await farid.offline()
        reporting.report(farid.desk, place, "harmful", "This is too much.", to="leaders")
        assert [report.to for report in reporting.mine(farid.desk)] == ["leaders"]
        farid.online()
        office = leaders_scope(circle)
        await eventually(lambda: administering.open_reports(nasrin.desk, office))
        (report,) = administering.open_reports(nasrin.desk, office)
        assert report.said == "A remedy\n\nTake three times as much."
        assert administering.open_reports(rina.desk) == []
        administering.decide(nasrin.desk, report.id, "kept", "It is a joke.", office=office)
        await eventually(lambda: [one.outcome for one in reporting.mine(farid.desk)] == ["kept"])
        assert office not in david.desk.memory.note("cursors", {})
        (mine,) = reporting.mine(farid.desk)
        reporting.appeal(farid.desk, mine, "Nobody laughs.")
        await eventually(lambda: administering.open_reports(rina.desk))
        (again,) = administering.open_reports(rina.desk)
        assert (again.appeal, again.first.outcome) == ("Nobody laughs.", "kept")
        administering.decide(rina.desk, again.id, "removed", "It is gone.", remove=True)
        await eventually(lambda: [one.outcome for one in reporting.mine(farid.desk)] == ["removed"])
        await eventually(lambda: not posting.posts(david.desk, circle, "topic"))
        (mine,) = reporting.mine(farid.desk)
        assert (mine.appealed, mine.first.answer, mine.answer) == (True, "It is a joke.", "It is gone.")
        assert not mine.may_appeal(now_ms())
        (passed,) = administering.decided_reports(nasrin.desk, office)
        assert passed.appealed
