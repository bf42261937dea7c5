import errno
import stat
from pathlib import Path

import pytest

from app.domain.errors import StoreBroken, StoreFull
from app.store.disk import DiskFile, trouble


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    DiskFile(tmp_path / "a.db").close()
    assert stat.S_IMODE((tmp_path / "a.db").stat().st_mode) == 0o600


def test_a_file_that_is_there_keeps_its_bytes_and_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"there")
    path.chmod(0o640)
    file = DiskFile(path)
    assert (file.size(), file.read_at(0, 99)) == (5, b"there")
    file.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_offsets_are_explicit(tmp_path: Path) -> None:
    file = DiskFile(tmp_path / "a.db")
    file.write_at(0, b"one two")
    file.write_at(4, b"TWO more")
    file.flush()
    assert file.read_at(4, 3) == b"TWO"
    assert file.read_at(8, 99) == b"more"
    file.truncate(3)
    assert (file.size(), file.read_at(0, 99), file.read_at(3, 1)) == (3, b"one", b"")
    file.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_device_says_so() -> None:
    file = DiskFile(Path("/dev/full"))
    with pytest.raises(OSError, match="No space") as raised:
        file.write_at(0, b"x")
    assert raised.value.errno == errno.ENOSPC
    file.close()


def test_only_a_lack_of_room_is_called_full() -> None:
    path = Path("a.db")
    assert isinstance(trouble(OSError(errno.ENOSPC, "no room"), path), StoreFull)
    assert isinstance(trouble(OSError(errno.EDQUOT, "quota"), path), StoreFull)
    failed = trouble(OSError(errno.EIO, "bad sector"), path)
    assert isinstance(failed, StoreBroken)
    assert (failed.code, failed.params) == ("store.failed", {"path": "a.db", "reason": "bad sector"})
