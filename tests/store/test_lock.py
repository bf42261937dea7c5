import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.errors import StoreLocked
from app.store.lock import Lock

ROOT = Path(__file__).parents[2]


def test_a_second_lock_in_the_same_process_is_refused(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "a.db")
    with pytest.raises(StoreLocked, match=r"store\.locked"):
        Lock(tmp_path / "a.db")
    lock.release()


def test_a_lock_in_another_process_is_respected_and_ends_with_it(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from app.store.lock import Lock; "
    script += "lock = Lock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(tmp_path / "a.db")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreLocked):
            Lock(tmp_path / "a.db")
        other.kill()
    Lock(tmp_path / "a.db").release()


def test_a_released_lock_can_be_taken_and_releasing_twice_does_not_free_the_next_one(tmp_path: Path) -> None:
    first = Lock(tmp_path / "a.db")
    first.release()
    second = Lock(tmp_path / "a.db")
    first.release()
    with pytest.raises(StoreLocked):
        Lock(tmp_path / "a.db")
    second.release()


def test_the_lock_file_stays_beside_the_store_and_is_its_owners_alone(tmp_path: Path) -> None:
    Lock(tmp_path / "a.db").release()
    assert [path.name for path in tmp_path.iterdir()] == ["a.db.lock"]
    assert stat.S_IMODE((tmp_path / "a.db.lock").stat().st_mode) == 0o600


def test_where_the_file_system_knows_no_locks_the_store_opens_without_one(tmp_path: Path) -> None:
    def seize(handle: int) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    Lock(tmp_path / "a.db", seize=seize).release()


def test_another_error_is_not_mistaken_for_a_lock(tmp_path: Path) -> None:
    def seize(handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        Lock(tmp_path / "a.db", seize=seize)
