"""What every test may rely on: a browser or a stated reason, and no test left out unnoticed."""

import os
from collections.abc import Iterator
from pathlib import Path

import examples as eg
import keystores
import pytest
from hypothesis import settings
from journeys.browser import find_chromium

from app.services import belonging
from app.services.desk import Desk

NO_SKIPS = os.environ.get("SETU_NO_SKIPS") == "1"

# A red run of .ci/run should mean the change it runs on, so there the examples are the same every time; at a
# desk they are new in each run. `--hypothesis-profile=thorough` looks much longer.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("thorough", max_examples=3_000, deadline=None)
settings.register_profile("new", deadline=None)
settings.load_profile("same" if NO_SKIPS else "new")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium (found on PATH or named by SETU_CHROMIUM)")
    config.addinivalue_line("markers", "long: takes minutes; a shorter one of its kind runs with the tests")
    config.addinivalue_line(
        "markers", "sqlite: about SQLite or its file, so that PostgreSQL has nothing to add"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a journey waits a quarter of its time for its browser."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if find_chromium() is None:
        reason = "no Chromium: install it (apt-get install chromium) or name it in SETU_CHROMIUM"
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=reason))


def forbid_skipping(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In .ci/run a skipped test is a failed one: otherwise a missing browser would look like success."""
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but SETU_NO_SKIPS=1: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    forbid_skipping(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    forbid_skipping(report)
    return report


@pytest.fixture
def clock() -> eg.Clock:
    """A clock that stands still until it is turned."""
    return eg.Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: eg.Clock) -> Iterator[Desk]:
    """Nasrin's desk, by this clock."""
    opened = eg.desk_of(eg.NASRIN, tmp_path, clock=clock)
    yield opened
    opened.memory.close()


@pytest.fixture
def david(desk: Desk) -> str:
    """Somebody whose card has come to that desk; his id."""
    return eg.meet(desk, eg.DAVID)[0]


@pytest.fixture
def hands(desk: Desk) -> str:
    """A circle that begins on that desk; its id."""
    fields = {"name_en": "Burnt hands", "name_bn": "পোড়া হাত", "purpose_en": "Webbing"}
    return belonging.found(desk, fields).id


@pytest.fixture
def keystore() -> Iterator[keystores.Keystore]:
    """A keystore in memory, as this device's own."""
    with keystores.in_place() as keystore:
        yield keystore
