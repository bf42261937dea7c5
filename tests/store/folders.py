"""A folder in memory that is as strict as the strictest system, and can be photographed at any moment."""

import errno
from pathlib import Path

from store.faults import MemoryFile

from app.store.disk import Disk


class Folder(Disk):
    """Files by name. As on Windows, a file that is open is neither removed nor replaced."""

    def __init__(self, contents: dict[str, bytes] | None = None) -> None:
        self._files = {name: MemoryFile(content) for name, content in (contents or {}).items()}
        self._handles: list[Handle] = []

    def contents(self) -> dict[str, bytes]:
        """What a process killed now would leave behind."""
        return {name: bytes(file.content) for name, file in self._files.items()}

    def open(self, path: Path) -> "Handle":
        handle = Handle(path.name, self._files.setdefault(path.name, MemoryFile()))
        self._handles.append(handle)
        return handle

    def read(self, path: Path) -> bytes:
        if path.name not in self._files:
            raise FileNotFoundError(path)
        return bytes(self._files[path.name].content)

    def replace(self, new: Path, path: Path) -> None:
        self._expect_closed(new, path)
        self._files[path.name] = self._files.pop(new.name)

    def remove(self, path: Path) -> None:
        self._expect_closed(path)
        self._files.pop(path.name, None)

    def open_names(self) -> list[str]:
        """Of the files somebody still holds."""
        self._handles = [handle for handle in self._handles if not handle.closed]
        return [handle.name for handle in self._handles]

    def _expect_closed(self, *paths: Path) -> None:
        for path in paths:
            if path.name in self.open_names():
                raise PermissionError(errno.EACCES, "somebody holds that file", path.name)


class Handle(MemoryFile):
    """An open file; its bytes belong to the folder."""

    def __init__(self, name: str, file: MemoryFile) -> None:
        self.name = name
        self.closed = False
        self._file = file

    @property
    def content(self) -> bytearray:
        assert not self.closed, "it was closed"
        return self._file.content

    @content.setter
    def content(self, content: bytearray) -> None:
        self._file.content = content

    def close(self) -> None:
        self.closed = True
