"""What people do: mostly by the app's own services; each is noted where it must have come true in the end."""

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, TypeVar

from app.domain.circles import may_lead
from app.domain.errors import Refused
from app.domain.ids import circle_scope, inside, own_scope, pair_scope
from app.domain.mentoring import COMMANDS
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, introducing, leading, messaging, posting, seating, withdrawing

from .arranging import Arranging
from .device import Device
from .judging import Judging
from .learning import Learning
from .ruling import Ruling
from .sharing import Sharing
from .shelving import Shelving
from .tapping import Tapping, item_of
from .welcoming import Welcoming
from .words import spoken

if TYPE_CHECKING:
    from .world import World

OTHERS = {circle["id"] for circle in STARTER_CIRCLES[2:]}
"""Circles nobody goes to, so that people meet in the others."""
BENGALI = "আজ হাতের স্প্লিন্ট নিয়ে কথা বললাম, রোগী খুশি"
CIRCLES = 3
T = TypeVar("T")


class Acts:
    """Everything a person may do; who is not in the position to do it does nothing."""

    def __init__(self, world: "World", chance: Random) -> None:
        self.deeds, self.chance = world.deeds, chance
        self.devices = lambda: world.story.devices
        self.alone = (self.post, self.found, self.join, self.describe)

    def draw(self) -> list[Callable[[Device], object]]:
        """The acts of one story."""
        acts, tapping, ruling = [self.post, self.post], Tapping(self), Ruling(self)
        welcoming, judging, learning = Welcoming(self), Judging(self), Learning(self)
        arranging, shelving, sharing = Arranging(self), Shelving(self), Sharing(self)
        for act, weight in (
            (self.post, 3), (self.reply, 2), (self.ask, 2), (self.complete, 2), (self.answer, 1),
            (self.message, 2), (self.describe, 2), (self.found, 2), (self.join, 3), (self.leave, 2),
            (self.remove, 2), (ruling.promote, 1), (ruling.hand_over, 1), (self.rename, 1),
            (self.read_far, 1), (self.withdraw, 2), (ruling.ban, 1), (self.block, 1),
            (self.unblock, 1), (self.ask_mentor, 1), (self.mentor, 2),
            (judging.report, 3), (judging.decide, 3), (judging.appeal, 1),
            (self.hide_history, 1), (self.disagree, 1), (self.quarrel, 2),
            (self.last_word, 1), (self.talk, 1), (self.step_out, 2), (self.turn_away, 1), (self.regret, 1),
            (tapping.react, 3), (tapping.change_mind, 1), (welcoming.answer_request, 1), (welcoming.mute, 1),
            *((act, 1) for act in learning.acts_there_are()),
            (arranging.edit, 2), (arranging.pin, 2), (arranging.move, 2),
            (sharing.share, 6), (sharing.take_back, 2), (sharing.answer, 6),
            (shelving.archive, 1), (shelving.bring_back, 1), (shelving.end_unheard, 3),
        ):  # fmt: skip
            acts += [act] * self.chance.choice((0, 0, weight, 3 * weight))
        return acts

    # Writing

    def post(self, device: Device) -> None:
        body = device.say() + self.chance.choice(("", BENGALI))
        posting.post(device.desk, self._circle(device), "topic", "title", body)

    def talk(self, device: Device) -> None:
        """Several things, one after the other."""
        circle = self._circle(device)
        for _ in range(3):
            posting.post(device.desk, circle, "topic", "title", device.say())

    def reply(self, device: Device) -> None:
        circle = self._circle(device)
        post = self._some([post.id for post in posting.posts(device.desk, circle, "topic")])
        posting.reply(device.desk, circle, post, device.say())

    def ask(self, device: Device) -> None:
        leading.ask(device.desk, self._led(device), en=device.say(), bn="")

    def complete(self, device: Device) -> None:
        circle = self._led(device)
        prompt = self._some([prompt.id for prompt in leading.prompts(device.desk, circle)])
        leading.complete(device.desk, circle, prompt, bn=f"{BENGALI} {self.chance.random()}")
        self.deeds.set(device, circle_scope(circle), "prompt", prompt)

    def answer(self, device: Device) -> None:
        circle = self._circle(device)
        prompt = self._some([prompt.id for prompt in leading.prompts(device.desk, circle)])
        leading.answer(device.desk, circle, prompt, device.say())

    def message(self, device: Device) -> None:
        messaging.send(device.desk, self._somebody(device), device.say())

    def withdraw(self, device: Device) -> None:
        mine = [
            record
            for kind in ("post", "reply", "answer", "dm")
            for record in device.desk.memory.of_kind(kind)
            if spoken(record.values) and withdrawing.may_withdraw(device.desk, item_of(record))
        ]
        self._withdraw(device, self._some(mine))

    def _withdraw(self, device: Device, record: Record) -> None:
        self.deeds.may_be_withdrawn(record)
        withdrawing.withdraw(device.desk, item_of(record))
        self.deeds.withdraw(device, record)

    # Oneself

    def describe(self, device: Device) -> None:
        field = self.chance.choice(("ask", "learn", "name_bn", "mentors"))
        text = {"name_bn": "নাম", "mentors": True}.get(field, f"{device.name} {self.chance.random()}")
        introducing.describe(device.desk, {field: text})
        self.deeds.set(device, device.desk.own, "me", device.desk.person)

    def read_far(self, device: Device) -> None:
        scope = circle_scope(self._circle(device))
        place = max((record.pos for record in device.desk.memory.in_scope(scope)), default=0)
        device.desk.write(own_scope(device.desk.person), "mark", scope, "set", {"pos": place})

    def block(self, device: Device) -> None:
        self._block(device, self._somebody(device))

    def unblock(self, device: Device) -> None:
        blocked = [r.id for r in device.desk.memory.of_kind("block") if r.values.get("on")]
        device.desk.write(device.desk.own, "block", self._some(blocked), "set", {"on": False})

    # Belonging

    def found(self, device: Device) -> None:
        if len(belonging.mine(device.desk)) < CIRCLES:
            belonging.found(device.desk, {"name_en": f"Circle of {device.name}"})

    def join(self, device: Device) -> None:
        circle = self._some(sorted({known.id for known in belonging.every(device.desk)} - OTHERS))
        if belonging.role_in(device.desk, circle) is None:
            self.deeds.join(device, circle_scope(circle))
        belonging.join(device.desk, circle)

    def leave(self, device: Device) -> None:
        belonging.leave(device.desk, self._circle(device))

    def remove(self, device: Device) -> None:
        circle = self._led(device)
        self._send_away(device, circle, self._other(device, circle))

    def rename(self, device: Device) -> None:
        circle = self._led(device)
        self._set_circle(device, circle, "name_en", f"{device.name} {self.chance.random()}")

    def hide_history(self, device: Device) -> None:
        self._set_circle(device, self._led(device), "history", self.chance.choice(("since_join", "all")))

    def _set_circle(self, device: Device, circle: str, field: str, value: str) -> None:
        scope = circle_scope(circle)
        device.desk.write(scope, "circle", circle, "set", {field: value})
        self.deeds.set(device, scope, "circle", circle)

    # Two devices at once

    def disagree(self, device: Device) -> None:
        """What one wrote first, on a device without signal, arrives last."""
        other = self._some([d for d in self.devices() if d is not device and d.name[0] == device.name[0]])
        self._out_of_reach(other, 6)
        other.act(self.ask_for)
        device.net.later(2, lambda: device.act(self.ask_for))

    def ask_for(self, device: Device) -> None:
        introducing.describe(device.desk, {"ask": f"{device.name} {self.chance.random()}"})
        self.deeds.set(device, device.desk.own, "me", device.desk.person)

    def quarrel(self, device: Device) -> None:
        """Somebody leaves in a huff and wants back in, unheard, and is sent away meanwhile: that wish, which
        knows nothing of it, brings nobody in."""
        circle = self._led(device)
        person = self._other(device, circle)
        other = self._some([d for d in self.devices() if d.awake and d.desk.person == person])
        self._out_of_reach(other, 8)
        other.act(lambda one: belonging.leave(one.desk, circle))
        other.act(lambda one: belonging.join(one.desk, circle))
        device.net.later(1, lambda: device.act(lambda one: self._send_away(one, circle, person)))

    def last_word(self, device: Device) -> None:
        """Somebody is sent away and says something at the same moment."""
        circle = self._led(device)
        person = self._other(device, circle)
        other = self._some([d for d in self.devices() if d.awake and d.desk.person == person])
        first, second = self.chance.sample(
            (lambda: self._say(other, circle), lambda: self._end(device, circle, person)), 2
        )
        first()
        device.net.later(self.chance.choice((0, 0.01, 0.05)), second)

    def _say(self, device: Device, circle: str) -> None:
        device.act(lambda one: posting.post(one.desk, circle, "topic", "title", one.say()))

    def _end(self, device: Device, circle: str, person: str) -> None:
        device.act(lambda one: self._send_away(one, circle, person))

    def turn_away(self, device: Device) -> None:
        """Somebody writes, and writes again to one who wants no more of that."""
        person = self._somebody(device)
        other = self._some([d for d in self.devices() if d.awake and d.desk.person == person])
        self._write_to(other, device.desk.person)
        device.net.later(2, lambda: device.act(lambda one: self._block(one, person)))
        device.net.later(5, lambda: self._write_to(other, device.desk.person) if device.awake else None)

    def _write_to(self, device: Device, person: str) -> None:
        device.act(lambda one: messaging.send(one.desk, person, one.say()))

    def _block(self, device: Device, person: str) -> None:
        device.desk.write(device.desk.own, "block", person, "set", {"on": True})

    def step_out(self, device: Device) -> None:
        """Somebody has said something, leaves, and is soon back."""
        circle = self._circle(device)
        self._say(device, circle)
        soon = 1 + self.chance.choice((0.5, 2, 6))
        device.net.later(1, lambda: device.act(lambda one: belonging.leave(one.desk, circle)))
        device.net.later(soon, lambda: device.act(lambda one: self._want_in(one, circle)))

    def regret(self, device: Device) -> None:
        """Something is said, and soon withdrawn."""
        circle = self._circle(device)
        made = posting.post(device.desk, circle, "topic", "title", device.say())
        soon = self.chance.choice((1, 4, 10))
        device.net.later(soon, lambda: device.act(lambda one: self._withdraw(one, self._still(one, made))))

    def _still(self, device: Device, made: posting.Post) -> Record:
        return self._some([r for r in device.desk.memory.of_kind("post") if r.id == made.id and r.base])

    def think_again(self, device: Device) -> None:
        """Something is withdrawn, and something else said."""
        posts = [r for r in device.desk.memory.of_kind("post") if r.base and r.by == device.desk.person]
        record = self._some(posts)
        self._withdraw(device, record)
        posting.post(device.desk, inside(record.scope), "topic", "title", device.say())

    def _want_in(self, device: Device, circle: str) -> None:
        self.deeds.join(device, circle_scope(circle))
        belonging.join(device.desk, circle)

    def _send_away(self, device: Device, circle: str, person: str) -> None:
        seating.remove(device.desk, circle, person)
        self.deeds.remove(device, circle_scope(circle), person, "remove")

    def _out_of_reach(self, device: Device, seconds: float) -> None:
        device.net.go(online=False)
        device.net.later(seconds, lambda: device.net.go(online=True))

    # Mentoring

    def ask_mentor(self, device: Device) -> None:
        other = self._somebody(device)
        asked = {"to": other, "goals": device.say()}
        scope = pair_scope(device.desk.person, other)
        device.desk.write(
            scope, "mreq", device.desk.new_id(), "create", asked, effect={"goals": asked["goals"]}
        )

    def mentor(self, device: Device) -> None:
        request = self._some([r for r in device.desk.memory.of_kind("mreq") if r.base is not None])
        device.desk.write(request.scope, "mreq", request.id, self.chance.choice(COMMANDS), {})

    # Whom and where

    def _circle(self, device: Device) -> str:
        return self._some([circle.id for circle in belonging.mine(device.desk)])

    def _led(self, device: Device) -> str:
        mine = (circle.id for circle in belonging.mine(device.desk))
        return self._some([one for one in mine if may_lead(belonging.role_in(device.desk, one))])

    def _somebody(self, device: Device) -> str:
        return self._some(sorted({r.id for r in device.desk.memory.of_kind("card")} - {device.desk.person}))

    def _other(self, device: Device, circle: str) -> str:
        people = [member.person.id for member in belonging.members(device.desk, circle)]
        return self._some(sorted(set(people) - {device.desk.person}))

    def _some(self, things: list[T]) -> T:
        if not things:
            raise Refused("nothing.there")
        return self.chance.choice(things)
