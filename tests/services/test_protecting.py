"""Protecting: what opens the file changes in slices, one change at a time, and nothing is lost on the way."""

import asyncio
from dataclasses import replace

import examples as eg
import pytest

from app.domain.errors import Refused, StoreSealed
from app.services import belonging, protecting
from app.services.desk import Means
from app.services.protecting import Change, Protection
from app.store.memory import Memory

PASSPHRASE = "সাত সেতুর একটি নদী"
WORDS = b"Night splints"


@pytest.fixture
def desk(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    belonging.found(desk, {"name_en": WORDS.decode()})
    return desk


def circles(memory):
    return [record.values["name_en"] for record in memory.of_kind("circle")]


def on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


async def test_a_new_file_is_not_protected_and_says_so(desk):
    assert protecting.protection(desk) == Protection(by="")


async def test_a_passphrase_opens_the_file_and_nothing_else_does(desk, tmp_path):
    assert WORDS in on_disk(tmp_path)
    await protecting.protect_with_passphrase(desk, PASSPHRASE, PASSPHRASE)
    assert protecting.protection(desk).by == "passphrase"
    assert WORDS not in on_disk(tmp_path)
    desk.memory.close()
    for given, why in ((None, "store.passphrase_needed"), ("not the one", "store.wrong_passphrase")):
        with pytest.raises(StoreSealed) as refused:
            Memory.open(tmp_path / "setu.db", passphrase=given)
        assert refused.value.code == why
    again = Memory.open(tmp_path / "setu.db", passphrase=f" {PASSPHRASE} ")
    assert circles(again) == [WORDS.decode()]


async def test_the_keystore_opens_the_file_by_itself(desk, tmp_path, keystore):
    await protecting.protect_with_keystore(desk)
    assert protecting.protection(desk).by == "keystore"
    desk.memory.close()
    again = Memory.open(tmp_path / "setu.db")
    assert circles(again) == [WORDS.decode()]
    again.close()
    keystore.kept.clear()
    with pytest.raises(StoreSealed) as lost:
        Memory.open(tmp_path / "setu.db")
    assert lost.value.code == "store.keystore_lost"


async def test_one_can_stop_protecting(desk, tmp_path):
    await protecting.protect_with_passphrase(desk, PASSPHRASE, PASSPHRASE)
    await protecting.stop_protecting(desk)
    assert protecting.protection(desk).by == ""
    desk.memory.close()
    assert circles(Memory.open(tmp_path / "setu.db")) == [WORDS.decode()]


@pytest.mark.parametrize(
    ("passphrase", "again", "why"),
    [
        ("", "", "store.passphrase_short"),
        ("সাত সেত", "সাত সেত", "store.passphrase_short"),
        ("short  ", "short  ", "store.passphrase_short"),
        (PASSPHRASE, PASSPHRASE[:-1], "passphrase.differs"),
    ],
)
async def test_a_passphrase_too_short_or_not_the_same_twice_is_refused_at_once(desk, passphrase, again, why):
    with pytest.raises((Refused, StoreSealed)) as refused:
        await protecting.protect_with_passphrase(desk, passphrase, again)
    assert refused.value.code == why
    assert protecting.protection(desk) == Protection(by="")


async def test_the_progress_is_told_and_writing_goes_on_meanwhile(desk):
    for number in range(600):
        desk.memory.set_note(f"n{number}", number)
    told = []
    desk.memory.subscribe(lambda _news: told.append(protecting.protection(desk).change))
    change = asyncio.create_task(protecting.protect_with_passphrase(desk, PASSPHRASE, PASSPHRASE))
    await eg.until(lambda: any(step and step.share > 0 for step in told))
    desk.memory.set_note("meanwhile", "written")
    await change
    shares = [step.share for step in told if step]
    assert shares == sorted(shares)
    assert told[-1] == Change(to="passphrase", share=1.0, done=True)
    assert desk.memory.note("meanwhile") == "written"
    protecting.take_note(desk)
    assert protecting.protection(desk) == Protection(by="passphrase")


async def test_a_second_change_is_refused_while_one_is_under_way(desk):
    change = asyncio.create_task(protecting.protect_with_passphrase(desk, PASSPHRASE, PASSPHRASE))
    await asyncio.sleep(0)
    with pytest.raises(Refused) as refused:
        await protecting.stop_protecting(desk)
    assert refused.value.code == "protection.busy"
    protecting.take_note(desk)
    assert protecting.protection(desk).changing
    await change
    assert protecting.protection(desk).by == "passphrase"


async def test_an_app_that_closes_meanwhile_has_lost_nothing(desk, tmp_path):
    for number in range(600):
        desk.memory.set_note(f"n{number}", number)
    change = asyncio.create_task(protecting.protect_with_passphrase(desk, PASSPHRASE, PASSPHRASE))
    await eg.until(lambda: (now := protecting.protection(desk).change) and now.share)
    await desk.tending.stop()
    desk.memory.close()
    await asyncio.gather(change, return_exceptions=True)
    again = Memory.open(tmp_path / "setu.db")
    assert circles(again) == [WORDS.decode()]
    assert again.sealed_by is None
    assert again.note("n599") == 599


async def test_a_keystore_that_is_missing_leaves_all_as_it_was(desk, keystore):
    keystore.broken = True
    with pytest.raises(StoreSealed):
        await protecting.protect_with_keystore(desk)
    assert protecting.protection(desk) == Protection(by="")


@pytest.mark.parametrize(
    ("means", "passphrase", "keystore"),
    [
        (Means(browser=False, cipher=lambda: True, keystore=lambda: True), "", ""),
        (Means(browser=False, cipher=lambda: True, keystore=lambda: False), "", "store.keystore_missing"),
        (
            Means(browser=False, cipher=lambda: False, keystore=lambda: True),
            "store.no_cipher",
            "store.no_cipher",
        ),
        (Means(browser=True), "protection.browser", "protection.browser"),
    ],
    ids=["all there", "no keystore", "no extra", "browser"],
)
def test_what_is_missing_on_this_device_is_known_beforehand(desk, means, passphrase, keystore):
    here = replace(desk, means=means)
    assert protecting.hindrance(here, "") == ""
    assert protecting.hindrance(here, "passphrase") == passphrase
    assert protecting.hindrance(here, "keystore") == keystore
