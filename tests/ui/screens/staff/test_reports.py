"""Reports: a queue that is here without a signal, and a decision that says what it does."""

import examples as eg
import flet as ft
import pytest
from ui.harness import App
from ui.staffing import STAFF, answered, asked, desk_with, reported

from app.domain.connection import Connection, Phase
from app.domain.ids import MODERATION
from app.sync.accounts import People


@pytest.fixture
def desk(tmp_path):
    yield from desk_with("moderator", tmp_path)


def opened(desk, identifier="", lang="en"):
    route = f"{STAFF}/reports" + (f"/{identifier}" if identifier else "")
    return App(eg.window(desk), route=route, locales=(lang,))


def waiting(desk):
    (record,) = desk.memory.all_waiting()
    (operation,) = [one for one in record.waiting if one.op == "decide"]
    return operation


async def choose(app, code):
    await app.choose(app.find(ft.RadioGroup), code)


async def test_with_no_report_it_says_so(desk):
    async with opened(desk) as app:
        assert "No report waits for a decision" in app.texts()


async def test_danger_comes_first_then_the_newest_and_it_is_all_here_without_a_signal(desk):
    desk.memory.set_sign("sync", Connection(phase=Phase.OFFLINE))
    reported(desk, "danger")
    for category in ("spam", "private"):
        reported(desk, category)
    async with opened(desk) as app:
        texts = app.texts()
        told = [
            "Someone may be in danger",
            "Private details of a patient or colleague",
            "Advertising or spam",
        ]
        assert sorted(told, key=texts.index) == told
        assert "3 reports wait for a decision" in texts
    async with App(eg.window(desk), route="/me/settings", locales=("bn",)) as app:
        assert "৩টি অভিযোগ সিদ্ধান্তের অপেক্ষায়" in app.texts()


async def test_a_report_shows_the_words_as_they_were_who_wrote_them_and_why(desk):
    identifier = reported(desk, "danger")
    async with opened(desk, identifier) as app:
        await answered(app, desk, "ListPeople", People(people=[]))
        texts = app.texts()
        for said in ("This could hurt somebody.", "A strong remedy\n\nTake three times as much."):
            assert said in texts
        await app.click(app.find(ft.TextButton, text="Look at this account"))
        assert app.route.startswith(f"{STAFF}/people/")


async def test_what_was_said_in_a_message_is_shown_without_hostile_letters(desk):
    copy = {"by": desk.new_id(), "at": 1, "v": {"e": 0, "b": {"text": "Pay\u202e me", "lang": "en"}}}
    identifier = reported(desk, "spam", kind="dm", copy=copy, scope="d.x")
    async with opened(desk, identifier) as app:
        assert "Pay me" in app.texts()
        assert "A message between two people" in app.texts()


async def test_a_decision_goes_with_its_words_and_the_report_moves_down(desk):
    identifier = reported(desk)
    async with opened(desk, identifier) as app:
        await choose(app, "kept")
        await app.type(app.find(ft.TextField), "We read it together. It is sound advice.")
        await app.click(app.find(ft.FilledButton, text="Decide"))
        assert dict(waiting(desk).args) == {
            "outcome": "kept",
            "note": "We read it together. It is sound advice.",
            "redact": False,
        }
        assert {"It stays as it is", "Waiting to send", "Decided by Nasrin Akter"} <= set(app.texts())
    async with opened(desk) as app:
        assert "No report waits for a decision" in app.texts()
        assert "1 report" in app.texts()


async def test_what_was_decided_at_the_server_itself_says_so(desk):
    told = {"state": "decided", "outcome": "removed", "answer": "Thank you.", "decided_by": "operator"}
    async with opened(desk, reported(desk, **told)) as app:
        assert {"It was removed", "Thank you.", "Decided by Whoever runs the server"} <= set(app.texts())


async def test_nothing_is_decided_before_an_outcome_is_chosen(desk):
    async with opened(desk, reported(desk)) as app:
        await app.click(app.find(ft.FilledButton, text="Decide"))
        assert "Choose what you decide first." in app.texts()
        assert not desk.memory.all_waiting()


async def test_removing_is_asked_about_first(desk):
    async with opened(desk, reported(desk)) as app:
        await choose(app, "removed")
        await app.click(app.find(ft.FilledButton, text="Decide"))
        assert not desk.memory.all_waiting()
        await app.click(app.find(ft.FilledButton, text="Remove and decide"))
        assert (waiting(desk).args["outcome"], waiting(desk).args["redact"]) == ("removed", True)


async def test_who_is_spoken_to_may_have_it_removed_besides_and_what_is_kept_never_is(desk):
    async with opened(desk, reported(desk)) as app:
        await choose(app, "warned")
        await app.choose(app.find(ft.Checkbox), True)
        await choose(app, "kept")
        assert not app.find_all(ft.Checkbox)
        await app.click(app.find(ft.FilledButton, text="Decide"))
        assert waiting(desk).args["redact"] is False


async def test_of_what_nobody_can_remove_it_is_not_offered(desk):
    async with opened(desk, reported(desk, "pretending", kind="card", scope="k")) as app:
        assert "It was removed" not in app.texts()
        assert "The account was suspended" in app.texts()


async def test_a_decision_that_came_too_late_says_why(desk):
    identifier = reported(desk)
    async with opened(desk, identifier) as app:
        await choose(app, "kept")
        await app.type(app.find(ft.TextField), "We spoke.")
        await app.click(app.find(ft.FilledButton, text="Decide"))
        eg.refuse(desk, "state")
        await app.settle()
        assert any("This has changed meanwhile." in text for text in app.texts())
        await app.go("/me/settings/server/refused")
        assert {"Decision about a report", "We spoke."} <= set(app.texts())


async def test_what_was_typed_for_the_reporter_is_kept_until_it_is_sent(desk):
    identifier = reported(desk)
    async with opened(desk, identifier) as app:
        await choose(app, "warned")
        await app.type(app.find(ft.TextField), "I called them.")
        await app.go(f"{STAFF}/reports")
    async with opened(desk, identifier) as app:
        assert app.find(ft.TextField).value == "I called them."
        assert app.find(ft.RadioGroup).value == "warned"


async def test_names_this_device_does_not_know_are_asked_for_once(desk):
    identifier = reported(desk)
    async with opened(desk, identifier) as app:
        (question,) = asked(desk, "ListPeople")
        record = desk.memory.get(MODERATION, "report", identifier)
        assert set(question.fields["among"]) == {record.by, record.values["copy"]["by"]}
        await answered(app, desk, "ListPeople", People(people=[]))
        assert len(asked(desk, "ListPeople")) == 1


async def test_from_one_report_to_another_nothing_that_was_chosen_goes_along(desk):
    first, second = reported(desk), reported(desk)
    async with opened(desk, first) as app:
        await choose(app, "removed")
        await app.type(app.find(ft.TextField), "For the first.")
        await app.go(f"{STAFF}/reports/{second}")
        assert app.find(ft.RadioGroup).value is None
        assert app.find(ft.TextField).value == ""


def _beside(desk, *bodies):
    return [
        {"k": "reply", "id": desk.new_id(), "by": desk.new_id(), "at": eg.MORNING, "v": {"body": words}}
        for words in bodies
    ]


@pytest.mark.parametrize(
    ("lang", "control", "here"),
    [
        ("en", "Show what was around it", "Here stood what was reported."),
        ("bn", "এর আগে-পরে কী ছিল দেখুন", "যা নিয়ে অভিযোগ, তা ছিল এখানে।"),
    ],
)
async def test_what_was_around_it_is_folded_away_until_it_is_wanted(desk, lang, control, here):
    around = {"before": _beside(desk, "Does it help?"), "after": _beside(desk, "No\u202e!", "Please stop.")}
    identifier, other = reported(desk, around=around), reported(desk, around=around)
    async with opened(desk, identifier, lang) as app:
        assert "Does it help?" not in app.texts()
        head = next(one for one in app.find_all(ft.Semantics) if one.identifier == "around")
        assert control in app.texts(head)
        await app.click(app.find(ft.TextButton, identifier="around"))
        told = ["Does it help?", here, "No!", "Please stop."]
        assert [text for text in app.texts() if text in told] == told
        asked_for = asked(desk, "ListPeople")[-1].fields["among"]
        assert {row["by"] for row in around["before"] + around["after"]} <= set(asked_for)
        await app.go(f"{STAFF}/reports/{other}")
        assert "Does it help?" not in app.texts()


async def test_where_nothing_was_around_it_nothing_is_offered(desk):
    async with opened(desk, reported(desk, around={"before": [], "after": []})) as app:
        assert "Show what was around it" not in app.texts()
    async with opened(desk, reported(desk, kind="card", scope="k")) as app:
        assert "Show what was around it" not in app.texts()
