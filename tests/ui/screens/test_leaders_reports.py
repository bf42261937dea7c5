"""What is reported to the leaders of a circle: the choice, their queue, the outcome, and another look."""

from dataclasses import replace

import examples as eg
import flet as ft
from ui.opening import opened
from ui.screens.test_reporting import written_by
from ui.staffing import DAY, led, reported

from app.domain.ids import circle_scope, leaders_scope
from app.domain.records import Record
from app.services import reporting


def leads(desk, circle, person, role="leader"):
    """Somebody has this role in the circle, as the server tells."""
    values = {"role": role, "state": "in", "card": eg.DAVID}
    desk.memory.put(
        Record(scope=circle_scope(circle), kind="member", id=person, by=person, seq=50, pos=50, base=values)
    )


def operation(desk, op):
    (found,) = [one for record in desk.memory.all_waiting() for one in record.waiting if one.op == op]
    return found


def told(app, words):
    return any(words in text for text in app.texts())


async def test_one_chooses_who_reads_it_and_is_told_what_that_means(desk, david):
    circle, post, _ = written_by(desk, david)
    rina = desk.new_id()
    leads(desk, circle, rina)
    async with opened(desk, f"/circles/{circle}/posts/{post}/report/c.{circle}/post/{post}") as app:
        assert told(app, "no leader whom it is about")
        whom = app.find(ft.RadioGroup, identifier="to")
        assert whom.value == "leaders"
        await app.choose(whom, "moderators")
        assert told(app, "Those who look after the server read this, with what you report, some")
        await app.choose(app.find(ft.RadioGroup, identifier="to"), "leaders")
        await app.choose(app.find(ft.RadioGroup, identifier="category"), "harmful")
        await app.click(app.find(ft.FilledButton, text="Send the report"))
        assert told(app, "The leaders of the circle will read it.")
    (sent,) = [record for record in desk.memory.all_waiting() if record.kind == "report"]
    assert sent.scope == leaders_scope(circle)
    (mine,) = reporting.mine(desk)
    assert mine.to == "leaders"


async def test_what_a_leader_wrote_is_not_offered_to_leaders_where_there_is_no_other(desk, david):
    circle, post, _ = written_by(desk, david)
    leads(desk, circle, desk.person, role="member")
    leads(desk, circle, david)
    async with opened(desk, f"/circles/{circle}/posts/{post}/report/c.{circle}/post/{post}") as app:
        assert app.find_all(ft.RadioGroup, identifier="to") == []
        assert told(app, "Those who look after the server read this")


async def test_leaders_find_it_on_the_circle_and_remove_the_person(desk, david):
    circle, _, _ = written_by(desk, david)
    copy = {"by": david, "at": eg.MORNING - DAY, "said": eg.MORNING - DAY, "v": {"body": "Be quiet."}}
    report = led(desk, circle, kind="reply", copy=copy)
    async with opened(desk, f"/circles/{circle}") as app:
        assert told(app, "1 report waits for a decision")
        await app.go(f"/circles/{circle}/reports/{report}")
        assert {"Be quiet.", "Look at this person"} <= set(app.texts())
        codes = [radio.value for radio in app.find_all(ft.Radio)]
        assert "put_out" in codes
        assert "suspended" not in codes
        await app.choose(app.find(ft.RadioGroup), "put_out")
        await app.click(app.find(ft.FilledButton, text="Decide"))
        assert told(app, "They no longer see what is written there.")
        await app.click(app.find(ft.FilledButton, text="Remove and decide"))
        assert operation(desk, "decide").args == {"outcome": "put_out", "note": "", "redact": False}


async def test_whoever_leads_no_more_is_not_shown_the_queue(desk, david):
    circle, _, _ = written_by(desk, david)
    report = led(desk, circle)
    leads(desk, circle, desk.person, role="member")
    for route in (f"/circles/{circle}/reports", f"/circles/{circle}/reports/{report}"):
        async with opened(desk, route) as app:
            assert not told(app, "Take three times as much.")
            assert app.find_all(ft.RadioGroup) == []


async def test_the_reporter_hears_what_leaders_decided_and_asks_for_another_look_once(desk, david):
    circle, post, _ = written_by(desk, david)
    values = {
        "scope": circle_scope(circle),
        "kind": "post",
        "id": post,
        "category": "harmful",
        "to": "leaders",
    }
    decided = {**values, "state": "decided", "outcome": "kept", "answer": "We spoke about it."}
    mine = Record(scope=desk.own, kind="myreport", id=desk.new_id(), by=desk.person, at=eg.MORNING, seq=60)
    desk.memory.put(replace(mine, base=decided))
    async with opened(desk, "/me/settings/reports") as app:
        assert {"For the leaders of the circle", "We spoke about it.", "It stays as it is"} <= set(
            app.texts()
        )
        await app.click(app.find(ft.TextButton, text="Ask for another look"))
        await app.click(app.find(ft.FilledButton, text="Ask for another look"))
        assert told(app, "Write first why they should look again.")
        await app.type(app.find(ft.TextField), "It happened again.")
        await app.click(app.find(ft.FilledButton, text="Ask for another look"))
        assert operation(desk, "appeal").args == {"note": "It happened again."}
        assert app.route == "/me/settings/reports"
        assert app.find_all(ft.TextButton, text="Ask for another look") == []
        assert told(app, "You asked those who look after the server to look at it once more.")


async def test_those_who_look_after_the_server_see_why_and_what_was_decided_before(tmp_path):
    from ui.staffing import STAFF, joined

    desk = joined("moderator", tmp_path)
    first = {"outcome": "kept", "answer": "", "decided_by": desk.new_id()}
    report = reported(desk, appealed=True, appeal="It happened again.", first=first)
    async with opened(desk, f"{STAFF}/reports/{report}") as app:
        assert {"It happened again.", "Decided before: It stays as it is"} <= set(app.texts())
    desk.memory.close()
