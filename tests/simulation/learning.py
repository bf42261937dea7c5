"""What people do with learning prompts and questions beside the words themselves."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.cases import Case
from app.services import leading, planning, posting, questioning, reflecting, voting

from .device import Device

if TYPE_CHECKING:
    from .acts import Acts

POLL = {"choice1_en": "Rest", "choice2_bn": "চা", "choice3_en": "Talk"}
THOUGHT = "নিজের জন্য ভাবনা"
CASE = Case(age="6-12", setting="school", tried=THOUGHT)


class Learning:
    """The acts of it."""

    def __init__(self, acts: "Acts") -> None:
        self.acts, self.chance = acts, acts.chance

    def acts_there_are(self) -> tuple[Callable[[Device], object], ...]:
        """Each of them, as a person may do it."""
        return (
            *(self.ask_poll, self.vote, self.vote, self.look, self.plan, self.give_up, self.reflect),
            *(self.wonder, self.reply, self.say_it_helped, self.close),
        )

    def ask_poll(self, device: Device) -> None:
        leading.ask(device.desk, self.acts._led(device), en=device.say(), bn="", **POLL)

    def vote(self, device: Device) -> None:
        circle = self.acts._circle(device)
        polls = [prompt.id for prompt in leading.prompts(device.desk, circle) if prompt.choices]
        voting.choose(device.desk, circle, self.acts._some(polls), self.chance.randint(1, 3))

    def look(self, device: Device) -> None:
        """Somebody looks what the others chose."""
        circle = self.acts._circle(device)
        for prompt in leading.prompts(device.desk, circle):
            voting.look(device.desk, circle, prompt.id)

    def plan(self, device: Device) -> None:
        """For a moment that comes in this story, or long after it."""
        when = device.desk.clock() + self.chance.choice((500, 3_000, 20_000, 86_400_000))
        every = self.chance.choice(("", "week"))
        planning.plan(device.desk, self.acts._led(device), when=when, every=every, text_bn=THOUGHT)

    def give_up(self, device: Device) -> None:
        plans = [r.id for r in device.desk.memory.of_kind("plan") if r.values.get("ended", "") == ""]
        planning.give_up(device.desk, self.acts._some(plans))

    def reflect(self, device: Device) -> None:
        circle = self.acts._circle(device)
        prompt = self.acts._some([prompt.id for prompt in leading.prompts(device.desk, circle)])
        reflecting.reflect(device.desk, circle, prompt, f"{THOUGHT} {self.chance.randint(1, 9)}")

    def wonder(self, device: Device) -> None:
        circle = self.acts._circle(device)
        posting.post(device.desk, circle, "question", "title", device.say(), asked=["ot"], case=CASE)

    def say_it_helped(self, device: Device) -> None:
        circle, question = self._own_question(device)
        replies = [r.id for r in posting.replies(device.desk, question) if r.by != device.desk.person]
        on = self.chance.random() < 0.7
        questioning.say_it_helped(device.desk, circle, question, self.acts._some(replies), "", on=on)

    def reply(self, device: Device) -> None:
        circle = self.acts._circle(device)
        asked = [post.id for post in posting.posts(device.desk, circle, "question")]
        posting.reply(device.desk, circle, self.acts._some(asked), device.say())

    def close(self, device: Device) -> None:
        circle, question = self._own_question(device)
        questioning.close(device.desk, circle, question, closed=self.chance.random() < 0.6)

    def _own_question(self, device: Device) -> tuple[str, str]:
        circle, person = self.acts._circle(device), device.desk.person
        posts = posting.posts(device.desk, circle, "question")
        return circle, self.acts._some([post.id for post in posts if post.by == person])
