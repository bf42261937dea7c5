"""A question from its asker to the circle and back: asked, answered, helped, closed."""

from journeys.devices import eventually, is_settled
from journeys.test_two_people import found_and_joined, two_people

from app.domain.cases import Case
from app.domain.questioning import State
from app.services import editing, noticing, posting, questioning, searching
from app.services.reacting import Item


async def test_what_helped_is_read_by_who_answered_and_a_closed_question_asks_no_more(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        await nasrin.offline()
        asked = posting.post(nasrin.desk, circle, "question", "How long?", "At night", asked=["physio"]).id
        nasrin.online()
        (noticed,) = await eventually(lambda: [n for n in noticing.open_questions(david.desk) if n.for_me])
        assert noticed.post.id == asked
        reply = posting.reply(david.desk, circle, asked, "Six weeks.").id
        await eventually(lambda: posting.replies(nasrin.desk, asked))
        questioning.say_it_helped(nasrin.desk, circle, asked, reply, "it was clear")
        helped = {reply: "it was clear"}
        await eventually(lambda: questioning.question(david.desk, circle, asked).helped == helped)
        questioning.close(nasrin.desk, circle, asked)
        await eventually(lambda: questioning.question(david.desk, circle, asked).state is State.CLOSED)
        await eventually(lambda: is_settled(nasrin) and is_settled(david))


async def test_a_question_about_a_client_is_found_and_put_right_wherever_it_is_read(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        case = Case(age="6-12", setting="school", tried="ঢালু বোর্ড")
        await nasrin.offline()
        asked = posting.post(
            nasrin.desk, circle, "question", "How?", "She tires", asked=["physio"], case=case
        )
        nasrin.online()
        await eventually(lambda: noticing.open_questions(david.desk))
        assert posting.the_post(david.desk, circle, asked.id).case == case
        for query in ("ঢালু", "school", "৬ থেকে ১২"):
            found = {one.id for one in searching.search(david.desk, query).found}
            assert asked.id in found
        item = Item(scope=asked.scope, kind="post", id=asked.id)
        editing.edit(nasrin.desk, item, age="", setting="")
        left = Case(tried="ঢালু বোর্ড")
        await eventually(lambda: posting.the_post(david.desk, circle, asked.id).case == left)
        assert questioning.unheard(nasrin.desk, circle, asked.id) == ("physio",)
        posting.reply(david.desk, circle, asked.id, "A wedge under her elbow.")
        await eventually(lambda: not questioning.unheard(nasrin.desk, circle, asked.id))
