"""Which tab of a circle one comes back to."""

import flet as ft
import pytest
from ui.opening import opened

from app.services import leading, posting


@pytest.mark.parametrize(("tab", "selected"), [("topic", 0), ("question", 1)])
async def test_back_leads_to_the_tab_of_what_one_came_in_at(desk, hands, tab, selected):
    post = posting.post(desk, hands, tab, "How long?", "The night splint").id
    for inside in (f"posts/{post}", f"new/{tab}"):
        async with opened(desk, f"/circles/{hands}/{inside}") as app:
            await app.go(f"/circles/{hands}")
            assert app.find(ft.Tabs).selected_index == selected


async def test_back_from_a_prompt_leads_to_the_prompts(desk, hands):
    prompt = leading.ask(desk, hands, en="What helped?", bn="").id
    async with opened(desk, f"/circles/{hands}/prompts/{prompt}") as app:
        await app.go(f"/circles/{hands}")
        assert app.find(ft.Tabs).selected_index == 2
