"""Groups as one sees them: made, invited to, talked in, and whose words they are."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.domain.ids import circle_scope, inside
from app.domain.records import Record
from app.services import belonging, drafting, grouping, messaging, talking
from app.services.desk import Desk


def people(folder: Path) -> tuple[Desk, str, str]:
    desk = eg.desk_of(eg.NASRIN, folder)
    david, rina = eg.meet(desk, eg.DAVID, eg.RINA)
    for one in (david, rina):
        eg.acquaint(desk, one)
    return desk, david, rina


def says(desk: Desk, scope: str, person: str, text: str, pos: int) -> None:
    row = {"scope": scope, "kind": "dm", "id": desk.new_id(), "by": person, "seq": pos, "pos": pos}
    base = {"e": 0, "b": {"text": text, "lang": "en"}}
    desk.memory.put(Record(**row, at=desk.clock() + pos, base=base))


async def test_one_makes_a_group_of_people_one_knows(tmp_path: Path) -> None:
    desk, david, _ = people(tmp_path)
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        await app.click(app.find(ft.IconButton, text="New group"))
        await app.type(app.find(ft.TextField), "Journal club")
        await app.click(app.find(ft.FilledButton, text="Make the group"))
        assert "Choose somebody to invite first." in app.texts()
        await app.click(next(c for c in app.find_all(ft.TextButton, text="David Mitra") if c.on_click))
        await app.click(app.find(ft.FilledButton, text="Make the group"))
        (line,) = grouping.groups(desk)
        assert app.route == f"/messages/groups/{inside(line.group.scope)}"
        assert [person.id for person in line.group.invited] == [david]
        await app.type(app.find(ft.TextField), "Welcome")
        await app.click(app.find(ft.IconButton, text="Send"))
        assert [one.body for one in messaging.said(desk, line.group.scope)] == ["Welcome"]
        await app.go("/messages")
        assert "Journal club" in app.texts()
        assert "You: Welcome" in app.texts()


async def test_each_says_whose_words_they_are_and_those_of_who_is_blocked_are_folded(tmp_path: Path) -> None:
    desk, david, rina = people(tmp_path)
    scope = grouping.make(desk, "Journal club", [david, rina])
    says(desk, scope, david, "From David", 10)
    says(desk, scope, rina, "From Rina", 11)
    async with App(eg.window(desk), route=f"/messages/groups/{inside(scope)}", locales=("en",)) as app:
        texts = app.texts(app.find(ft.ListView))
        assert "David Mitra" in texts
        assert "Rina Chakma" in texts
        talking.block(desk, david)
        await app.settle()
        assert "From David" not in app.texts()
        assert "From Rina" in app.texts()
        await app.click(app.find(ft.TextButton, text="Show it"))
        assert "From David" in app.texts()
    says(desk, scope, david, "His last word", 12)
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        assert "David Mitra, whom you blocked, wrote something here." in app.texts()
        assert "David Mitra: His last word" not in app.texts()


async def test_an_invitation_is_answered_among_the_requests(tmp_path: Path) -> None:
    desk, david, _ = people(tmp_path)
    scope = f"g.{desk.new_id()}"
    told = {"name": "Thumbs", "by": david, "card": {"name_en": "David Mitra"}, "size": 3}
    desk.memory.put(Record(scope=desk.own, kind="invitation", id=scope, by=david, base=told, seq=9, pos=9))
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        assert "Message requests" in app.texts()
        await app.go("/messages/requests")
        assert "David Mitra invites you to the group Thumbs" in app.texts()
        await app.click(app.find(ft.OutlinedButton, text="Decline"))
        assert "Thumbs" in app.texts(app.find(ft.AlertDialog))
        assert len(grouping.invitations(desk)) == 1, "it is asked first"
        await app.click(app.find(ft.FilledButton, text="Decline"))
        assert grouping.invitations(desk) == []
        assert "Nobody is waiting" in app.texts()


async def test_an_invitation_leads_to_who_invites(tmp_path: Path) -> None:
    desk, david, _ = people(tmp_path)
    scope = f"g.{desk.new_id()}"
    told = {"name": "Thumbs", "by": david, "card": {"name_en": "David Mitra"}, "size": 3}
    desk.memory.put(Record(scope=desk.own, kind="invitation", id=scope, by=david, base=told, seq=9, pos=9))
    async with App(eg.window(desk), route="/messages/requests", locales=("en",)) as app:
        await app.click(app.find(ft.TextButton, text="See their profile"))
        assert "Stated by themselves" in app.texts()
        await app.click(app.find(ft.IconButton, text="Back"))
        assert app.route == "/messages/requests"


async def test_an_untouched_name_shows_a_newer_one_and_is_not_sent_over_it(tmp_path: Path) -> None:
    desk, david, _ = people(tmp_path)
    scope = grouping.make(desk, "Journal club", [david])
    async with App(eg.window(desk), route=f"/messages/groups/{inside(scope)}/people", locales=("en",)) as app:
        grouping.rename(desk, scope, "Thumbs")  # on another device
        await app.settle()
        assert app.find(ft.TextField).value == "Thumbs"
        await app.click(app.find(ft.FilledTonalButton, text="Save"))
        assert grouping.group(desk, scope).name == "Thumbs"


async def test_a_name_one_is_typing_stays_whatever_others_call_the_group(tmp_path: Path) -> None:
    desk, david, _ = people(tmp_path)
    scope = grouping.make(desk, "Journal club", [david])
    async with App(eg.window(desk), route=f"/messages/groups/{inside(scope)}/people", locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "Readers")
        grouping.rename(desk, scope, "Thumbs")
        await app.settle()
        assert app.find(ft.TextField).value == "Readers"
        await app.click(app.find(ft.FilledTonalButton, text="Save"))
        assert grouping.group(desk, scope).name == "Readers"


async def test_only_who_keeps_a_group_is_offered_to_keep_it(tmp_path: Path) -> None:
    desk, david, rina = people(tmp_path)
    scope = f"g.{desk.new_id()}"
    row = {"scope": scope, "by": david}
    seat = {"state": "in", "role": "member"}
    desk.memory.put(
        Record(**row, kind="group", id=inside(scope), base={"name": "Thumbs"}, seq=3, pos=3),
        Record(**row, kind="member", id=desk.person, base=seat, seq=4, pos=4),
        Record(**row, kind="member", id=rina, base={**seat, "card": {"name_en": "Rina"}}, seq=5, pos=5),
    )
    async with App(eg.window(desk), route=f"/messages/groups/{inside(scope)}/people", locales=("en",)) as app:
        assert "Rina" in app.texts()
        assert not {"Save", "Invite", "Remove Rina from the group"} & set(app.texts())


async def test_the_keeper_removes_somebody_and_leaves_after_being_asked(tmp_path: Path) -> None:
    desk, david, _ = people(tmp_path)
    scope = grouping.make(desk, "Journal club", [david])
    async with App(eg.window(desk), route=f"/messages/groups/{inside(scope)}/people", locales=("en",)) as app:
        await app.click(app.find(ft.IconButton, text="Take the invitation to David Mitra back"))
        assert grouping.group(desk, scope).invited == ()
        await app.type(app.find(ft.TextField), "Thumbs")
        await app.click(app.find(ft.FilledTonalButton, text="Save"))
        assert grouping.group(desk, scope).name == "Thumbs"
        await app.click(app.find(ft.OutlinedButton, text="Leave the group"))
        await app.click(app.find(ft.FilledButton, text="Leave the group"))
        assert app.route == "/messages"
        assert grouping.groups(desk) == []


async def test_a_group_one_is_not_in_is_not_here(tmp_path: Path) -> None:
    desk, _, _ = people(tmp_path)
    async with App(eg.window(desk), route=f"/messages/groups/{desk.new_id()}", locales=("en",)) as app:
        assert "This group is not here" in app.texts()
        assert app.find_all(ft.TextField) == []


async def test_many_are_searched_and_who_is_chosen_stays_chosen(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    for number in range(70):
        name = "Zakia Sultana" if number == 69 else f"Member {number:02}"
        person = desk.new_id()
        seat = {"role": "member", "state": "in", "card": {"name_en": name}}
        place = {"scope": circle_scope(circle), "kind": "member", "id": person, "by": person}
        desk.memory.put(Record(**place, base=seat, seq=number + 3, pos=number + 3))

    def named(app: App, name: str) -> ft.TextButton:
        return next(c for c in app.find_all(ft.TextButton, text=name) if c.on_click)

    async with App(eg.window(desk), route="/messages/groups/new", locales=("en",)) as app:
        assert "Zakia Sultana" not in app.texts(), "the list is long"
        await app.type(app.find(ft.TextField, text="Search people"), "জাকিয়া")
        await app.click(named(app, "Zakia Sultana"))
        await app.type(app.find(ft.TextField, text="Search people"), "Member 07")
        await app.click(named(app, "Member 07"))
        assert "Chosen: Member 07 and Zakia Sultana" in app.texts()
        await app.until(lambda: drafting.draft(desk, "group:new"))
    async with App(eg.window(desk), route="/messages/groups/new", locales=("en",)) as app:
        assert "Chosen: Member 07 and Zakia Sultana" in app.texts(), "it is kept with the draft"
        await app.type(app.find(ft.TextField, text="Name of the group"), "Two of us")
        await app.click(app.find(ft.FilledButton, text="Make the group"))
    (line,) = grouping.groups(desk)
    assert sorted(person.name.en for person in line.group.invited) == ["Member 07", "Zakia Sultana"]


async def test_who_does_not_keep_a_group_is_told_at_the_address_where_one_invites(tmp_path: Path) -> None:
    desk, david, _ = people(tmp_path)
    scope = f"g.{desk.new_id()}"
    seat = {"state": "in", "role": "member"}
    desk.memory.put(
        Record(scope=scope, by=david, kind="group", id=inside(scope), base={"name": "Thumbs"}, seq=3, pos=3),
        Record(scope=scope, by=david, kind="member", id=desk.person, base=seat, seq=4, pos=4),
    )
    async with App(eg.window(desk), route=f"/messages/groups/{inside(scope)}/invite", locales=("en",)) as app:
        assert "Only whoever keeps this group may do that." in app.texts()
        assert not app.find_all(ft.FilledButton)


async def test_a_group_that_was_refused_is_seen_with_what_was_typed(tmp_path: Path) -> None:
    desk, david, _ = people(tmp_path)
    scope = grouping.make(desk, "Journal club", [david])
    grouping.send(desk, scope, "Shall we read on Sunday?")
    eg.refuse(desk, "rate")
    async with App(eg.window(desk), route="/messages", locales=("en",)) as app:
        assert "Journal club" in app.texts()
        assert any(text.startswith("Not sent.") for text in app.texts())
        await app.go(f"/messages/groups/{inside(scope)}")
        assert "Shall we read on Sunday?" in app.texts()
        assert not app.find_all(ft.TextField), "nobody would get it"
        await app.click(app.find(ft.TextButton, text="See what was not sent"))
        assert {"The group Journal club", "Shall we read on Sunday?", "Invitation for David Mitra"} <= set(
            app.texts()
        )
