"""A journal over a file that fails keeps what it acknowledged."""

import errno
from contextlib import suppress

import pytest
from store.faults import FaultyFile, MemoryFile
from store.journals import LINES, TRANSACTIONS, Opened, write

from app.domain.errors import StoreBroken, StoreFull, StoreTrouble
from app.store.journal import Journal


def test_a_full_disk_costs_only_the_write_that_did_not_fit() -> None:
    for part in (0.0, 0.5, 0.99, 1.0):
        file = FaultyFile(fail_at=10, code=errno.ENOSPC, part=part)
        journal = Opened(file).journal
        commit_all(journal, LINES[:1])
        size = len(file.content)
        with pytest.raises(StoreFull):
            commit_all(journal, LINES[1:2])
        assert file.calls[-2:] == ["truncate", "flush"]
        assert len(file.content) == size
        commit_all(journal, LINES[2:3])
        assert Opened(MemoryFile(bytes(file.content))).ids == ["id0", "id2"]


def commit_all(journal: Journal, lines: list[bytes]) -> None:
    mark = journal.mark()
    try:
        for line in lines:
            journal.append(line)
        journal.commit()
    except StoreTrouble:
        journal.rewind(mark)
        raise


def test_a_failed_flush_is_never_tried_again() -> None:
    file = FaultyFile(fail_at=9)
    journal = Opened(file).journal
    with pytest.raises(StoreBroken, match=r"store\.failed"):
        commit_all(journal, LINES[:1])
    assert file.calls[-2:] == ["flush", "truncate"]
    calls = len(file.calls)
    for verb in (lambda: commit_all(journal, LINES), lambda: journal.lines([(0, 5, 0)])):
        with pytest.raises(StoreBroken, match=r"store\.failed"):
            verb()
    assert len(file.calls) == calls


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("part", [0.0, 0.6, 1.0])
@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("fail_at", range(1, 16))
def test_whichever_call_fails_what_was_acknowledged_is_kept(
    code: int, part: float, lasting: bool, fail_at: int
) -> None:
    file = FaultyFile(fail_at=fail_at, code=code, part=part, lasting=lasting)
    acknowledged, tried = 0, 0
    with suppress(StoreFull, StoreBroken):
        journal = Opened(file).journal
        for lines in TRANSACTIONS:
            tried += 1
            commit_all(journal, lines)
            acknowledged += 1
    found = Opened(MemoryFile(bytes(file.content)))
    ids = [f"id{number}" for number in range(6)]
    # A flush that failed leaves open whether its transaction is there; nothing else may be.
    unknown = tried if file.calls[-1] == "flush" or "truncate" in file.calls[fail_at:] else acknowledged
    assert found.ids in (ids[: [0, 1, 3, 6][acknowledged]], ids[: [0, 1, 3, 6][unknown]])
    commit_all(found.journal, [LINES[0]])


@pytest.mark.parametrize("part", [0.0, 0.5, 1.0])
def test_a_failure_while_a_torn_tail_is_cut_leaves_what_was_committed(part: float) -> None:
    whole = MemoryFile()
    write(whole)
    for fail_at in range(1, 7):
        file = FaultyFile(fail_at=fail_at, part=part)
        file.content += whole.content + b"torn"
        with suppress(StoreBroken):
            Opened(file)
        assert len(Opened(MemoryFile(bytes(file.content))).ids) == 6
