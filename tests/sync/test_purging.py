"""A device signed out from elsewhere keeps nothing of what the server told, and all that was typed on it."""

import pytest
from sync.fakes import DAVID, HANDS, NASRIN, Naps, page, pulled, row, until
from sync.stage import Stage, live, no

from app.domain.connection import Phase
from app.domain.ids import own_scope
from app.domain.records import Delivery
from app.sync.line import read_server


async def filled(stage: Stage) -> str:
    """A device with rows, something agreed to, something typed and refused, something typed and waiting."""
    stage.server.orders["pull"].append(
        pulled(
            page(HANDS, row("post", "theirs", 1, title="গোপন"), row("circle", "x", 2, name_en="Hands")),
            page("k", row("card", DAVID, 1, name_en="David")),
            page(own_scope(NASRIN), row("grant", HANDS, 1)),
        )
    )
    stage.device.post("agreed")
    await live(stage)
    stage.memory.set_note("draft:reply:theirs", "আমিও")
    stage.server.orders["push"].append(no(503, "server.busy"))
    return stage.device.post("typed")


async def test_what_came_from_the_server_goes_and_what_was_typed_stays(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=0)) as stage:
        typed = await filled(stage)
        stage.device.write(HANDS, "circle", "x", "set", name_bn="হাত")
        stage.server.always = {"pull": no(401, "token.revoked"), "push": no(401, "token.revoked")}
        stage.wake()
        await until(lambda: read_server(stage.memory).state == "refused")
        assert {r.id: dict(r.values) for r in stage.memory.in_scope(HANDS)} == {
            typed: {"tab": "topic", "title": "typed", "body": "লিখছি"},
            "x": {"name_bn": "হাত"},
        }
        assert stage.device.get(typed).delivery is Delivery.WAITING
        assert stage.memory.of_kind("card") == stage.memory.of_kind("grant") == []
        assert len(stage.memory.sent) == 0
        assert stage.memory.note("draft:reply:theirs") == "আমিও"
        assert stage.memory.note("cursors") is None
        await until(lambda: stage.now.phase is Phase.REFUSED)
        assert stage.now.why == "token.revoked"
        assert read_server(stage.memory).token == ""


async def test_it_is_one_commit_and_every_screen_hears_of_it(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=0)) as stage:
        await filled(stage)
        commits = []
        stage.memory.subscribe(commits.append)
        stage.server.always = {"pull": no(401, "token.revoked"), "push": no(401, "token.revoked")}
        stage.wake()
        await until(lambda: read_server(stage.memory).state == "refused")
        (purge,) = [news for news in commits if "kind:card" in news]
        assert {"kind:post", "kind:circle", "kind:grant", "note:server", f"{HANDS}/topic"} <= purge


async def test_it_is_told_after_a_restart_too_and_the_server_is_left_alone(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=0)) as stage:
        stage.server.always = {"pull": no(401, "token.revoked")}
        await until(lambda: read_server(stage.memory).state == "refused")
    stage.device.restart()
    asked = len(stage.server.asked)
    stage.memory = stage.device.memory
    stage.engine._memory = stage.memory
    async with stage:
        await until(lambda: stage.now.phase is Phase.REFUSED)
        await stage.settle()
        assert (stage.now.why, len(stage.server.asked)) == ("token.revoked", asked)


@pytest.mark.parametrize("why", ["token.unknown", "suspended"])
async def test_who_is_only_kept_out_keeps_everything(tmp_path, why):
    async with Stage(tmp_path, naps=Naps(most=0)) as stage:
        await filled(stage)
        stage.server.always = {"pull": no(401, why), "push": no(401, why)}
        stage.wake()
        await until(lambda: stage.now.phase is Phase.REFUSED)
        assert stage.now.why == why
        assert stage.device.get("theirs").values == {"title": "গোপন"}
        assert read_server(stage.memory).state == "joined"
