"""The numbers of help that whoever runs the server listed travel to everybody's devices."""

from pathlib import Path

from server.visitor import House, Visitor

from app.domain.bilingual import Bilingual
from app.domain.ids import COMMONS
from app.domain.signposts import KIND, HelpLine
from app.server.home import Home
from app.server.seeds import post_signposts

LINE = HelpLine(
    name=Bilingual(en="Listening line (example)", bn="শোনার লাইন (উদাহরণ)"),
    number="01700 000000",
    hours=Bilingual(en="Day and night", bn="দিনরাত"),
)


async def listed(visitor: Visitor) -> list[object] | None:
    """What the device is told; None where it is told nothing."""
    pulled = await visitor.pull()
    rows = [row for page in pulled.pages if page.scope == COMMONS for row in page.rows if row.k == KIND]
    return [*rows[0].v["lines"]] if rows else None


async def test_without_a_word_no_device_is_told_anything(house: House) -> None:
    assert await listed(await house.visitor()) is None


async def test_what_is_listed_reaches_everybody_and_goes_when_it_is_listed_no_more(house: House) -> None:
    nasrin = await house.visitor()
    await house.home.write(lambda ledger: _post(ledger, LINE))
    assert await listed(nasrin) == [LINE.told]
    await house.home.write(lambda ledger: _post(ledger))
    assert await listed(nasrin) == []


async def test_no_device_lists_a_number(house: House) -> None:
    nasrin = await house.visitor()
    listing = nasrin.write(COMMONS, KIND, "set", COMMONS, {"lines": [LINE.told]})
    assert await nasrin.refused(listing) == "op.unknown"
    assert await listed(nasrin) is None


async def test_what_was_listed_stays_where_a_start_says_nothing_of_it(tmp_path: Path) -> None:
    for lines, told in (((LINE,), [LINE.told]), (None, [LINE.told]), ((), [])):
        home = Home.open(tmp_path, help_lines=lines)
        row = await home.read(_row)
        home.close()
        assert row == told


def _post(ledger, *lines: HelpLine) -> None:
    ledger.lock((COMMONS,))
    post_signposts(ledger, lines)


def _row(connection):
    from app.server.database.ledger import Ledger

    return Ledger(connection, 0).row(COMMONS, KIND, COMMONS).v["lines"]
