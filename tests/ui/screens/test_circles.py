"""The circles and what one does in them: finding, founding, joining, posting, asking, answering, leaving."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.circles import Role
from app.domain.ids import circle_scope
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, drafting, leading, posting

HAND = STARTER_CIRCLES[2]["id"]
DAVID = "018cc251-f400-7000-8000-00000000aaaa"


@pytest.fixture
def circle(desk):
    fields = {"name_en": "Hands", "name_bn": "হাত", "purpose_en": "Splints", "purpose_bn": "স্প্লিন্ট"}
    return belonging.found(desk, fields).id


def arrives(desk, kind, circle, values, pos=9):
    """Something David wrote comes in by sync."""
    identifier = f"018cc251-f400-7000-8000-{pos:012d}"
    row = {"scope": circle_scope(circle), "kind": kind, "id": identifier, "by": DAVID, "base": values}
    desk.memory.put(Record(**row, seq=pos, pos=pos, at=desk.clock()))
    return identifier


def buttons(app):
    return [
        text
        for kind in (ft.FilledButton, ft.FilledTonalButton)
        for b in app.find_all(kind)
        for text in app.texts(b)
    ]


@pytest.mark.parametrize(("lang", "query"), [("en", "হাতের"), ("bn", "hand")])
async def test_a_circle_is_searched_in_either_language(desk, lang, query):
    async with opened(desk, "/circles", lang) as app:
        await app.type(app.find(ft.TextField), query)
        shown = app.texts()
        assert "Hand therapy" in shown
        assert "হাতের থেরাপি" in shown
        assert "Mental health" not in shown


async def test_a_search_that_finds_nothing_offers_a_way_on(desk):
    async with opened(desk, "/circles") as app:
        await app.type(app.find(ft.TextField), "zzzz")
        assert "No circle found" in app.texts()
        await app.click(app.find(ft.TextButton, text="Show all circles"))
        assert "Mental health" in app.texts()
        assert app.find(ft.TextField).value == ""


async def test_the_language_of_a_name_is_a_chip_as_wide_as_its_word(desk):
    belonging.found(desk, {"name_bn": "হাত", "purpose_bn": "স্প্লিন্ট"})
    async with opened(desk, "/circles") as app:
        assert [row for row in app.find_all(ft.Row) if app.texts(row) == ["বাংলা"]]


async def test_circles_are_narrowed_by_practice_area_and_shown_again(desk):
    async with opened(desk, "/circles") as app:
        await app.click(app.find(ft.OutlinedButton, text="Filter"))
        await app.click(app.find(ft.OutlinedButton, text="Practice area"))
        await app.type(app.find_all(ft.TextField)[-1], "school")
        lines = [one for one in app.find_all(ft.TextButton) if one.on_click]
        (school,) = [one for one in lines if app.texts(one) == ["School-based therapy"]]
        await app.click(school)
        assert "Mental health" not in app.texts()
        assert "School-based therapy" in app.texts(app.find(ft.Chip))
        await app.click(app.find(ft.Chip))
        assert "Mental health" in app.texts()


async def test_a_circle_is_created_in_both_languages_and_its_founder_leads_it(desk):
    async with opened(desk, "/circles/new") as app:
        await app.type(app.find(ft.TextField, text="Name in English"), "Night splints")
        await app.type(app.find(ft.TextField, text="Name in বাংলা"), "রাতের স্প্লিন্ট")
        await app.click(app.find(ft.FilledButton, text="Create circle"))
        (made,) = belonging.mine(desk)
        assert app.route == f"/circles/{made.id}"
        assert belonging.role_in(desk, made.id) is Role.LEADER
    async with opened(desk, f"/circles/{made.id}", "bn") as app:
        assert "রাতের স্প্লিন্ট" in app.texts()


async def test_a_circle_without_a_name_is_refused_in_a_sentence_and_nothing_typed_is_lost(desk):
    async with opened(desk, "/circles/new") as app:
        await app.type(app.find(ft.TextField, text="Purpose in English"), "For everyone")
        await app.click(app.find(ft.FilledButton, text="Create circle"))
        assert belonging.mine(desk) == []
        name = app.find(ft.Semantics, identifier="field-name_en")
        assert "Write this in one language at least." in app.texts(name)
        assert app.find(ft.TextField, text="Purpose in English").value == "For everyone"
        await app.until(lambda: "For everyone" in drafting.draft(desk, "circle:new"))


async def test_one_joins_in_one_tap_and_leaves_with_a_way_back(desk):
    async with opened(desk, f"/circles/{HAND}") as app:
        await app.click(app.find(ft.FilledButton, text="Join circle"))
        assert belonging.role_in(desk, HAND) is Role.MEMBER
        await app.choose(app.find(ft.Tabs), 3)
        await app.click(app.find(ft.TextButton, text="Leave circle"))
        assert belonging.role_in(desk, HAND) is None
        assert "You left the circle." in app.texts()
        await app.click(app.find(ft.SnackBarAction, text="Undo"))
        assert belonging.role_in(desk, HAND) is Role.MEMBER


async def test_the_week_is_always_found_among_the_circles(desk):
    async with opened(desk, "/circles") as app:
        assert "Your circles' week" not in app.texts(), "who is in no circle has no week of theirs"
        belonging.join(desk, HAND)
        await app.settle()
        (way,) = [one for one in app.find_all(ft.TextButton) if "Your circles' week" in app.texts(one)]
        await app.click(way)
        assert app.route == "/week"


async def test_who_has_not_joined_sees_no_way_to_write(desk):
    async with opened(desk, f"/circles/{HAND}") as app:
        assert "New topic" not in buttons(app)
        assert "Join circle" in buttons(app)


async def test_only_leaders_are_offered_to_ask_a_prompt(desk, circle):
    belonging.join(desk, HAND)
    for where, offered in ((circle, True), (HAND, False)):
        async with opened(desk, f"/circles/{where}") as app:
            await app.choose(app.find(ft.Tabs), 2)
            assert ("Ask a learning prompt" in buttons(app)) is offered


async def test_who_does_not_lead_is_told_so_at_the_prompts_own_address(desk):
    belonging.join(desk, HAND)
    async with opened(desk, f"/circles/{HAND}/ask") as app:
        assert "Only a leader of this circle may do that." in app.texts()
        assert app.find_all(ft.TextField) == []


async def test_a_leader_asks_in_both_languages(desk, circle):
    async with opened(desk, f"/circles/{circle}/ask") as app:
        await app.type(app.find(ft.TextField, text="English"), "What helped?")
        await app.type(app.find(ft.TextField, text="বাংলা"), "কী সাহায্য করেছে?")
        await app.click(app.find(ft.FilledButton, text="Ask the circle"))
        (prompt,) = leading.prompts(desk, circle)
        assert (prompt.text.en, prompt.text.bn) == ("What helped?", "কী সাহায্য করেছে?")
        assert app.route == f"/circles/{circle}/prompts/{prompt.id}"


async def test_an_idea_fills_both_sides_at_once(desk, circle):
    async with opened(desk, f"/circles/{circle}/ask") as app:
        idea = "What was hard this week, and what would help?"
        (chosen,) = [c for c in app.find_all(ft.TextButton) if c.on_click and idea in app.texts(c)]
        await app.click(chosen)
        assert app.find(ft.TextField, text="English").value == idea
        assert app.find(ft.TextField, text="বাংলা").value == "এ সপ্তাহে কোনটি কঠিন ছিল? কী পেলে সুবিধা হতো?"


@pytest.mark.parametrize(("lang", "own", "other"), [("en", "Why?", "কেন?"), ("bn", "কেন?", "Why?")])
async def test_a_member_reads_their_own_language_first_and_the_other_one_tap_away(desk, lang, own, other):
    belonging.join(desk, HAND)
    prompt = arrives(desk, "prompt", HAND, {"text_en": "Why?", "text_bn": "কেন?"})
    async with opened(desk, f"/circles/{HAND}/prompts/{prompt}", lang) as app:
        assert own in app.texts()
        assert other not in app.texts()
        await app.click(app.find(ft.TextButton, text={"en": "বাংলায় পড়ুন", "bn": "Read in English"}[lang]))
        assert other in app.texts()


async def test_from_720_pixels_the_two_sides_stand_side_by_side(desk):
    belonging.join(desk, HAND)
    prompt = arrives(desk, "prompt", HAND, {"text_en": "Why?", "text_bn": "কেন?"})
    async with opened(desk, f"/circles/{HAND}/prompts/{prompt}", width=719) as app:
        assert "কেন?" not in app.texts()
        await app.resize(720, 800)
        assert {"Why?", "কেন?"} <= set(app.texts())


@pytest.mark.parametrize("lang", ["en", "bn"])
async def test_a_missing_side_says_so(desk, words_in, lang):
    belonging.join(desk, HAND)
    prompt = arrives(desk, "prompt", HAND, {"text_en": "Why?", "text_bn": ""})
    async with opened(desk, f"/circles/{HAND}/prompts/{prompt}", lang, width=800) as app:
        assert "Why?" in app.texts()
        assert words_in(lang).t("The Bengali side has not been written yet.") in app.texts()


async def test_a_leader_adds_the_missing_side_later(desk, circle):
    prompt = leading.ask(desk, circle, en="Why?", bn="")
    async with opened(desk, f"/circles/{circle}/prompts/{prompt.id}") as app:
        await app.click(app.find(ft.TextButton, text="Add the other language"))
        await app.type(app.find(ft.TextField, text="বাংলা"), "কেন?")
        await app.click(app.find(ft.FilledButton, text="Save"))
    assert leading.the_prompt(desk, circle, prompt.id).text.bn == "কেন?"


async def test_an_answer_to_a_prompt_stands_there_at_once(desk, circle):
    prompt = leading.ask(desk, circle, en="Why?", bn="কেন?")
    async with opened(desk, f"/circles/{circle}/prompts/{prompt.id}") as app:
        await app.type(app.find(ft.TextField), "Because of tea.")
        await app.click(app.find(ft.IconButton, text="Send"))
        assert "Because of tea." in app.texts()
        assert app.find(ft.TextField).value == ""


async def test_a_topic_is_posted_and_replied_to(desk, circle):
    async with opened(desk, f"/circles/{circle}/new/topic") as app:
        await app.type(app.find(ft.TextField, text="Title"), "Pipes")
        await app.type(app.find(ft.TextField, text="Tell more about it"), "We heat them.")
        await app.click(app.find(ft.FilledButton, text="Post"))
        (post,) = posting.posts(desk, circle, "topic")
        await app.go(f"/circles/{circle}/posts/{post.id}")
        await app.type(app.find(ft.TextField), "How hot?")
        await app.click(app.find(ft.IconButton, text="Send"))
        assert {"Pipes", "We heat them.", "How hot?", "1 reply"} <= set(app.texts())
    assert drafting.draft(desk, f"post:{circle}:topic") == ""


async def test_an_empty_post_is_refused_and_what_was_typed_stays(desk, circle):
    async with opened(desk, f"/circles/{circle}/new/question") as app:
        await app.type(app.find(ft.TextField, text="Tell more about it"), "Half a thought")
        await app.click(app.find(ft.FilledButton, text="Ask"))
        assert posting.posts(desk, circle, "question") == []
        assert "Write this line first." in app.texts()
        assert app.find(ft.TextField, text="Tell more about it").value == "Half a thought"


async def test_a_language_switch_in_a_circle_keeps_tab_draft_and_route(desk, circle):
    prompt = leading.ask(desk, circle, en="Why?", bn="কেন?")
    async with opened(desk, f"/circles/{circle}/prompts/{prompt.id}") as app:
        await app.type(app.find(ft.TextField), "Half an answ")
        await app.click(eg.language_switch(app))
        assert "কেন?" in app.texts()
        assert app.find(ft.TextField).value == "Half an answ"
        assert app.route == f"/circles/{circle}/prompts/{prompt.id}"


async def test_what_is_not_on_this_device_is_said_plainly(desk, circle):
    for route, sentence in (
        (f"/circles/{DAVID}", "This circle is not on this device."),
        (f"/circles/{circle}/posts/{DAVID}", "This post is not on this device."),
        (f"/circles/{circle}/prompts/{DAVID}", "This prompt is not on this device."),
    ):
        async with opened(desk, route) as app:
            assert any(text.startswith(sentence) for text in app.texts()), route


async def test_news_from_others_appears_without_a_tap(desk):
    belonging.join(desk, HAND)
    async with opened(desk, f"/circles/{HAND}") as app:
        assert "No topics yet" in app.texts()
        arrives(desk, "post", HAND, {"tab": "topic", "title": "Fresh news", "body": "…", "lang": "en"})
        await app.until(lambda: "Fresh news" in app.texts())


async def test_a_purpose_is_open_for_whoever_is_new_and_folded_for_members(desk, circle):
    async with opened(desk, f"/circles/{circle}") as app:
        assert "Splints" not in app.texts()
        await app.click(app.find(ft.TextButton, text="What this circle is for", identifier="purpose"))
        assert "Splints" in app.texts()
    async with opened(desk, f"/circles/{HAND}") as app:
        await app.click(app.find(ft.FilledButton, text="Join circle"))
        assert app.find_all(ft.TextButton, text="বাংলায় পড়ুন")


@pytest.mark.parametrize("words_in", ["en", "bn"])
async def test_a_page_that_is_not_there_is_not_offered(desk, circle, words_in):
    leading.ask(desk, circle, **{"en": "", "bn": "", words_in: "Why?"})
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), 2)
        assert not app.find_all(ft.TextButton, text="বাংলায় পড়ুন")
        assert not app.find_all(ft.TextButton, text="Read in English")


async def test_a_circle_without_prompts_offers_its_leader_two_to_begin_from(desk, circle):
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), 2)
        ideas = app.find_all(ft.TextButton, text="Which professional relationship helped")
        await app.click(next(idea for idea in ideas if idea.on_click))
        assert app.route == f"/circles/{circle}/ask"
        assert all(field.value for field in app.find_all(ft.TextField))


async def test_a_question_says_who_can_answer(desk, circle):
    question = posting.post(desk, circle, "question", "Which splint?", "For a thumb.").id
    async with opened(desk, f"/circles/{circle}/posts/{question}") as app:
        assert "Every member of Hands can answer, from any discipline." in app.texts()
