"""Who may do what where: each cell of the table is tried, on both databases. What is not in it is refused."""

import pytest
from server.authorization.attempts import DOORS, MUTATIONS
from server.authorization.stage import ACTORS, Stage
from server.authorization.table import Cell, cells
from server.authorization.trying import READS, outcome

from app.server.operations.table import OPERATIONS
from app.sync.doors import DOORS as EVERY_DOOR

pytestmark = pytest.mark.asyncio(loop_scope="module")
CELLS = cells()


@pytest.mark.parametrize("cell", CELLS, ids=str)
async def test_each_gets_what_the_table_says(stage: Stage, cell: Cell) -> None:
    assert await outcome(stage, cell.actor, cell.what, cell.where) == cell.outcome
    if cell.outcome != "ok":
        assert stage.changed == {}, "what is refused leaves nothing"


async def test_the_table_has_a_line_for_everything_there_is() -> None:
    tried = {(cell.what, cell.where) for cell in CELLS}
    assert len(CELLS) == len(tried) * len(ACTORS) >= 600
    assert {what for what, _ in tried} == {f"{kind}.{op}" for kind, op in OPERATIONS} | NOBODYS | DOOR_NAMES
    assert set(MUTATIONS) <= tried
    assert {door.path for door in EVERY_DOOR} - {"/v1/push", "/v1/pull", "/v1/history"} | {
        *READS
    } == DOOR_NAMES


DOOR_NAMES = {*DOORS, *READS}
NOBODYS = {
    "account.set",
    "grant.create",
    "myreport.set",
    "card.create",
    "listing.set",
    "post.set",
    "react.redact",
    "request.create",
    "request.set",
    "report.redact",
    "offered.create",
    "proposal.set",
    "term.create",
    "term.set",
}
"""Operations that there are not, however much one would like them."""


async def test_nobody_without_a_good_token_gets_further_than_the_door() -> None:
    open_doors = {"/v1/join", "/v1/signin", "/v1/recover"}
    for cell in CELLS:
        if cell.actor in ("outsider", "revoked", "suspended") and cell.what not in open_doors:
            assert cell.outcome.startswith("401"), cell


async def test_nothing_of_a_circle_or_a_conversation_is_read_by_who_is_not_in_it() -> None:
    outside = {"outsider", "revoked", "suspended", "stranger", "invited", "left", "removed", "banned"}
    for cell in CELLS:
        if cell.what in READS:
            told = set(cell.outcome.split("+"))
            assert not told & {"others' talk", "another's", "nowhere"}, cell
            assert cell.actor not in outside | {"moderator", "admin"} or not told & {"circle", "group"}, cell
            assert cell.actor in ("moderator", "admin") or "moderation" not in told, cell
