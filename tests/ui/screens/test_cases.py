"""A question about a client on the screens: the form, the guard beside it, the ways to fewer readers, and how
it is read."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened
from ui.screens.test_questions import answers, asks, member

from app.domain.cases import Case
from app.services import belonging, drafting, messaging, posting, questioning
from app.services.reacting import Item

CASE = Case(age="6-12", setting="school", tried="A **slanted** board")
RECOGNISED = "Could somebody who knows the family recognise them?"


async def tells_of_a_case(app):
    """Fill in everything there is to say of a client."""
    await app.type(app.find(ft.TextField, text="Your question in one line"), "How does she hold a pen?")
    await app.click(app.find(ft.TextButton, text="It is about a client", identifier="case"))
    for field, chosen in (("The client's age", "6 to 12 years"), ("Where the client is seen", "School")):
        await app.click(app.find(ft.OutlinedButton, text=field))
        await app.click(app.find(ft.TextButton, text=chosen))
    await app.type(app.find(ft.TextField, text="What was tried, and how it went"), "A slanted board")
    await app.type(app.find(ft.TextField, text="What do you wonder?"), "She tires")


def field(app, name):
    return app.find(ft.TextField, text=name)


async def says(app, code):
    await app.choose(app.find(ft.RadioGroup), code)


async def test_a_case_is_asked_with_its_codes_and_what_was_tried_and_read_in_either_language(desk, hands):
    async with opened(desk, f"/circles/{hands}/new/question") as app:
        assert RECOGNISED not in app.texts(), "of a question in general nobody asks that"
        await tells_of_a_case(app)
        assert RECOGNISED in app.texts()
        await says(app, "no")
        assert "Fewer readers may be better" not in app.texts()
        await app.click(app.find(ft.FilledButton, text="Ask"))
    (post,) = posting.posts(desk, hands, "question")
    assert post.case == Case(age="6-12", setting="school", tried="A slanted board")
    (operation,) = desk.memory.get(post.scope, "post", post.id).waiting
    assert not {"rare", "yes", "no"} & {*operation.args, *map(str, operation.args.values())}
    for lang, said in (("en", "6 to 12 years · School"), ("bn", "৬ থেকে ১২ বছর · স্কুল")):
        async with opened(desk, f"/circles/{hands}/posts/{post.id}", lang) as app:
            assert {said, "A slanted board", "She tires"} <= set(app.texts())
        async with opened(desk, f"/circles/{hands}", lang) as app:
            await app.choose(app.find(ft.Tabs), 1)
            assert said in app.texts()


async def test_what_was_begun_is_there_after_a_restart_and_in_the_other_language(desk, hands):
    async with opened(desk, f"/circles/{hands}/new/question") as app:
        await tells_of_a_case(app)
        await says(app, "yes")
        await app.go("/circles")
    async with opened(desk, f"/circles/{hands}/new/question", "bn") as app:
        shown = app.texts()
        assert {"৬ থেকে ১২ বছর", "স্কুল", "A slanted board", "She tires"} <= set(shown)
        assert "কম মানুষ পড়লে ভালো হতে পারে" in shown
        await app.click(app.find(ft.TextButton, text="প্রশ্নটি একজন সেবাগ্রহীতাকে নিয়ে", identifier="case"))
        assert "৬ থেকে ১২ বছর · স্কুল" in app.texts(), "folded it still says what goes with it"


async def test_the_guard_looks_at_what_was_tried_and_says_why(desk, hands):
    async with opened(desk, f"/circles/{hands}/new/question") as app:
        await tells_of_a_case(app)
        await app.type(field(app, "What was tried, and how it went"), "Mr Rahman came on 3 March 2026")
        await app.until(lambda: "The name of a person" in app.texts())
        await app.click(app.find(ft.FilledButton, text="Ask"))
        assert posting.posts(desk, hands, "question") == []
        await app.click(app.find(ft.FilledButton, text="Ask"))
    (post,) = posting.posts(desk, hands, "question")
    assert post.case.tried == "Mr Rahman came on 3 March 2026"


async def test_a_case_somebody_would_know_may_go_to_a_smaller_circle_and_nothing_is_lost(desk, hands):
    for person in (eg.DAVID, eg.RINA):
        member(desk, hands, person)
    few = belonging.found(desk, {"name_en": "Supervision"}).id
    member(desk, few, eg.DAVID)
    async with opened(desk, f"/circles/{hands}/new/question") as app:
        await tells_of_a_case(app)
        await app.fire(app.find(ft.Chip, text="Nurse"), "select", True, selected=True)
        await says(app, "yes")
        assert {"Ask in Supervision", "2 members"} <= set(app.texts())
        await app.click(app.find(ft.TextButton, text="Ask in Supervision"))
        assert app.route == f"/circles/{few}/new/question"
        assert field(app, "What do you wonder?").value == "She tires"
        await app.click(app.find(ft.FilledButton, text="Ask"))
    (post,) = posting.posts(desk, few, "question")
    assert (post.title, post.case.age) == ("How does she hold a pen?", "6-12")
    assert questioning.question(desk, few, post.id).asked == ("nurse",)
    assert posting.posts(desk, hands, "question") == []
    async with opened(desk, f"/circles/{hands}/new/question") as app:
        assert field(app, "Your question in one line").value == ""


async def test_a_circle_for_which_a_question_is_begun_is_not_offered(desk, hands):
    for person in (eg.DAVID, eg.RINA):
        member(desk, hands, person)
    few = belonging.found(desk, {"name_en": "Supervision"}).id
    member(desk, few, eg.DAVID)
    drafting.keep(desk, f"post:{few}:question", '{"title": "Another"}')
    async with opened(desk, f"/circles/{hands}/new/question") as app:
        await tells_of_a_case(app)
        await says(app, "yes")
        assert "Ask in Supervision" not in app.texts()


async def test_or_to_a_mentor_as_a_message_under_what_was_begun_there(desk, hands, david):
    eg.acquaint(desk, david)
    messaging.send(desk, david, "Hello")
    drafting.keep(desk, f"dm:{david}", "By the way")
    async with opened(desk, f"/circles/{hands}/new/question") as app:
        await tells_of_a_case(app)
        await says(app, "yes")
        await app.click(app.find(ft.TextButton, text="Write to David Mitra"))
        assert app.route == f"/messages/{david}"
        told = "How does she hold a pen?\n\n6 to 12 years · School\n\nA slanted board\n\nShe tires"
        assert app.find(ft.TextField).value == f"By the way\n\n{told}"
    assert drafting.draft(desk, f"post:{hands}:question") == ""
    assert [said.body for said in messaging.messages(desk, david)] == ["Hello"], "nobody sent anything yet"


@pytest.mark.parametrize("leaves_out", [True, False])
async def test_or_age_and_setting_are_left_out_and_who_wants_asks_all_the_same(desk, hands, leaves_out):
    async with opened(desk, f"/circles/{hands}/new/question") as app:
        await tells_of_a_case(app)
        await says(app, "yes")
        if leaves_out:
            await app.click(app.find(ft.TextButton, text="Leave out age and setting"))
            assert "6 to 12 years" not in app.texts()
        await app.click(app.find(ft.FilledButton, text="Ask"))
    (post,) = posting.posts(desk, hands, "question")
    assert post.case.fields.keys() == ({"tried"} if leaves_out else {"age", "setting", "tried"})


async def test_its_asker_puts_the_case_right_where_they_put_their_words_right(desk, hands):
    post = posting.post(desk, hands, "question", "How?", "She tires", case=CASE)
    item = Item(scope=post.scope, kind="post", id=post.id)
    there = f"/circles/{hands}/posts/{post.id}"
    async with opened(desk, f"{there}/change/{item.scope}/post/{item.id}") as app:
        await app.click(app.find(ft.OutlinedButton, text="The client's age"))
        await app.click(app.find(ft.TextButton, text="None of these"))
        await app.type(field(app, "What was tried, and how it went"), "A board")
        await app.click(app.find(ft.FilledButton, text="Save"))
    assert posting.the_post(desk, hands, post.id).case == Case(setting="school", tried="A board")


async def test_answers_stand_in_lanes_first_those_that_were_asked_and_who_is_missing_is_named(desk, hands):
    david, rina = member(desk, hands, eg.DAVID), member(desk, hands, eg.RINA)
    post = posting.post(desk, hands, "question", "How?", "She tires", asked=["physio", "nurse"], case=CASE)
    async with opened(desk, f"/circles/{hands}/posts/{post.id}") as app:
        assert not [text for text in app.texts() if text.startswith("No answer yet from")]
    for number, (who, body) in enumerate(((rina, "One"), (david, "Two")), 10):
        answers(desk, hands, post.id, who, body, number)
    async with opened(desk, f"/circles/{hands}/posts/{post.id}") as app:
        headings = [text for text in app.texts() if text in ("One", "Two")]
        assert headings == ["Two", "One"]
        assert "No answer yet from: Nurse" in app.texts()
        plain = asks(desk, hands, david, "Whose?", 20)
        await app.go(f"/circles/{hands}/posts/{plain}")
        assert not [text for text in app.texts() if text.startswith("No answer yet from")]


async def test_where_nobody_has_a_name_nobody_is_asked_about_a_client(desk):
    peers = belonging.found(desk, {"name_en": "After work", "peer": True}).id
    async with opened(desk, f"/circles/{peers}/new/question") as app:
        assert "It is about a client" not in app.texts()
