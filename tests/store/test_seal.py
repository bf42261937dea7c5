"""Sealing: what one key closed only that key opens, and a lock is no more than a way to the key."""

import json
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import keyring
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keystores import Keystore, in_place

from app.domain.errors import StoreSealed
from app.store.seal import Lock, Seal, keystore_available, lock_with_keystore, lock_with_passphrase, unlock

ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))
PASSPHRASE = "a river with seven bridges"
CHEAP = 2
STRANGE: dict[str, list[Any]] = {
    "cipher": ["rot13", None],
    "by": ["face"],
    "n": [2**19, 2**40, 2**70, 0, 1, -2, 3, True, 2.0, "2"],
    "r": [2**20, "8"],
    "p": [2**20, 0],
    "salt": [5, None, "A", "সেতু"],
    "key": [["A"], None, "A", "সেতু"],
}
GOLDEN_LOCK = {"cipher": "aes-256-gcm", "by": "passphrase", "n": 16, "r": 8, "p": 1} | {
    "salt": "ml36CzOeXRmJjIaKHssvZw==",
    "key": "zbmC/iAPbBI5JREnK0C+I/0iNDO/mvM6ST/0bSebcIeuh5QpnDuWmZegdzjyheg8YAzZDW8jXcrKWZnQ",
}
GOLDEN_TEXT = "lNYWgIskeSZvV8kMbKdkR7/r5zz8BefxqcJHv+WkZKeOWe2ONw1iCEwxqyE="


class PlainFile(Keystore):
    priority = 0.5


class Unsure(Keystore):
    @property
    def priority(self) -> float:
        raise RuntimeError("no session bus")


@pytest.fixture
def keystore() -> Iterator[Keystore]:
    with in_place() as keystore:
        yield keystore


@pytest.fixture
def lock() -> Lock:
    return lock_with_passphrase(PASSPHRASE, cost=CHEAP)[0]


# The seal


@given(st.binary())
def test_what_a_key_closed_the_same_key_opens_and_no_other(plain: bytes) -> None:
    sealed = Seal(KEY).close(plain)
    assert len(sealed) == len(plain) + 28
    assert Seal(KEY).open(sealed) == plain
    with pytest.raises(ValueError, match="another key"):
        Seal(bytes(32)).open(sealed)


def test_every_flipped_bit_and_every_lost_or_added_byte_is_noticed() -> None:
    seal = Seal(KEY)
    sealed = seal.close(b"she slept badly again")
    number, size = int.from_bytes(sealed), len(sealed)
    flipped = [(number ^ 1 << bit).to_bytes(size) for bit in range(8 * size)]
    cut = [sealed[:kept] for kept in range(size)]
    for damaged in (*flipped, *cut, sealed + b"\0"):
        with pytest.raises(ValueError):  # noqa: PT011
            seal.open(damaged)


def test_no_two_nonces_salts_or_keys_are_the_same() -> None:
    seal = Seal(KEY)
    assert len({seal.close(b"yes")[:12] for _ in range(1_000)}) == 1_000
    (one, mine), (other, yours) = (lock_with_passphrase(PASSPHRASE, cost=CHEAP) for _ in range(2))
    assert one["salt"] != other["salt"]
    assert mine.key != yours.key


def test_a_seal_takes_no_key_of_another_size_and_shows_none() -> None:
    seal = Seal(KEY)
    assert repr(seal) == str(seal) == object.__repr__(seal)
    for size in (0, 16, 31, 33):
        with pytest.raises(ValueError, match="32 bytes"):
            Seal(bytes(size))


# Passphrases


def test_a_lock_costs_a_guesser_what_it_should_and_says_nothing_but_how_to_open_it() -> None:
    lock, seal = lock_with_passphrase(PASSPHRASE)
    assert lock.keys() == {"cipher", "by", "n", "r", "p", "salt", "key"}
    assert (lock["n"], lock["r"], lock["p"]) == (2**17, 8, 1)
    assert unlock(json.loads(json.dumps(lock)), PASSPHRASE).key == seal.key


def test_a_store_sealed_today_opens_with_every_later_setu() -> None:
    seal = unlock(GOLDEN_LOCK, "সেতু দিয়ে নদী পার")
    assert seal.open(b64decode(GOLDEN_TEXT)).decode() == "কম ঘুম"


def test_every_lock_has_a_key_of_its_own_and_no_other_passphrase_opens_it() -> None:
    _, seal = lock_with_passphrase(PASSPHRASE, cost=CHEAP)
    new, other = lock_with_passphrase("another river", cost=CHEAP)
    assert unlock(new, "another river").key == other.key != seal.key
    with pytest.raises(StoreSealed, match=r"store\.wrong_passphrase"):
        unlock(new, PASSPHRASE)


@given(st.text())
@example("half \ud83d a pair of surrogates, as a careless keyboard may send it")
def test_any_letters_make_a_passphrase(text: str) -> None:
    lock, seal = lock_with_passphrase(PASSPHRASE + text, cost=CHEAP)
    assert unlock(lock, PASSPHRASE + text).key == seal.key


@pytest.mark.parametrize("text", ["আমার য়, ড়, ঢ়", "সোনার কৌটো", "Zoë Brontë's café"])
def test_letters_in_parts_and_a_last_space_make_no_other_passphrase(text: str) -> None:
    composed = text.replace("য়", "\u09df").replace("ড়", "\u09dc").replace("ঢ়", "\u09dd")
    decomposed = normalize("NFD", text)
    assert composed != decomposed
    for one, other in ((composed, decomposed), (decomposed, composed), (composed, composed + " ")):
        lock, seal = lock_with_passphrase(one, cost=CHEAP)
        assert unlock(lock, other).key == seal.key


@pytest.mark.parametrize("wrong", ["", "a", PASSPHRASE.upper(), PASSPHRASE + "!"])
def test_a_wrong_passphrase_is_told_as_such_and_a_missing_one_is_asked_for(lock: Lock, wrong: str) -> None:
    with pytest.raises(StoreSealed, match=r"^store\.wrong_passphrase$"):
        unlock(lock, wrong)
    with pytest.raises(StoreSealed, match=r"^store\.passphrase_needed$"):
        unlock(lock)


@pytest.mark.parametrize("short", ["", " " * 20, "sevenst", "  seven  ", "e\u0301" * 7])
def test_a_passphrase_too_short_to_withstand_guessing_is_refused(short: str) -> None:
    with pytest.raises(StoreSealed) as trouble:
        lock_with_passphrase(short, cost=CHEAP)
    assert (trouble.value.code, trouble.value.params) == ("store.passphrase_short", {"least": 8})
    lock_with_passphrase("eight is", cost=CHEAP)


@pytest.mark.parametrize("field", STRANGE)
def test_a_lock_that_is_none_of_ours_is_not_tried(lock: Lock, field: str) -> None:
    for value in STRANGE[field]:
        with pytest.raises(ValueError):  # noqa: PT011
            unlock(lock | {field: value}, PASSPHRASE)
    del lock[field]
    for no_lock in (lock, {}, ["cipher"], "aes-256-gcm", None):
        with pytest.raises(ValueError, match="not a lock"):
            unlock(no_lock, PASSPHRASE)


# Keystores


def test_a_key_in_the_keystore_opens_the_lock_that_names_it(keystore: Keystore) -> None:
    assert keystore_available()
    lock, seal = lock_with_keystore()
    assert lock.keys() == {"cipher", "by", "entry", "key"}
    assert list(keystore.kept) == [("setu", lock["entry"])]
    assert unlock(json.loads(json.dumps(lock))).key == seal.key


def test_every_lock_has_an_entry_of_its_own_so_that_old_back_ups_open(keystore: Keystore) -> None:
    (first, seal), (second, other) = lock_with_keystore(), lock_with_keystore()
    assert (unlock(first).key, unlock(second).key) == (seal.key, other.key)
    assert seal.key != other.key
    assert len(set(keystore.kept.values())) == 2


@pytest.mark.parametrize("found", [None, "", "not base64", "ঘর", "AAAA", "A" * 43 + "="])
def test_a_key_that_was_lost_or_changed_is_told_as_lost(keystore: Keystore, found: str | None) -> None:
    lock, _ = lock_with_keystore()
    keystore.get_password = lambda *_: found
    with pytest.raises(StoreSealed, match=r"store\.keystore_lost"):
        unlock(lock)


def test_a_keystore_that_forgets_is_found_out_before_anything_is_sealed(keystore: Keystore) -> None:
    keystore.set_password = lambda *_: None
    with pytest.raises(StoreSealed, match=r"store\.keystore_lost"):
        lock_with_keystore()


@pytest.mark.parametrize("none", [fail.Keyring, null.Keyring, PlainFile, Unsure])
def test_what_keeps_nothing_or_keeps_it_in_a_plain_file_is_no_keystore(
    keystore: Keystore, none: type[KeyringBackend]
) -> None:
    lock, _ = lock_with_keystore()
    keyring.set_keyring(none())
    assert not keystore_available()
    for use in (lock_with_keystore, lambda: unlock(lock)):
        with pytest.raises(StoreSealed, match=r"store\.keystore_missing"):
            use()


def test_a_chain_is_as_good_as_its_first(keystore: Keystore, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.set_keyring(chainer.ChainerBackend())
    for first, good in ((keystore, True), (PlainFile(), False)):
        monkeypatch.setattr(chainer.ChainerBackend, "backends", [first, PlainFile()])
        assert keystore_available() is good


def test_a_keystore_left_locked_is_not_a_lost_key(keystore: Keystore) -> None:
    lock, _ = lock_with_keystore()
    keystore.broken = True
    with pytest.raises(StoreSealed, match=r"store\.keystore_missing"):
        unlock(lock)


# What is told

WITH_NEITHER = """
import json, sys
sys.modules["cryptography"] = sys.modules["keyring"] = None
from app.domain.errors import StoreSealed
from app.store import seal

def told(attempt, *given):
    try:
        attempt(*given)
    except StoreSealed as trouble:
        return trouble.code

lock = json.loads(sys.argv[1])
print(json.dumps([
    seal.available(), seal.keystore_available(),
    told(seal.unlock, lock), told(seal.unlock, lock, "a passphrase"),
    told(seal.lock_with_passphrase, "a passphrase"), told(seal.lock_with_keystore),
]))
"""


def test_no_trouble_quotes_a_key_or_a_passphrase(lock: Lock, keystore: Keystore) -> None:
    def quote(service: str, username: str, password: str) -> None:
        raise RuntimeError(f"could not store {password}")

    keystore.set_password = quote
    with pytest.raises(StoreSealed, match=r"^store\.keystore_missing$") as trouble:
        lock_with_keystore()
    assert trouble.value.__context__ is None
    with pytest.raises(StoreSealed) as trouble:
        unlock(lock, "another river")
    assert "river" not in repr((trouble.value, trouble.value.params, trouble.value.__context__))


def answer(script: str, *given: str) -> str:
    """What another Python says that runs this script."""
    command = [sys.executable, "-c", script, *given]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_without_either_package_the_room_opens_and_says_what_it_cannot_do(lock: Lock) -> None:
    assert json.loads(answer(WITH_NEITHER, json.dumps(lock))) == [False, False, *["store.no_cipher"] * 4]


def test_neither_package_is_loaded_before_it_is_needed() -> None:
    script = "import sys; from app.store.seal import available; "
    script += "print({'cryptography', 'keyring'} & set(sys.modules), available())"
    assert answer(script) == "set() True\n"
