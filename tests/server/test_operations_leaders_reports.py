"""What is reported to the leaders of a circle: who gets it, who decides, and what comes then."""

import dataclasses

from server.visitor import House, Visitor

from app.domain.ids import MODERATION, inside, leaders_scope
from app.domain.reporting import NOBODY_DECIDED_MS
from app.server.operations.appealing import id_of_appeal


async def _scene(house: House) -> tuple[Visitor, Visitor, Visitor, Visitor, str]:
    """An administrator, who leads nothing; a leader, a reporter and an author in one circle."""
    admin, leader = await house.visitor(admin=True), await house.visitor()
    reporter, author = await house.visitor(), await house.visitor()
    return admin, leader, reporter, author, await house.circle_of(leader, reporter, author)


def _office(scope: str) -> str:
    return leaders_scope(inside(scope))


def _to_leaders(who: Visitor, scope: str, kind: str, identifier: str):
    return dataclasses.replace(who.reporting(scope, kind, identifier), scope=_office(scope))


async def _reports(who: Visitor) -> dict[str, str]:
    """The open and decided reports this person is sent, by id and where."""
    rows = (await who.rows()).items()
    return {identifier: place for (place, kind, identifier), row in rows if kind == "report" and not row.x}


async def _deeds(house: House) -> list[tuple[str, str, str]]:
    sql = "SELECT actor, action, detail FROM audit ORDER BY id"
    return await house.home.read(lambda connection: connection.execute(sql).fetchall())


async def test_the_leaders_alone_get_it_with_a_copy_and_hear_when_they_come_to_lead(house: House) -> None:
    admin, leader, reporter, author, scope = await _scene(house)
    post = (await author.do(author.post(scope, "Something harmful"))).row
    sent = _to_leaders(reporter, scope, "post", post.id)
    assert (await reporter.do(sent)).row is None
    report = (await leader.rows())[_office(scope), "report", sent.id]
    assert report.v["copy"]["v"] == post.v
    mine = (await reporter.rows())[reporter.own, "myreport", sent.id].v
    assert (mine["to"], mine["state"]) == ("leaders", "open")
    for other in (admin, reporter, author):
        assert await _reports(other) == {}
    await leader.do(leader.promoting(scope, reporter.person))
    assert await _reports(reporter) == {sent.id: _office(scope)}
    await leader.do(leader.promoting(scope, reporter.person, "member"))
    assert await _reports(reporter) == {}
    await leader.do(leader.write(scope, "member", "hand_over", author.person))
    assert await _reports(leader) == {}
    assert await _reports(author) == {}, "it is about them, and there is no other leader"
    await author.do(author.promoting(scope, reporter.person))
    assert await _reports(reporter) == {sent.id: _office(scope)}


async def test_a_report_about_a_leader_never_goes_to_that_leader(house: House) -> None:
    admin, leader, reporter, author, scope = await _scene(house)
    await leader.do(leader.promoting(scope, author.person))
    post = (await author.do(author.post(scope))).row
    for kind, identifier in (("post", post.id), ("member", author.person)):
        sent = _to_leaders(reporter, scope, kind, identifier)
        await reporter.do(sent)
        assert (await _reports(leader))[sent.id] == _office(scope)
    assert await _reports(author) == {}
    decide = dataclasses.replace(author.deciding(sent.id), scope=_office(scope))
    assert await author.refused(decide) == "ref.missing"
    assert await _reports(admin) == {}


async def test_where_no_leader_may_decide_it_goes_to_those_who_look_after_the_server(house: House) -> None:
    admin, leader, reporter, author, scope = await _scene(house)
    post = (await leader.do(leader.post(scope))).row
    about = _to_leaders(reporter, scope, "post", post.id)
    theirs = _to_leaders(leader, scope, "member", author.person)
    for who, sent in ((reporter, about), (leader, theirs)):  # who does not lead today may do so tomorrow
        gone = (await who.do(sent)).row
        assert (gone.x, gone.seq > 0) == (True, True)
    assert await _reports(admin) == {about.id: MODERATION, theirs.id: MODERATION}
    assert await _reports(leader) == {}
    assert "to" not in (await reporter.rows())[reporter.own, "myreport", about.id].v
    for who, sent in ((reporter, about), (leader, theirs)):
        (again,) = await who.push(sent)
        assert again.st == "dup"
        assert (again.row.x, again.row.seq > 0) == (True, True)
        (anew,) = await who.push(dataclasses.replace(sent, mid=who.new_id()))
        assert anew.st == "ok"
    assert len(await _reports(admin)) == 2


async def test_only_what_is_in_the_circle_is_reported_to_its_leaders(house: House) -> None:
    _, _, reporter, author, scope = await _scene(house)
    talk = await author.do(author.message(reporter.person))
    elsewhere = await house.circle_of(author, reporter)
    post = (await author.do(author.post(elsewhere))).row
    for place, kind, identifier in (
        (talk.scope, "dm", talk.row.id),
        ("k", "card", author.person),
        (scope, "circle", inside(scope)),
        (elsewhere, "post", post.id),
    ):
        sent = dataclasses.replace(reporter.reporting(place, kind, identifier), scope=_office(scope))
        assert await reporter.refused(sent) == "field.wrong", kind


async def test_a_leader_takes_it_down_and_the_reporter_hears(house: House) -> None:
    _, leader, reporter, author, scope = await _scene(house)
    post = (await author.do(author.post(scope))).row
    sent = _to_leaders(reporter, scope, "post", post.id)
    await reporter.do(sent)
    decide = leader.deciding(sent.id, "removed", note="Thank you.", redact=True)
    await leader.do(dataclasses.replace(decide, scope=_office(scope)))
    rows = await reporter.rows()
    mine = rows[reporter.own, "myreport", sent.id].v
    assert (mine["state"], mine["outcome"], mine["answer"]) == ("decided", "removed", "Thank you.")
    assert (rows[scope, "post", post.id].x, rows[scope, "post", post.id].why) == (True, "leader")
    assert (leader.person, "report.decide", "removed redact") in await _deeds(house)


async def test_a_leader_removes_the_person_from_the_circle_and_suspends_nobody(house: House) -> None:
    _, leader, reporter, author, scope = await _scene(house)
    sent = _to_leaders(reporter, scope, "member", author.person)
    await reporter.do(sent)
    suspended = dataclasses.replace(leader.deciding(sent.id, "suspended"), scope=_office(scope))
    assert await leader.refused(suspended) == "field.wrong"
    await leader.do(dataclasses.replace(leader.deciding(sent.id, "put_out"), scope=_office(scope)))
    assert (scope, "circle", inside(scope)) not in await author.rows()
    assert (await reporter.rows())[scope, "member", author.person].v["state"] == "out"


async def test_those_who_look_after_the_server_remove_nobody_from_a_circle_by_a_report(house: House) -> None:
    admin, _, reporter, author, scope = await _scene(house)
    sent = reporter.reporting(scope, "member", author.person)
    await reporter.do(sent)
    assert await admin.refused(admin.deciding(sent.id, "put_out")) == "field.wrong"


async def test_nobody_who_leads_decides_what_they_reported_themselves(house: House) -> None:
    _, leader, reporter, author, scope = await _scene(house)
    await leader.do(leader.promoting(scope, reporter.person))
    sent = _to_leaders(reporter, scope, "member", author.person)
    await reporter.do(sent)
    decide = dataclasses.replace(reporter.deciding(sent.id, "put_out"), scope=_office(scope))
    assert await reporter.refused(decide) == "ref.missing"


def _appealing(who: Visitor, office: str, report: str, words: str = "It goes on."):
    return who.write(office, "report", "appeal", report, {"note": words})


async def test_after_a_decision_the_reporter_may_turn_once_to_those_who_look_after_the_server(
    house: House,
) -> None:
    admin, leader, reporter, author, scope = await _scene(house)
    post = (await author.do(author.post(scope))).row
    sent = _to_leaders(reporter, scope, "post", post.id)
    await reporter.do(sent)
    early = _appealing(reporter, _office(scope), sent.id)
    assert await reporter.refused(early) == "report.not_decided"
    await leader.do(dataclasses.replace(leader.deciding(sent.id, note="No."), scope=_office(scope)))
    assert await reporter.refused(_appealing(reporter, _office(scope), sent.id, " ")) == "field.missing"
    assert await author.refused(_appealing(author, _office(scope), sent.id)) == "unavailable"
    await reporter.do(_appealing(reporter, _office(scope), sent.id))
    report = (await admin.rows())[MODERATION, "report", sent.id]
    assert (report.v["appeal"], report.v["state"], report.v["copy"]["v"]) == ("It goes on.", "open", post.v)
    assert report.v["first"] == {"outcome": "kept", "answer": "No.", "decided_by": leader.person}
    mine = (await reporter.rows())[reporter.own, "myreport", sent.id].v
    assert (mine["state"], mine["to"], mine["first"]) == (
        "open",
        "moderators",
        {"outcome": "kept", "answer": "No."},
    )
    again = _appealing(reporter, MODERATION, sent.id)
    assert await reporter.refused(again) == "state"
    await admin.do(admin.deciding(sent.id, "removed", redact=True))
    assert (await reporter.rows())[reporter.own, "myreport", sent.id].v["outcome"] == "removed"
    assert reporter.person not in {actor for actor, _, _ in await _deeds(house)}


async def test_what_leaders_leave_for_a_week_can_be_taken_further(house: House) -> None:
    admin, _, reporter, author, scope = await _scene(house)
    sent = _to_leaders(reporter, scope, "member", author.person)
    await reporter.do(sent)
    house.clock.now += NOBODY_DECIDED_MS + 1
    await reporter.do(_appealing(reporter, _office(scope), sent.id))
    assert await _reports(admin) == {sent.id: MODERATION}


async def test_a_leader_who_takes_the_id_of_a_report_stands_in_the_way_of_no_appeal(house: House) -> None:
    admin, leader, reporter, author, scope = await _scene(house)
    sent = _to_leaders(reporter, scope, "member", author.person)
    await reporter.do(sent)
    await leader.do(dataclasses.replace(leader.deciding(sent.id), scope=_office(scope)))
    await leader.do(dataclasses.replace(leader.reporting(scope, "member", reporter.person), id=sent.id))
    await reporter.do(_appealing(reporter, _office(scope), sent.id))
    theirs = {
        row.by: row.id
        for (_, kind, _), row in (await admin.rows()).items()
        if kind == "report" and row.v["state"] == "open"
    }
    assert theirs.keys() == {leader.person, reporter.person}
    await admin.do(admin.deciding(theirs[reporter.person], "warned"))
    assert (await reporter.rows())[reporter.own, "myreport", sent.id].v["outcome"] == "warned"
    assert (await leader.rows())[leader.own, "myreport", sent.id].v["state"] == "open"


async def test_nor_does_who_takes_the_next_id_too(house: House) -> None:
    admin, leader, reporter, author, scope = await _scene(house)
    sent = _to_leaders(reporter, scope, "member", author.person)
    await reporter.do(sent)
    await leader.do(dataclasses.replace(leader.deciding(sent.id), scope=_office(scope)))
    known = (await leader.rows())[_office(scope), "report", sent.id]
    taken = [sent.id, *(id_of_appeal(known, turn) for turn in range(2))]
    for identifier in taken:
        about = leader.reporting(scope, "member", reporter.person)
        await leader.do(dataclasses.replace(about, id=identifier))
    await reporter.do(_appealing(reporter, _office(scope), sent.id))
    rows = {row.id: row for (_, kind, _), row in (await admin.rows()).items() if kind == "report"}
    (asked,) = rows.keys() - set(taken)
    assert (rows[asked].by, rows[asked].v["appeal"]) == (reporter.person, "It goes on.")
    assert not any("appeal" in rows[identifier].v for identifier in taken)
    await admin.do(admin.deciding(asked, "warned"))
    assert (await reporter.rows())[reporter.own, "myreport", sent.id].v["outcome"] == "warned"


async def test_an_appeal_is_decided_by_another_than_before_where_there_is_one(house: House) -> None:
    admin, _, reporter, author, scope = await _scene(house)
    sent = reporter.reporting(scope, "member", author.person)
    await reporter.do(sent)
    await admin.do(admin.deciding(sent.id))
    await reporter.do(_appealing(reporter, MODERATION, sent.id))
    other = await house.visitor(admin=True)
    assert await admin.refused(admin.deciding(sent.id)) == "report.decided_before"
    await other.do(other.deciding(sent.id, "warned"))
    assert (await reporter.rows())[reporter.own, "myreport", sent.id].v["outcome"] == "warned"


async def test_digests_agree_for_a_leader_from_whom_a_report_is_hidden(house: House) -> None:
    _, leader, reporter, author, scope = await _scene(house)
    await leader.do(leader.promoting(scope, author.person))
    for about in (author, leader):
        await reporter.do(_to_leaders(reporter, scope, "member", about.person))
    digests = []
    for who in (leader, author):
        pulled = await who.pull(digest=[_office(scope)])
        (page,) = (page for page in pulled.pages if page.scope == _office(scope))
        assert len([row for row in page.rows if row.k == "report"]) == 1
        digests.append(page.digest)
    assert digests[0] != digests[1]
