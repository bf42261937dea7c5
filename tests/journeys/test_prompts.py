"""A learning prompt from a leader to the members: planned, and asked while the leader is away."""

from journeys.devices import eventually, is_settled
from journeys.test_two_people import found_and_joined, two_people

from app.bootstrap import now_ms
from app.services import leading, planning, reflecting, voting


async def test_what_was_planned_offline_is_asked_while_its_leaders_device_is_off(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        await nasrin.offline()
        plan = planning.plan(
            nasrin.desk, circle, when=now_ms() + 1_500, text_en="What helped?", text_bn="কী সাহায্য করেছে?"
        )
        nasrin.online()
        await eventually(lambda: is_settled(nasrin))
        await nasrin.offline()
        assert leading.prompts(david.desk, circle) == []
        assert planning.the_plan(david.desk, plan.id) is None
        (prompt,) = await eventually(lambda: leading.prompts(david.desk, circle), within=20)
        assert (prompt.by, prompt.text.bn) == (nasrin.desk.person, "কী সাহায্য করেছে?")
        leading.answer(david.desk, circle, prompt.id, "Tea.")
        nasrin.online()
        await eventually(lambda: [a.body for a in leading.answers(nasrin.desk, prompt.id)] == ["Tea."])
        await eventually(lambda: planning.plans(nasrin.desk, circle) == [])


async def test_what_one_votes_offline_is_counted_later_and_comes_to_no_other_device(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        poll = {"choice1_en": "Tea", "choice1_bn": "চা", "choice2_en": "Rest"}
        prompt = leading.ask(nasrin.desk, circle, en="What helps?", bn="", **poll).id
        await eventually(lambda: leading.prompts(david.desk, circle))
        await david.offline()
        voting.choose(david.desk, circle, prompt, 2)
        voting.choose(david.desk, circle, prompt, 1)
        david.online()
        await eventually(lambda: is_settled(david))
        voting.choose(nasrin.desk, circle, prompt, 2)
        await eventually(lambda: is_settled(nasrin))
        voting.look(david.desk, circle, prompt)
        await eventually(lambda: is_settled(david))
        assert (voting.vote(david.desk, prompt).choice, voting.vote(nasrin.desk, prompt).choice) == (1, 2)
        votes = nasrin.desk.memory.of_kind("vote")
        assert [(vote.by, vote.scope) for vote in votes] == [(nasrin.desk.person, nasrin.desk.own)]


async def test_a_reflection_comes_to_no_one_while_the_answer_beside_it_does_and_the_summary_to_all(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        prompt = leading.ask(nasrin.desk, circle, en="What was hard?", bn="কী কঠিন ছিল?").id
        await eventually(lambda: leading.prompts(david.desk, circle))
        reflecting.reflect(david.desk, circle, prompt, "I wanted to give up.")
        leading.answer(david.desk, circle, prompt, "The heat.")
        await eventually(lambda: [a.body for a in leading.answers(nasrin.desk, prompt)] == ["The heat."])
        await eventually(lambda: is_settled(david))
        answered, others = leading.who_answered(nasrin.desk, circle, prompt)
        assert [person.id for person in answered] == [david.desk.person]
        assert [person.id for person in others] == [nasrin.desk.person]
        assert nasrin.desk.memory.of_kind("reflection") == []
        leading.summarise(nasrin.desk, circle, prompt, en="Heat", bn="গরম")
        await eventually(lambda: leading.the_prompt(david.desk, circle, prompt).summary.bn == "গরম")
