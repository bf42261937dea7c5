"""Who asked their system for less motion gets it: Flutter hears of it, and nothing of ours moves."""

import asyncio
from pathlib import Path
from typing import Any

import flet as ft
import pytest
from journeys.browser import launch
from layout.walk import walking
from ui.everything import populated

UI = Path(__file__).parents[2] / "app/ui"


@pytest.mark.browser
@pytest.mark.parametrize("still", [True, False])
async def test_flutter_knows_whether_one_asked_for_less_motion(still: bool) -> None:
    async with launch() as browser, walking(browser, populated, "en", still=still) as (walk, _):

        async def ask() -> Any:
            return await ft.SemanticsService().get_accessibility_features()

        features = await asyncio.wrap_future(walk.flet[-1].run_task(ask))
        assert features.disable_animations is still


def test_nothing_of_ours_is_animated() -> None:
    animated = [
        f"{path.relative_to(UI)}: {line.strip()}"
        for path in sorted(UI.rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if "animat" in line and "no_animation" not in line
    ]
    assert animated == []
