"""Every store that was ever shipped is opened by today's code, and says what it said then."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from store.ages.make import PASSPHRASE, told

from app.domain.records import Record
from app.store.memory import MIGRATIONS, SCHEMA, Memory

AGES = Path(__file__).parent / "ages"
FILES = sorted(AGES.glob("*.db"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_store_of_any_age_is_opened_and_goes_on(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "setu.db"
    shutil.copyfile(file, path)
    passphrase = PASSPHRASE if "sealed" in file.stem else None
    for _ in range(2):
        memory = Memory.open(path, passphrase=passphrase)
        now = json.loads(json.dumps(told(memory)))
        assert (
            without_new_fields(now, then := json.loads(file.with_suffix(".json").read_text("utf-8"))) == then
        )
        memory.close()
    memory = Memory.open(path, passphrase=passphrase)
    memory.put(Record(scope="c.7", kind="message", id="new", base={"text": "নতুন"}, seq=99, pos=99))
    assert memory.page("c.7/message")[-1].id == "new"
    memory.close()


def without_new_fields(now: Any, then: Any) -> Any:
    """Without the fields that records have got since."""
    if isinstance(now, dict) and isinstance(then, dict):
        return {name: without_new_fields(now[name], part) for name, part in then.items() if name in now}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [without_new_fields(one, other) for one, other in zip(now, then, strict=True)]
    return now


def test_every_schema_has_its_file_and_every_later_one_its_way_there() -> None:
    plain = {int(file.stem.removeprefix("schema-")) for file in FILES if "sealed" not in file.stem}
    assert plain == set(range(1, SCHEMA + 1))
    assert set(MIGRATIONS) == set(range(2, SCHEMA + 1))
