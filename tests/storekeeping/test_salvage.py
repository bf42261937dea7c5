"""Salvage: all that is whole is saved, nothing else is, and the evidence stays as it was found."""

import os
from pathlib import Path

import pytest
from storekeeping.keepers import KEY, SCHEMA, after, done, held, seal, write, yes

from app.domain.errors import StoreBroken, StoreForeign
from app.store.hint import hint_path
from app.storekeeping.keeping import salvage
from app.storekeeping.survey import hint_fits, inspect


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "setu.db")
    return tmp_path / "setu.db"


@pytest.fixture
def kept(path: Path) -> Path:
    return path.with_name("setu.db.kept")


@pytest.mark.parametrize("with_hint", [True, False])
def test_of_a_store_with_any_flipped_bit_all_whole_transactions_are_saved(
    tmp_path: Path, with_hint: bool
) -> None:
    path, kept = tmp_path / "setu.db", tmp_path / "kept"
    ends, changes = write(path)
    whole, hint = path.read_bytes(), hint_path(path).read_bytes()
    for at in range(ends[0] if with_hint else ends[-2]):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << at % 8
        path.write_bytes(damaged)
        hint_path(path).write_bytes(hint)
        if not with_hint:
            hint_path(path).unlink()
        found, saved = done(salvage(path, kept=kept, schema=SCHEMA, agree=yes))
        hurt = sum(end <= at for end in ends)
        left = changes[: hurt - 1] + changes[hurt:] if hurt else changes
        assert saved is not None
        assert saved.transactions == found.transactions == len(left)
        assert [stretch.missing for stretch in found.damage] == [1 if hurt else 0]
        assert kept.read_bytes() == damaged
        assert not hint_path(path).exists()
        assert held(path) == after(left)
        kept.unlink()


def test_damage_to_the_last_transaction_looks_like_a_torn_write(path: Path, kept: Path) -> None:
    content = path.read_bytes()[:-20] + bytes(19)
    path.write_bytes(content)
    found, saved = done(salvage(path, kept=kept, schema=SCHEMA, agree=yes))
    assert (found.damage, found.transactions, saved) == ([], 4, None)
    assert found.torn
    assert path.read_bytes() == content


def test_two_damaged_transactions_at_the_end_are_no_torn_write(tmp_path: Path) -> None:
    path, kept = tmp_path / "setu.db", tmp_path / "kept"
    ends, changes = write(path)
    content = bytearray(path.read_bytes())
    content[ends[3] + 3] ^= 1
    content[ends[4] + 3] ^= 1
    path.write_bytes(content)
    found, _ = done(salvage(path, kept=kept, schema=SCHEMA, agree=yes))
    assert [(hurt.start, hurt.size) for hurt in found.damage] == [(ends[3], ends[5] - ends[3])]
    assert held(path) == after(changes[:3])
    assert kept.read_bytes() == content


def test_a_stretch_cut_out_between_two_transactions_is_found_missing(tmp_path: Path) -> None:
    path = tmp_path / "setu.db"
    ends, _ = write(path)
    content = path.read_bytes()
    path.write_bytes(content[: ends[1]] + content[ends[3] :])
    (hurt,) = done(inspect(path)).damage
    assert (hurt.start, hurt.size, hurt.missing) == (ends[1], 0, 2)


def test_an_older_transaction_among_younger_ones_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "setu.db"
    ends, changes = write(path)
    content = path.read_bytes()
    path.write_bytes(content[: ends[4]] + content[ends[0] : ends[1]] + content[ends[4] :])
    _, saved = done(salvage(path, kept=tmp_path / "kept", schema=SCHEMA, agree=yes))
    assert saved is not None
    assert held(path) == after(changes)


def test_a_store_that_is_whole_is_left_alone(path: Path, kept: Path) -> None:
    before = path.read_bytes(), hint_path(path).read_bytes()
    found, saved = done(salvage(path, kept=kept, schema=SCHEMA, agree=yes))
    assert (found.damage, saved, kept.exists()) == ([], None, False)
    assert (path.read_bytes(), hint_path(path).read_bytes()) == before


def test_whoever_does_not_agree_changes_nothing(path: Path, kept: Path) -> None:
    content = path.read_bytes().replace(b"better", b"bitter")
    path.write_bytes(content)
    _, saved = done(salvage(path, kept=kept, schema=SCHEMA, agree=lambda _: False))
    assert saved is None
    assert sorted(file.name for file in path.parent.iterdir()) == ["setu.db", "setu.db.hint", "setu.db.lock"]
    assert path.read_bytes() == content


def test_evidence_is_never_written_over(path: Path, kept: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"better", b"bitter"))
    kept.write_bytes(b"older evidence")
    with pytest.raises(StoreForeign, match=r"store\.exists"):
        done(salvage(path, kept=kept, schema=SCHEMA, agree=yes))
    assert kept.read_bytes() == b"older evidence"


def test_where_a_file_has_only_one_name_the_evidence_is_a_copy(
    path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = path.read_bytes().replace(b"better", b"bitter")
    path.write_bytes(content)
    monkeypatch.delattr(os, "link")
    done(salvage(path, kept=kept, schema=SCHEMA, agree=yes))
    assert kept.read_bytes() == content
    assert held(path)["records"].keys() == {"one", "three"}


def test_a_store_of_which_nothing_is_whole_is_left_as_it_is(path: Path, kept: Path) -> None:
    content = path.read_bytes().replace(b" ", b"_")
    path.write_bytes(content)
    with pytest.raises(StoreBroken, match=r"store\.beyond_saving"):
        done(salvage(path, kept=kept, schema=SCHEMA, agree=yes))
    assert path.read_bytes() == content


def test_without_its_lock_a_sealed_store_cannot_be_saved_but_the_hint_has_a_copy(
    path: Path, kept: Path
) -> None:
    seal(path)
    content = path.read_bytes().replace(b"passphrase", b"passphrasf")
    path.write_bytes(content)
    hint = hint_path(path).read_bytes()
    hint_path(path).unlink()
    with pytest.raises(StoreBroken, match=r"store\.lock_lost"):
        done(salvage(path, kept=kept, schema=SCHEMA, agree=yes, key=KEY))
    hint_path(path).write_bytes(hint)
    _, saved = done(salvage(path, kept=kept, schema=SCHEMA, agree=yes, key=KEY))
    assert saved is not None
    assert saved.tables == {"notes": 1, "records": 2}
    assert held(path, KEY)["records"].keys() == {"one", "three"}


def test_a_hint_of_another_file_lends_no_header(path: Path, kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "setu.db"
    other.parent.mkdir()
    write(other)
    seal(other)
    hint_path(path).write_bytes(hint_path(other).read_bytes())
    assert hint_fits(path) is False
    path.write_bytes(path.read_bytes().replace(b"gen", b"gem", 1))
    done(salvage(path, kept=kept, schema=SCHEMA, agree=yes))
    assert held(path)["records"].keys() == {"one", "three"}
