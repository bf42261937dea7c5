"""Leading: asking a circle a learning prompt in two languages, and answering it."""

from collections.abc import Mapping
from typing import Any

from app.domain.circles import require_leader, require_writer
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.kinds import check_fields, check_whole
from app.domain.people import Person
from app.domain.prompting import require_same_choices
from app.domain.text import guess_language
from app.domain.traces import is_trace
from app.domain.writing import Prompt, Reply
from app.services import archiving, belonging, mentioning, peering
from app.services.desk import Desk


def ask(desk: Desk, circle: str, *, en: str, bn: str, **more: Any) -> Prompt:
    """Ask a circle a learning prompt. One side may be left for later; both are better.

    `more` is what goes with it: `link`, and until when it is `due`.
    """
    require_leader(belonging.role_in(desk, circle))
    archiving.require_open(desk, circle)
    values = check_fields("prompt", {"text_en": en, "text_bn": bn, **_there(more)})
    check_whole("prompt", values)
    return Prompt.of(desk.write(circle_scope(circle), "prompt", desk.new_id(), "create", values))


def complete(
    desk: Desk, circle: str, prompt: str, *, en: str | None = None, bn: str | None = None, **more: Any
) -> Prompt:
    """Write a side of a prompt anew, or the one that was missing; None leaves a side as it is, and so does
    what is not said leave what goes with it."""
    require_leader(belonging.role_in(desk, circle))
    archiving.require_open(desk, circle)
    known = desk.memory.get(circle_scope(circle), "prompt", prompt)
    if known is None:
        raise Refused("prompt.unknown")
    given = {"text_en": en, "text_bn": bn, **more}
    values = check_fields("prompt", {name: value for name, value in given.items() if value is not None})
    check_whole("prompt", {**known.values, **values})
    require_same_choices(known.values, {**known.values, **values})
    changed = {name: text for name, text in values.items() if (known.values.get(name) or "") != (text or "")}
    if not changed:
        return Prompt.of(known)
    return Prompt.of(desk.write(circle_scope(circle), "prompt", prompt, "set", changed))


def _there(more: Mapping[str, Any]) -> dict[str, Any]:
    """What is not there is not sent: a server that knows nothing of it is not asked about it."""
    return {name: value for name, value in more.items() if value}


def answer(desk: Desk, circle: str, prompt: str, body: str) -> Reply:
    """Answer a prompt, in whichever language."""
    require_writer(belonging.role_in(desk, circle))
    archiving.require_open(desk, circle)
    body = mentioning.sealed(desk, circle_scope(circle), body)
    values = check_fields("answer", {"prompt": prompt, "body": body, "lang": guess_language(body)})
    made = peering.new_id(desk, circle)
    return Reply.of(desk.write(circle_scope(circle), "answer", made, "create", values))


def prompts(desk: Desk, circle: str, limit: int = 50, before: int | None = None) -> list[Prompt]:
    """The latest prompts of a circle, oldest of them first."""
    return [Prompt.of(record) for record in desk.memory.page(f"{circle_scope(circle)}/prompt", limit, before)]


def the_prompt(desk: Desk, circle: str, identifier: str) -> Prompt:
    """One prompt. Raises `Refused` when this device does not have it."""
    record = desk.memory.get(circle_scope(circle), "prompt", identifier)
    if record is None:
        raise Refused("prompt.unknown")
    return Prompt.of(record)


def answers(desk: Desk, prompt: str, limit: int = 50, before: int | None = None) -> list[Reply]:
    """The latest answers to a prompt, oldest of them first."""
    return [Reply.of(record) for record in desk.memory.page(prompt, limit, before)]


def count_answers(desk: Desk, prompt: str) -> int:
    """How many answers a prompt has."""
    return desk.memory.count(prompt)


def who_answered(desk: Desk, circle: str, prompt: str) -> tuple[list[Person], list[Person]]:
    """The members who have answered, as far as this device has their answers, and those who have not."""
    found = desk.memory.page(prompt, limit=2_000)
    wrote = {record.by for record in found if not is_trace(record.values)}
    members = [member.person for member in belonging.members(desk, circle)]
    answered = [person for person in members if person.id in wrote]
    return answered, [person for person in members if person.id not in wrote]


def summarise(
    desk: Desk, circle: str, prompt: str, *, en: str | None = None, bn: str | None = None
) -> Prompt:
    """Say what came of a prompt, in one language or both; it stands above the answers. None leaves a side."""
    return complete(desk, circle, prompt, summary_en=en, summary_bn=bn)


def has_answered(desk: Desk, prompt: str) -> bool:
    """Whether one has answered this prompt."""
    found = desk.memory.page(prompt, limit=500)
    return any(record.by == desk.person and not is_trace(record.values) for record in found)
