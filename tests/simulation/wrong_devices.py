"""What the mutants put in the place of parts of the app."""

from dataclasses import replace
from typing import Any

from app.sync.places import Places
from app.sync.pulling import question


def drop_on_send(right: Any) -> Any:
    async def deliver(line: Any, batch: Any, **more: Any) -> Any:
        for record, operation in batch:
            known = line.memory.get(record.scope, record.kind, record.id)
            if known is not None:
                left = tuple(each for each in known.waiting if each.mid != operation.mid)
                line.memory.put(replace(known, base=known.values, waiting=left))
        return await right(line, batch, **more)

    return deliver


def cursors_first(right: Any) -> Any:
    def save(line: Any, asked: Any, reply: Any) -> None:
        places = Places.read(line.memory)
        for page in reply.pages:
            if asked.epoch == reply.epoch and page.scope not in reply.resync:
                places.reach(page)
        places.write(line.memory)
        right(line, asked, reply)

    return save


def without_epoch(right: Any) -> Any:
    return lambda **named: right(**{**named, "epoch": ""})


async def take_any_reply(line: Any, asks: Any) -> Any:
    """The reply to some question or other."""
    asked = question(line, asks)
    return asked, await line.ask(line.client.pull(asked))


def follow_anything(right: Any) -> Any:
    def take_news(line: Any, page: Any) -> Any:
        known = Places.read(line.memory).cursors.get(page.scope, page.after)
        return right(line, replace(page, after=known))

    return take_news


def folded_anyhow(known: Any, row: Any) -> Any:
    """What came last, be it older."""
    return row if known is None else replace(row, waiting=known.waiting, refused=known.refused)


def backwards(right: Any) -> Any:
    return lambda memory, limit: right(memory, limit)[::-1]


def without_commands(right: Any) -> Any:
    def offers(memory: Any, limit: int) -> Any:
        found = right(memory, limit)
        while found and not (left := [pair for pair in found if pair[1].op in {"create", "set"}]):
            memory.set_note("reoffer", {**memory.note("reoffer"), "after": found[-1][1].queue})
            found = right(memory, limit)
        return left if found else []

    return offers


def only_the_next(right: Any) -> Any:
    def left(tokens: Any, note: Any) -> Any:
        known = note.next_token or note.token
        return iter([known] if known and known not in tokens._turned_down else [])

    return left
