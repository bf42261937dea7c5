"""Reports: what moderators get to see of it, and what the reporter hears."""

import dataclasses
import json
from typing import Any

import pytest
from server.visitor import House, Visitor

from app.domain.circles import SINCE_JOINING
from app.domain.ids import MODERATION, circle_scope, inside
from app.domain.reporting import CATEGORIES, OUTCOMES
from app.server.operations.surroundings import WEIGHT
from app.sync.digests import digest_of
from app.sync.protocol import Row


async def _scene(house: House) -> tuple[Visitor, Visitor, Visitor, Row, str]:
    """An administrator, a reporter and an author in one circle; a post of the author."""
    admin, reporter, author = await house.visitor(admin=True), await house.visitor(), await house.visitor()
    scope = await house.circle_of(reporter, author)
    post = await author.do(author.post(scope, "Something harmful"))
    return admin, reporter, author, post.row, scope


def test_that_someone_may_be_in_danger_can_be_said_first() -> None:
    assert next(iter(CATEGORIES)) == "danger"


async def test_moderators_get_a_copy_and_the_reporter_a_note_of_their_own(house: House) -> None:
    admin, reporter, author, post, scope = await _scene(house)
    sent = reporter.reporting(scope, "post", post.id)
    result = await reporter.do(sent)
    assert result.row is None
    report = (await admin.rows())[MODERATION, "report", sent.id]
    assert report.by == reporter.person
    assert report.v == {
        "scope": scope,
        "kind": "post",
        "id": post.id,
        "category": "harmful",
        "note": "Look at this",
        "state": "open",
        "copy": {"by": author.person, "at": post.at, "said": post.said, "v": post.v},
        "around": {"before": [], "after": []},
    }
    told = {"scope": scope, "kind": "post", "id": post.id, "category": "harmful", "state": "open"}
    assert (await reporter.rows())[reporter.own, "myreport", sent.id].v == told
    for someone in (reporter, author):
        assert not any(place == MODERATION for place, _, _ in await someone.rows())
    assert not any(kind == "myreport" for _, kind, _ in await author.rows())


async def test_the_evidence_stays_when_its_author_withdraws_it(house: House) -> None:
    admin, reporter, author, post, scope = await _scene(house)
    sent = reporter.reporting(scope, "post", post.id)
    await reporter.do(sent)
    await author.do(author.write(scope, "post", "redact", post.id))
    assert (await admin.rows())[MODERATION, "report", sent.id].v["copy"]["v"] == post.v
    late = reporter.reporting(scope, "post", post.id)
    assert await reporter.refused(late) == "ref.missing"
    (again,) = await reporter.push(dataclasses.replace(sent, mid=reporter.new_id()))
    assert (again.st, again.row) == ("ok", None)


async def test_nobody_reports_what_they_may_not_read_nor_learns_whether_it_is_there(house: House) -> None:
    _, reporter, author, post, scope = await _scene(house)
    stranger = await house.visitor()
    talk = (await author.do(author.message(reporter.person))).row
    attempts = [
        stranger.reporting(scope, "post", post.id),
        stranger.reporting(scope, "post", stranger.new_id()),
        stranger.reporting(circle_scope(stranger.new_id()), "post", post.id),
        stranger.reporting((await author.do(author.message(reporter.person))).scope, "dm", talk.id),
        reporter.reporting(scope, "reply", post.id),
    ]
    for attempt in attempts[:-1]:
        (result,) = await stranger.push(attempt)
        assert (result.code, result.params, result.row) == ("ref.missing", {}, None)
    assert await reporter.refused(attempts[-1]) == "ref.missing"
    own = dataclasses.replace(attempts[0], args={**attempts[0].args, "scope": author.own, "kind": "me"})
    assert await stranger.refused(own) == "field.wrong"


async def test_nobody_reports_themselves_or_what_they_wrote(house: House) -> None:
    _, _, author, post, scope = await _scene(house)
    for kind, identifier in (("post", post.id), ("member", author.person)):
        assert await author.refused(author.reporting(scope, kind, identifier)) == "report.own"


async def test_cards_circles_listings_and_messages_can_be_reported(house: House) -> None:
    _, reporter, author, _, scope = await _scene(house)
    talk = await author.do(author.message(reporter.person))
    for who, place, kind, identifier in (
        (reporter, scope, "member", author.person),
        (author, scope, "circle", inside(scope)),
        (reporter, "k", "card", author.person),
        (author, "k", "listing", inside(scope)),
        (reporter, talk.scope, "dm", talk.row.id),
    ):
        await who.do(who.reporting(place, kind, identifier))


async def test_a_decision_reaches_the_reporter_and_the_book_of_deeds(house: House) -> None:
    admin, reporter, _, post, scope = await _scene(house)
    sent = reporter.reporting(scope, "post", post.id)
    await reporter.do(sent)
    decided = await admin.do(admin.deciding(sent.id, "removed", note="Thank you.", redact=True))
    assert (decided.row.v["state"], decided.row.v["decided_by"]) == ("decided", admin.person)
    rows = await reporter.rows()
    mine = rows[reporter.own, "myreport", sent.id].v
    assert (mine["state"], mine["outcome"], mine["answer"]) == ("decided", "removed", "Thank you.")
    assert "decided_by" not in mine
    assert (rows[scope, "post", post.id].x, rows[scope, "post", post.id].why) == (True, "mod")
    deeds = await house.home.read(
        lambda connection: connection.execute(
            "SELECT actor, action, target FROM audit ORDER BY id"
        ).fetchall()
    )
    assert {
        (admin.person, "report.decide", sent.id),
        (admin.person, "row.redact", f"{scope} post {post.id}"),
    } <= {tuple(deed) for deed in deeds}


async def test_what_was_decided_is_not_decided_again(house: House) -> None:
    admin, reporter, _, post, scope = await _scene(house)
    sent = reporter.reporting(scope, "post", post.id)
    await reporter.do(sent)
    first = await admin.do(admin.deciding(sent.id))
    (again,) = await admin.push(admin.deciding(sent.id, "removed", redact=True))
    assert (again.code, again.row) == ("state", first.row)
    assert not (await reporter.rows())[scope, "post", post.id].x


async def test_only_moderators_decide_and_others_learn_nothing(house: House) -> None:
    admin, reporter, author, post, scope = await _scene(house)
    sent = reporter.reporting(scope, "post", post.id)
    await reporter.do(sent)
    for someone in (reporter, author):
        for identifier in (sent.id, someone.new_id()):
            (result,) = await someone.push(someone.deciding(identifier))
            assert (result.code, result.params, result.row) == ("unavailable", {}, None)
    assert await admin.refused(admin.deciding(admin.new_id())) == "ref.missing"
    wrong = {"outcome": "x"}, {"redact": "yes"}, {"note": 7}, {"by": author.person}, {"outcome": []}
    for args in wrong:
        (result,) = await admin.push(admin.deciding(sent.id, **{"outcome": next(iter(OUTCOMES)), **args}))
        assert result.code in ("field.wrong", "field.unknown")


async def test_of_a_card_nothing_is_redacted(house: House) -> None:
    admin, reporter, author, _, _ = await _scene(house)
    sent = reporter.reporting("k", "card", author.person)
    await reporter.do(sent)
    assert await admin.refused(admin.deciding(sent.id, redact=True)) == "field.wrong"
    await admin.do(admin.deciding(sent.id, "warned"))


async def test_twenty_reports_a_day_and_not_one_more(house: House) -> None:
    _, reporter, _, post, scope = await _scene(house)
    for _ in range(20):
        await reporter.do(reporter.reporting(scope, "post", post.id))
    (result,) = await reporter.push(reporter.reporting(scope, "post", post.id))
    assert (result.code, result.params) == ("report.limit", {"limit": 20})
    house.clock.turn(days=1)
    await reporter.do(reporter.reporting(scope, "post", post.id))


async def _around(admin: Visitor, identifier: str) -> tuple[list[Any], list[Any]]:
    told = (await admin.rows())[MODERATION, "report", identifier].v["around"]
    return told["before"], told["after"]


def _said(rows: list[Any]) -> list[str]:
    return [row["v"].get("body") or row["v"]["b"]["text"] for row in rows]


async def test_what_was_around_it_is_told_twenty_each_way_in_order(house: House) -> None:
    admin, reporter, author, _, scope = await _scene(house)
    for number in range(25):
        await reporter.do(reporter.post(scope, f"before {number}"))
    gone = await reporter.do(reporter.post(scope, "I take this back"))
    post = await author.do(author.post(scope, "Something harmful"))
    for number in range(25):
        await author.do(author.reply(scope, post.row.id, f"after {number}"))
    await reporter.do(reporter.write(scope, "post", "redact", gone.row.id))
    sent = reporter.reporting(scope, "post", post.row.id)
    await reporter.do(sent)
    before, after = await _around(admin, sent.id)
    assert _said(before) == [f"before {number}" for number in range(5, 25)]
    assert _said(after) == [f"after {number}" for number in range(20)]
    assert [(row["k"], row["by"]) for row in (before[0], after[0])] == [
        ("post", reporter.person),
        ("reply", author.person),
    ]


async def test_what_was_around_it_stays_when_it_is_withdrawn(house: House) -> None:
    admin, reporter, author, post, scope = await _scene(house)
    more = await author.do(author.reply(scope, post.id, "And worse"))
    sent = reporter.reporting(scope, "post", post.id)
    await reporter.do(sent)
    await author.do(author.write(scope, "reply", "redact", more.row.id))
    assert _said((await _around(admin, sent.id))[1]) == ["And worse"]


async def test_nothing_is_told_from_before_the_reporter_came(house: House) -> None:
    admin, newcomer, author = await house.visitor(admin=True), await house.visitor(), await house.visitor()
    founding = author.circle()
    founding = dataclasses.replace(founding, args={**founding.args, "history": SINCE_JOINING})
    scope = (await author.do(founding)).scope
    await author.do(author.post(scope, "Among ourselves"))
    await newcomer.do(newcomer.joining(scope))
    await author.do(author.post(scope, "Welcome"))
    post = await author.do(author.post(scope, "Something harmful"))
    sent = newcomer.reporting(scope, "post", post.row.id)
    await newcomer.do(sent)
    assert _said((await _around(admin, sent.id))[0]) == ["Welcome"]


async def test_of_a_conversation_only_that_conversation_is_told(house: House) -> None:
    admin, reporter, author, _, scope = await _scene(house)
    await reporter.do(reporter.message(author.person, "Good morning"))
    await author.do(author.message(admin.person, "Not for the others"))
    bad = await author.do(author.message(reporter.person, "Pay me"))
    sent = reporter.reporting(bad.scope, "dm", bad.row.id)
    await reporter.do(sent)
    before, after = await _around(admin, sent.id)
    assert (_said(before), after) == (["Good morning"], [])
    for kind, place, identifier in (("card", "k", author.person), ("member", scope, author.person)):
        plain = reporter.reporting(place, kind, identifier)
        await reporter.do(plain)
        assert (await admin.rows())[MODERATION, "report", plain.id].v["around"] == {}


async def test_what_is_around_it_is_not_more_than_a_report_can_carry(house: House) -> None:
    admin, reporter, author, _, scope = await _scene(house)
    for _ in range(5):
        await author.do(author.post(scope, "শব্দ " * 700))  # 9 KB each
    post = await author.do(author.post(scope, "Something harmful"))
    sent = reporter.reporting(scope, "post", post.row.id)
    await reporter.do(sent)
    before, _ = await _around(admin, sent.id)
    assert 1 <= len(before) < 5
    assert len(json.dumps(before, ensure_ascii=False).encode()) < 2 * WEIGHT


@pytest.mark.parametrize("kind", ["post", "card", "member"])
async def test_nobody_reads_or_decides_a_report_about_themselves(house: House, kind: str) -> None:
    admin, reporter, author, post, scope = await _scene(house)
    await admin.knock("/v1/admin/standing", person=author.person, role="moderator")
    about = {"post": (scope, post.id), "card": ("k", author.person), "member": (scope, author.person)}
    place, identifier = about[kind]
    sent = reporter.reporting(place, kind, identifier)
    await reporter.do(sent)
    harmless = reporter.reporting("k", "card", admin.person)
    await reporter.do(harmless)
    rows = await author.rows()
    assert (MODERATION, "report", harmless.id) in rows
    assert (MODERATION, "report", sent.id) not in rows
    assert not any(reporter.person in str(row) and sent.id in str(row) for row in rows.values())
    (told,) = await author.push(author.deciding(sent.id))
    assert (told.code, told.params, told.row) == ("ref.missing", {"field": "id"}, None)
    assert await author.refused(author.deciding(author.new_id())) == "ref.missing"
    assert (await admin.rows())[MODERATION, "report", sent.id].v["state"] == "open"
    await admin.do(admin.deciding(sent.id))
    assert (MODERATION, "report", sent.id) not in await author.rows()
    assert (MODERATION, "report", harmless.id) not in await admin.rows()


async def test_hidden_reports_neither_stop_a_pull_nor_upset_its_sums(house: House) -> None:
    admin, reporter, author, post, scope = await _scene(house)
    await admin.knock("/v1/admin/standing", person=author.person, role="moderator")
    for _ in range(4):
        await reporter.do(reporter.reporting(scope, "post", post.id))
    seen = reporter.reporting("k", "card", admin.person)
    await reporter.do(seen)
    cur, got, sums = {}, [], []
    for _ in range(40):
        pulled = await author.pull(cur, limit=2, digest=[MODERATION])
        for page in pulled.pages:
            cur[page.scope] = page.to
            got += [row for row in page.rows if page.scope == MODERATION]
            sums += [page.digest] if page.digest else []
        if not pulled.more:
            break
    assert [row.id for row in got] == [seen.id]
    assert sums[-1] == digest_of((row.k, row.id, row.seq) for row in got)
