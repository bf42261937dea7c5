"""Learning prompts on the server: what goes with a question."""

import pytest
from server.visitor import House


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"link": "http://who.int/"}, "link.wrong"),
        ({"link": "https://bank.com@elsewhere.org/"}, "link.wrong"),
        ({"link": ["https://who.int/"]}, "field.wrong"),
        ({"due": -1}, "field.wrong"),
        ({"due": 2**52}, "field.wrong"),
        ({"due": True}, "field.wrong"),
        ({"due": "tomorrow"}, "field.wrong"),
    ],
)
async def test_what_goes_with_a_prompt_is_judged_by_the_server_too(house: House, fields, code) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    asked = nasrin.write(scope, "prompt", "create", args={"text_en": "Why?", **fields})
    assert await nasrin.refused(asked) == code


async def test_a_link_is_kept_as_it_will_be_opened(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    fields = {"text_en": "Why?", "link": "https://WHO.int/guide", "due": house.clock.now}
    asked = await nasrin.do(nasrin.write(scope, "prompt", "create", args=fields))
    assert asked.row.v == {**fields, "link": "https://who.int/guide"}
