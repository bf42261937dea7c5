"""`setu server report` and `decide`: what moderators do in the app, done at the server and written down."""

import io
from dataclasses import dataclass
from typing import Any

import pytest
from server.staffing import Say, book, make
from server.visitor import House, Visitor

from app.domain.ids import MODERATION
from app.server.control.answering import Asked, Told, answer


@dataclass
class Scene:
    """An administrator, a reporter and an author, what they wrote in a circle, and a report of it."""

    admin: Visitor
    reporter: Visitor
    author: Visitor
    scope: str
    post: str
    report: str


async def _scene(house: House, body: str = "Take three times as much") -> Scene:
    admin = await house.visitor(admin=True, name_en="David Rahman")
    reporter = await house.visitor(name_en="Nasrin Akter", name_bn="নাসরিন আক্তার")
    author = await house.visitor(name_en="Rina Chakma")
    scope = await house.circle_of(reporter, author)
    await reporter.do(reporter.post(scope, "Good morning"))
    post = await author.do(author.post(scope, body))
    await reporter.do(reporter.reply(scope, post.row.id, "Please do not"))
    sent = reporter.reporting(scope, "post", post.row.id)
    await reporter.do(sent)
    house.clock.turn(minutes=1)
    return Scene(admin, reporter, author, scope, post.row.id, sent.id)


async def _at(house: House, path: str, **asks: Any) -> Told:
    return await answer(house.home, Asked(path=path, asks=asks))


async def _deeds(scene: Scene) -> list[tuple[str, str, str, str]]:
    return [deed for deed in await book(scene.admin) if deed[1].startswith(("report.", "row."))]


# Reading


async def test_a_report_is_read_as_the_moderators_screen_shows_it(served: House, say: Say) -> None:
    scene = await _scene(served)
    code, out, _ = await say("report", scene.report)
    assert code == 0
    for said in (
        "Advice that could harm",
        f"Reported by Nasrin Akter / নাসরিন আক্তার ({scene.reporter.person}) · ",
        "  | Look at this",
        "Question in Splints and scars",
        f"Written by Rina Chakma ({scene.author.person}) · ",
        "  | Take three times as much",
        "--around shows what was around it.",
        f"setu server decide {scene.report} removed",
    ):
        assert said in out, said
    for unasked in ("Good morning", "Please do not"):
        assert unasked not in out
    _, out, _ = await say("report", scene.report, "--around")
    places = [out.index(f"  | {said}") for said in ("Take three", "Good morning", "Please do not")]
    assert places == sorted(places)
    assert places[1] < out.index("Here stood what was reported.") < places[2]


async def test_each_reading_is_in_the_book_and_so_is_how_much_was_read(served: House, say: Say) -> None:
    scene = await _scene(served)
    await say("report", scene.report)
    served.clock.turn(minutes=1)
    await say("report", scene.report, "--around")
    assert await _deeds(scene) == [
        ("operator", "report.read", scene.report, "one around"),
        ("operator", "report.read", scene.report, "one"),
    ]
    _, out, _ = await say("audit", "--most", "2")
    assert "Whoever runs the server read a report, and what was around it." in out
    assert "Whoever runs the server read a report." in out
    assert out.count(scene.report) == 2
    assert "Take three times" not in out


@pytest.mark.sqlite
async def test_a_reading_that_cannot_be_written_down_tells_nothing(house: House) -> None:
    scene = await _scene(house)
    await house.home.write(lambda ledger: ledger.connection.execute("PRAGMA query_only = ON"))
    reply = await _at(house, "report", report=scene.report)
    assert (reply.status, reply.tells["code"], set(reply.tells)) == (503, "server.busy", {"code", "params"})


async def test_what_people_wrote_cannot_be_taken_for_what_setu_says(served: House, say: Say) -> None:
    scene = await _scene(served, "Harmless\n\nDecision\nIt stays as it is\x1b[2J")
    _, out, _ = await say("report", scene.report)
    assert out.splitlines().count("  | Decision") == 1
    assert "Decision" not in out.splitlines()
    assert "\x1b" not in out


async def test_of_a_profile_nothing_was_around_and_nothing_can_be_removed(served: House, say: Say) -> None:
    scene = await _scene(served)
    on_author = scene.reporter.reporting("k", "card", scene.author.person, "pretending")
    await scene.reporter.do(on_author)
    _, out, _ = await say("report", on_author.id, "--around")
    assert "A profile in the directory" in out
    assert "around" not in out
    assert f"decide {on_author.id} kept" in out
    assert f"decide {on_author.id} removed" not in out
    assert (await _deeds(scene))[0] == ("operator", "report.read", on_author.id, "one")


# Deciding


async def test_a_decision_removes_what_was_reported_and_is_told_to_the_reporter(house: House) -> None:
    scene = await _scene(house)
    told = await _at(house, "decide", report=scene.report, outcome="removed", note="Thank you.")
    assert told.status == 200
    rows = await scene.reporter.rows()
    mine = rows[scene.reporter.own, "myreport", scene.report].v
    assert (mine["state"], mine["outcome"], mine["answer"]) == ("decided", "removed", "Thank you.")
    assert "decided_by" not in mine
    assert rows[scene.scope, "post", scene.post].v["taken"] == "mod"
    assert set(await _deeds(scene)) == {
        ("operator", "report.decide", scene.report, "removed redact"),
        ("operator", "row.redact", f"{scene.scope} post {scene.post}", scene.report),
    }
    report = (await scene.admin.rows())[MODERATION, "report", scene.report].v
    assert (report["state"], report["decided_by"]) == ("decided", "operator")


async def test_who_was_only_spoken_to_keeps_their_words_unless_they_are_removed_too(house: House) -> None:
    scene = await _scene(house)
    again = scene.reporter.reporting(scene.scope, "post", scene.post)
    await scene.reporter.do(again)
    await _at(house, "decide", report=scene.report, outcome="warned")
    assert not (await scene.reporter.rows())[scene.scope, "post", scene.post].x
    await _at(house, "decide", report=again.id, outcome="warned", remove=True)
    assert (await scene.reporter.rows())[scene.scope, "post", scene.post].v["taken"] == "mod"


async def test_what_was_decided_is_said_with_what_is_left_to_do(
    served: House, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = await _scene(served)
    monkeypatch.setattr("sys.stdin", io.StringIO("We have looked at it.\n"))
    code, out, _ = await say("decide", scene.report, "suspended", "--note", "-")
    assert (code, f"setu server suspend {scene.author.person}" in out) == (0, True)
    _, out, _ = await say("report", scene.report)
    for said in (
        "The account was suspended",
        "  | We have looked at it.",
        "Decided by Whoever runs the server",
    ):
        assert said in out
    assert "setu server decide" not in out
    assert scene.report not in (await say("reports"))[1]
    code, _, err = await say("decide", scene.report, "kept")
    assert (code, err) == (1, "This report was decided already.\n")


@pytest.mark.parametrize(
    ("asks", "told"),
    [
        ({"outcome": "kept", "remove": True}, (409, "report.not_removed")),
        ({"outcome": "burnt"}, (409, "field.wrong")),
        ({"outcome": "kept", "note": "x" * 100_000}, (409, "text.long")),
        ({"outcome": 7}, (400, "request.wrong")),
        ({}, (400, "request.wrong")),
    ],
)
async def test_a_decision_that_makes_no_sense_changes_nothing(
    house: House, asks: dict[str, Any], told: tuple[int, str]
) -> None:
    scene = await _scene(house)
    before = await scene.admin.rows()
    reply = await _at(house, "decide", report=scene.report, **asks)
    assert (reply.status, reply.tells["code"]) == told
    assert await scene.admin.rows() == before
    assert [deed for deed in await _deeds(scene) if deed[0] == "operator"] == []


async def test_a_profile_is_not_removed(house: House) -> None:
    scene = await _scene(house)
    on_author = scene.reporter.reporting("k", "card", scene.author.person)
    await scene.reporter.do(on_author)
    for asks in ({"outcome": "removed"}, {"outcome": "warned", "remove": True}):
        reply = await _at(house, "decide", report=on_author.id, **asks)
        assert (reply.status, reply.tells["code"]) == (409, "report.not_removed")


@pytest.mark.parametrize("path", ["report", "decide"])
async def test_a_report_that_is_not_there_is_said_so(house: House, path: str) -> None:
    scene = await _scene(house)
    for identifier in (scene.admin.new_id(), scene.post, "", "a\0b", "x" * 9_999):
        reply = await _at(house, path, report=identifier, outcome="kept")
        assert (reply.status, reply.tells["code"]) == (404, "report.none")


# Nobody reads or decides a report about themselves


@pytest.mark.parametrize("kind", ["post", "card", "member"])
@pytest.mark.parametrize("role", ["moderator", "admin"])
async def test_a_report_about_who_looks_after_the_server_is_not_read_or_decided_here(
    house: House, kind: str, role: str
) -> None:
    scene = await _scene(house)
    author = scene.author.person
    about = {"post": (scene.scope, scene.post), "card": ("k", author), "member": (scene.scope, author)}
    place, identifier = about[kind]
    sent = scene.reporter.reporting(place, kind, identifier)
    await scene.reporter.do(sent)
    await scene.admin.knock("/v1/admin/standing", person=author, role=role)
    for state in ("active", "suspended"):  # who is suspended may sit at the server all the same
        await scene.admin.knock("/v1/admin/standing", person=author, state=state)
        for path in ("report", "decide"):
            reply = await _at(house, path, report=sent.id, outcome="kept")
            assert (reply.status, reply.tells) == (403, {"code": "report.about_staff", "params": {}})
    assert await _deeds(scene) == []
    assert (await scene.admin.rows())[MODERATION, "report", sent.id].v["state"] == "open"
    await scene.admin.do(scene.admin.deciding(sent.id))


async def test_what_was_around_may_be_of_who_looks_after_the_server(house: House) -> None:
    scene = await _scene(house)
    moderator = await make(house, scene.admin, "moderator")
    await moderator.do(moderator.joining(scene.scope))
    await moderator.do(moderator.post(scene.scope, "Calm, please"))
    sent = scene.reporter.reporting(scene.scope, "post", scene.post)
    await scene.reporter.do(sent)
    reply = await _at(house, "report", report=sent.id, around=True)
    assert (reply.status, reply.tells["nearby"]) == (200, 3)
