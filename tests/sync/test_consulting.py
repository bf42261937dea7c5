"""A directory that is asked online: its answers are kept as rows of the commons, unless they come late."""

from collections.abc import Callable
from typing import Any

from sync.fakes import DAVID, EPOCH, MORNING, page, pulled, row, until
from sync.stage import Stage, live, no
from sync.test_asking import answer, ask

from app.domain.ids import COMMONS
from app.sync.checking import compare
from app.sync.digests import digest_of
from app.sync.protocol import SCHEMA, Page, Pulled, Row
from app.sync.wire import to_wire


def found(*cards: Row, at: int = 10, epoch: str = EPOCH) -> dict[str, Any]:
    return {"epoch": epoch, "now": MORNING, "at": at, "cards": [to_wire(card) for card in cards]}


def card(seq: int, **values: Any) -> Row:
    return row("card", DAVID, seq, **(values or {"name_en": "David"}))


def known(stage: Stage) -> Any:
    record = stage.memory.get(COMMONS, "card", DAVID)
    return record and record.base


async def come(stage: Stage, *rows: Row, to: int) -> None:
    """These rows of the commons come by a pull."""
    stage.server.orders["pull"].append(pulled(page(COMMONS, *rows, to=to)))
    stage.wake()
    await until(lambda: stage.memory.note("cursors", {}).get(COMMONS) == to)


async def test_a_card_that_is_found_is_known_from_then_on(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        stage.server.always = {"people": found(card(4))}
        ask(stage, "FindPeople", query="david")
        assert [told.id for told in (await answer(stage)).told.cards] == [DAVID]
        assert known(stage) == {"name_en": "David"}
        assert stage.server.asked[-1][1]["epoch"] == EPOCH
        assert stage.server.asked[-1][1]["schema"] == SCHEMA


async def test_an_answer_that_a_pull_has_overtaken_is_asked_for_again(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        await come(stage, card(12, x=True), to=12)
        stage.server.orders["people"].extend([found(card(4), at=11), found(at=12)])
        ask(stage, "FindPeople", query="david")
        assert (await answer(stage)).told.cards == []
        assert known(stage) is None, "he had withdrawn it"


async def test_a_server_whose_answers_always_come_too_late_is_not_asked_for_ever(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        await come(stage, to=12)
        stage.server.always["people"] = found(card(4), at=11)
        ask(stage, "FindPeople", query="david")
        assert (await answer(stage)).why == "server.busy"
        assert stage.server.doors.count("people") == 3
        assert known(stage) is None


async def test_an_answer_of_another_history_is_not_kept(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        stage.server.always = {"people": found(card(4), epoch="e2")}
        ask(stage, "FindPeople", query="david")
        assert (await answer(stage)).why == "server.busy"
        assert known(stage) is None


async def test_nor_is_one_of_a_server_that_was_left_meanwhile(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)

        def leave(body: dict[str, Any]) -> dict[str, Any]:
            stage.memory.set_note("server", None)
            return found(card(4))

        stage.server.always = {"people": leave}
        ask(stage, "FindPeople", query="david")
        assert (await answer(stage)).why
        assert known(stage) is None


async def test_too_many_questions_are_told_with_the_time_to_wait(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        stage.server.always = {"people": slow()}
        ask(stage, "FindPeople", query="david")
        told = await answer(stage)
        assert (told.why, told.params["retry_after"]) == ("slow.down", 6)


def slow() -> Callable[[dict[str, Any]], Any]:
    def reply(body: dict[str, Any]) -> Any:
        refusal = no(429, "slow.down")
        refusal.headers["retry-after"] = "6"
        return refusal

    return reply


async def test_on_a_full_disk_nothing_is_kept_and_it_is_said(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        stage.server.always = {"people": found(card(4))}
        stage.device.disk.full = True
        ask(stage, "FindPeople", query="david")
        assert (await answer(stage)).why == "store.full"
        stage.device.disk.full = False
        ask(stage, "FindPeople", "again", query="david")
        assert (await answer(stage, "again")).told
        assert known(stage) == {"name_en": "David"}


async def test_a_found_card_survives_its_own_tombstone_and_no_later_one(tmp_path):
    """Who had found an older one hears that it changed, and so does who knows the change already."""
    async with Stage(tmp_path) as stage:
        await live(stage)
        await come(stage, to=8)
        stage.server.always = {"people": found(card(10))}
        ask(stage, "FindPeople", query="david")
        await answer(stage)
        await come(stage, card(10, x=True), to=10)
        assert known(stage) == {"name_en": "David"}
        await come(stage, card(11, x=True), to=11)
        assert known(stage) is None


async def test_sums_leave_out_what_was_found(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        said = row("directory", COMMONS, 7, online=True)
        await come(stage, said, row("listing", DAVID, 8, name_en="Hands"), to=8)
        stage.server.always = {"people": found(card(5), at=8)}
        ask(stage, "FindPeople", query="david")
        await answer(stage)
        rows = [("directory", COMMONS, 7), ("listing", DAVID, 8)]
        summed = Page(scope=COMMONS, to=8, head=8, rows=[], after=8, digest=digest_of(rows))
        line = stage.device.line(stage.server)
        await compare(line, [COMMONS], Pulled(epoch=EPOCH, req="r", now=MORNING, pages=[summed]))
        assert not stage.memory.note("wrong_sums")
