"""What was found is opened at the very place, Back keeps everything, and nobody else learns of it."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened
from ui.searching import NO_RESULT, choose, done, field, rows, search, written

from app.domain.ids import circle_scope, pair_scope
from app.domain.records import Record
from app.services import leading, messaging, posting, recalling

FIELD = "Search all"


async def test_a_tap_opens_the_message_among_its_neighbours_and_back_keeps_everything(desk, david):
    heard = eg.hear(desk, david, *(f"word {number}" for number in range(60)), "quilt", "one", "two", "three",
                    *(f"later {number}" for number in range(60)))  # fmt: skip
    async with opened(desk, "/messages/search") as app:
        await search(app, "quilt")
        await choose(app, "kind", "Messages")
        await app.click(rows(app)[0])
        assert app.route == f"/messages/search/messages/{david}/at/{heard[60].id}"
        texts = app.texts()
        assert {"word 59", "quilt", "three"} <= set(texts)
        assert "later 0" not in texts
        framed = [box for box in app.find_all(ft.Container) if box.border and box.bgcolor]
        assert [app.texts(box) for box in framed] == [["quilt"]]
        await app.click(app.find(ft.TextButton, text="Show newer messages"))
        assert "later 5" in app.texts()
        assert "later 59" not in app.texts()
        await app.click(app.find(ft.TextButton, text="Go to the newest"))
        assert "later 59" in app.texts()
        assert app.find_all(ft.TextButton, text="Show newer messages") == []
        await app.go("/messages/search")
        assert field(app).value == "quilt"
        assert list(written(app)) == ["quilt"]
        assert app.find(ft.OutlinedButton, identifier="filter-kind", text="Messages")


async def test_reading_the_past_leaves_what_is_new_unread_and_writing_leads_to_the_end(desk, david):
    heard = eg.hear(desk, david, "quilt", *(f"later {number}" for number in range(60)))
    async with opened(desk, f"/search/messages/{david}/at/{heard[0].id}") as app:
        assert messaging.count_unread(desk) == 1
        await app.type(app.find(ft.TextField), "An answer")
        await app.submit(app.find(ft.TextField))
        assert {"An answer", "later 59"} <= set(app.texts())
        assert messaging.count_unread(desk) == 0


async def test_a_reply_is_opened_where_it_stands_and_framed(desk, hands):
    post = posting.post(desk, hands, "topic", "Sling", "After a stroke").id
    replies = [posting.reply(desk, hands, post, f"quilt {number}" if number == 5 else f"word {number}")
               for number in range(60)]  # fmt: skip
    async with opened(desk, "/search") as app:
        await search(app, "quilt")
        await app.click(rows(app)[0])
        assert app.route == f"/search/posts/{hands}/{post}/at/{replies[5].id}"
        texts = app.texts()
        assert {"Sling", "quilt 5", "word 6", "word 0"} <= set(texts)
        assert "word 59" not in texts
        assert ("scroll_to", replies[5].id) in [
            (call.name, call.args.get("scroll_key")) for call in app.calls
        ]
        await app.click(app.find(ft.TextButton, text="Show newer"))
        assert "word 59" in app.texts()


async def test_a_prompt_an_answer_a_circle_and_a_person_are_opened_on_top_of_the_search(desk, hands, david):
    prompt = leading.ask(desk, hands, en="Quilts?", bn="কাঁথা?").id
    answer = leading.answer(desk, hands, prompt, "They helped enormously").id
    async with opened(desk, f"/circles/{hands}/search") as app:
        for query, end in (
            ("quilts", f"prompts/{hands}/{prompt}"),
            ("enormously", f"prompts/{hands}/{prompt}/at/{answer}"),
        ):
            await search(app, query)
            await app.click(rows(app)[0])
            assert app.route == f"/circles/{hands}/search/{end}"
            assert "Quilts?" in app.texts()
            await app.go(f"/circles/{hands}/search")
    async with opened(desk, "/search") as app:
        for query, end, shown in (
            ("burnt", f"circles/{hands}", "Burnt hands"),
            ("david", f"people/{david}", "David Mitra"),
        ):
            await search(app, query)
            await app.click(rows(app)[0])
            assert app.route == f"/search/{end}"
            assert shown in app.texts()
            await app.go("/search")


@pytest.mark.parametrize("place", ["/", "/circles", "/people", "/messages"])
async def test_every_place_has_the_way_to_it_and_back(desk, place):
    async with opened(desk, place) as app:
        await app.click(app.find(ft.IconButton, text="Search"))
        assert app.route == f"{place.rstrip('/')}/search"
        assert app.called(field(app)) == FIELD


async def test_what_one_opened_or_entered_is_remembered_here_and_can_be_wiped_away(desk, david):
    eg.hear(desk, david, "quilt")
    async with opened(desk, "/search") as app:
        await search(app, "qui")
        assert recalling.recent(desk) == []
        await app.click(rows(app)[0])
        assert recalling.recent(desk) == ["qui"]
        await app.go("/search")
        await app.type(field(app), "splint")
        await app.submit(field(app))
        await app.click(app.find(ft.IconButton, text="Clear the search"))
        assert {"Recent searches", "splint", "qui", "They stay on this device."} <= set(app.texts())
        await app.click(app.find(ft.IconButton, text="Forget this search: splint"))
        assert recalling.recent(desk) == ["qui"]
        await app.click(app.find(ft.TextButton, text="qui"))
        await done(app)
        assert field(app).value == "qui"
        assert list(written(app)) == ["quilt"]
        await app.click(app.find(ft.IconButton, text="Clear the search"))
        await app.click(app.find(ft.TextButton, text="Forget all"))
        assert recalling.recent(desk) == []
        assert "Recent searches" not in app.texts()


async def test_two_windows_search_for_themselves(desk, david, tmp_path):
    eg.hear(desk, david, "quilt")
    other = eg.desk_of(eg.RINA, tmp_path / "other")
    async with opened(desk, "/search") as mine, opened(other, "/search") as theirs:
        await search(mine, "quilt")
        await search(theirs, "quilt")
        assert list(written(mine)) == ["quilt"]
        assert NO_RESULT in theirs.texts()
        assert pair_scope(desk.person, david) not in "".join(message.text for message in theirs.sent)


async def test_what_one_looks_for_is_not_in_the_address_nor_in_the_log(desk, david, caplog):
    caplog.set_level("DEBUG")
    eg.hear(desk, david, "quilt")
    async with opened(desk, "/search") as app:
        await search(app, "quilt")
        assert app.route == "/search"
        assert not [
            record
            for record in caplog.records
            if record.name.startswith("app") and "quilt" in record.getMessage()
        ]


async def test_what_hangs_on_nothing_this_device_knows_is_opened_all_the_same(desk):
    post = {"tab": "topic", "title": "Quilted thumb", "body": "…", "lang": "en"}
    desk.memory.put(Record(scope=circle_scope("x"), kind="post", id="p", by="y", at=1, base=post))
    async with opened(desk, "/search") as app:
        await search(app, "quilted")
        await app.click(rows(app)[0])
        assert app.route == "/search/posts/x/p"
        assert "Quilted thumb" in app.texts()


async def test_one_comes_back_from_wherever_one_went_on_but_begins_anew_by_the_button(desk, hands):
    posting.post(desk, hands, "topic", "Quilted thumb", "…")
    async with opened(desk, "/circles/search") as app:
        await search(app, "burnt")
        await app.click(rows(app)[0])
        await app.go(f"/circles/{hands}")  # one went on, and Flet forgot the search
        await app.go("/circles/search")
        assert field(app).value == "burnt"
        assert not field(app).autofocus
        await done(app)
        assert "Burnt hands" in app.texts(rows(app)[0])
        await app.go("/circles")
        await app.click(app.find(ft.IconButton, text="Search"))
        assert field(app).value == ""
