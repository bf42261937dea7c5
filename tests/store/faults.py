"""Files for a journal that live in memory, and files that fail when they are told to."""

import errno
from pathlib import Path

from app.store.disk import Disk


class MemoryFile:
    """A file of bytes in memory; it outlives `close`, so it can be opened again."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = bytearray(content)

    def read_at(self, offset: int, length: int) -> bytes:
        return bytes(self.content[offset : offset + length])

    def write_at(self, offset: int, data: bytes) -> None:
        assert offset <= len(self.content), "a hole"
        self.content[offset : offset + len(data)] = data

    def flush(self) -> None:
        pass

    def truncate(self, size: int) -> None:
        assert size <= len(self.content), "it only cuts"
        del self.content[size:]

    def size(self) -> int:
        return len(self.content)

    def close(self) -> None:
        pass

    def disk(self) -> "MemoryDisk":
        """A folder in which this is the store's file."""
        return MemoryDisk(self)


class FaultyFile(MemoryFile):
    """A file whose `fail_at`-th verb fails after doing part of it: 0.0 nothing, 1.0 all of it."""

    def __init__(
        self, *, fail_at: int, code: int = errno.EIO, part: float = 0.0, lasting: bool = False
    ) -> None:
        super().__init__()
        self.calls: list[str] = []
        self.fail_at, self._code, self._part, self._lasting = fail_at, code, part, lasting

    def _fails(self, verb: str) -> bool:
        self.calls.append(verb)
        return len(self.calls) == self.fail_at or (self._lasting and len(self.calls) > self.fail_at)

    def _fail(self) -> None:
        raise OSError(self._code, "as told")

    def read_at(self, offset: int, length: int) -> bytes:
        if self._fails("read_at"):
            self._fail()
        return super().read_at(offset, length)

    def write_at(self, offset: int, data: bytes) -> None:
        fails = self._fails("write_at")
        super().write_at(offset, data[: int(len(data) * self._part)] if fails else data)
        if fails:
            self._fail()

    def flush(self) -> None:
        if self._fails("flush"):
            self._fail()

    def truncate(self, size: int) -> None:
        fails = self._fails("truncate")
        if not fails or self._part:
            super().truncate(size)
        if fails:
            self._fail()

    def size(self) -> int:
        if self._fails("size"):
            self._fail()
        return super().size()


class MemoryDisk(Disk):
    """A folder in memory: the store's own file, and whatever comes to lie beside it."""

    def __init__(self, main: MemoryFile) -> None:
        self.main = main
        self.files: dict[str, MemoryFile] = {}

    def open(self, path: Path) -> MemoryFile:
        beside = path.suffix in (".new", ".hint")
        return self.files.setdefault(path.name, MemoryFile()) if beside else self.main

    def read(self, path: Path) -> bytes:
        if path.name not in self.files:
            raise FileNotFoundError(path)
        return bytes(self.files[path.name].content)

    def replace(self, new: Path, path: Path) -> None:
        content = self.files.pop(new.name).content
        self.open(path).content[:] = content

    def remove(self, path: Path) -> None:
        self.files.pop(path.name, None)
