"""Asking: questions a person waits for are put to the server at once, beside all syncing.

Nothing of them is written down: there may be a password in one, or a code in its answer. Only the cards of a
directory are kept that is asked online.
"""

import asyncio
import logging
from collections.abc import Callable

from app.domain.asking import Answer, Question
from app.domain.errors import Misunderstood, SetuError
from app.store.memory import Memory
from app.sync.client import Client
from app.sync.consulting import consult
from app.sync.directory import FindPeople
from app.sync.doors import DOORS
from app.sync.protocol import History, Pull, Push
from app.sync.wire import from_wire

log = logging.getLogger(__name__)

ASK = "ask"
QUESTIONS = {door.asks.__name__: door.asks for door in DOORS if door.asks not in (Push, Pull, History)}


async def answer_questions(memory: Memory, asked: asyncio.Event, connect: Callable[[], Client]) -> None:
    """Answer every question that is asked, several at once if need be, for ever.

    `connect` gives a client, or raises the `SyncTrouble` for which there is none.
    """
    under_way: set[asyncio.Task[None]] = set()
    try:
        while True:
            asked.clear()
            for question in _taken(memory):
                task = asyncio.create_task(_answer(memory, question, connect))
                under_way.add(task)
                task.add_done_callback(under_way.discard)
            await asked.wait()
    finally:
        for task in (tasks := tuple(under_way)):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _taken(memory: Memory) -> list[Question]:
    """The questions that were asked, which are no longer to be read anywhere after this."""
    questions = list((memory.sign(ASK) or {}).values())
    memory.set_sign(ASK, None)
    return questions


async def _answer(memory: Memory, question: Question, connect: Callable[[], Client]) -> None:
    try:
        answer = Answer(told=await _put(memory, question, connect))
    except SetuError as why:  # of the network, or of a disk that is full
        answer = Answer(why=why.code, params=dict(why.params))
    except Exception as surprise:  # a question is nobody's syncing: it ends here, told by kind only
        log.error("a question met an unexpected %s", type(surprise).__name__)
        answer = Answer(why="server.trouble")
    name = f"answer:{question.id}"
    forgotten = memory.sign(name) is not None  # nobody waits any more, and there may be a code in it
    memory.set_sign(name, None if forgotten else answer)


async def _put(memory: Memory, question: Question, connect: Callable[[], Client]) -> object:
    kind = QUESTIONS.get(question.name)
    if kind is None:
        raise Misunderstood("request.wrong")
    try:
        message = from_wire(kind, dict(question.fields))
    except ValueError:
        raise Misunderstood("request.wrong") from None
    async with connect() as client:
        if isinstance(message, FindPeople):
            return await consult(memory, client, message)
        return await client.ask(message)
