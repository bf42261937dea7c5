"""Reflecting: what one writes beside a learning prompt for oneself. Only one's own devices ever get it."""

from app.domain.kinds import check_fields
from app.domain.text import guess_language
from app.services.desk import Desk

_KIND = "reflection"


def reflection(desk: Desk, prompt: str) -> str:
    """What one wrote for oneself beside this prompt, if anything."""
    record = desk.memory.get(desk.own, _KIND, prompt)
    return str(record.values.get("body", "")) if record else ""


def reflect(desk: Desk, circle: str, prompt: str, body: str) -> None:
    """Keep this beside the prompt; nothing written, nothing kept."""
    known = reflection(desk, prompt)
    fields = {"circle": circle, "body": body, "lang": guess_language(body)}
    values = check_fields(_KIND, fields)
    if values["body"] != known:
        desk.write(desk.own, _KIND, prompt, "set", values)
