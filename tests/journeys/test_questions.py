"""A question from its asker to the circle and back: asked, answered, helped, closed."""

from journeys.devices import eventually
from journeys.test_two_people import found_and_joined, is_settled, two_people

from app.domain.questioning import State
from app.services import noticing, posting, questioning


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
