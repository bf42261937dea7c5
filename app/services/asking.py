"""Asking: questions to the server that a person waits for, several at once if need be.

Nothing of them is ever written to the disk, for there may be a password among them.
"""

from typing import Any

from app.domain.asking import Answer, Question
from app.services.desk import Desk

_ASK = "ask"
_FORGOTTEN = "forgotten"


def ask(desk: Desk, name: str, **fields: Any) -> str:
    """Ask what the protocol calls by this name, with these fields; gives the question's id.

    `ask(desk, "ListPeople", like="nas")`; the names and fields are those of `app/sync/accounts.py`.
    """
    question = Question(id=desk.new_id(), name=name, fields=fields)
    desk.memory.set_sign(_ASK, {**(desk.memory.sign(_ASK) or {}), question.id: question})
    return question.id


def answer(desk: Desk, question: str) -> Answer | None:
    """What the server answered, or why it did not; None as long as that is not known."""
    found: Answer | None = desk.memory.sign(f"answer:{question}")
    return found


def forget(desk: Desk, question: str) -> None:
    """The answer has been read, or nobody waits for it any more: it will not be kept when it comes."""
    known = answer(desk, question)
    desk.memory.set_sign(f"answer:{question}", None if known else Answer(why=_FORGOTTEN))
