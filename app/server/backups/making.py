"""Making a back-up: copied, checked, sealed if there is a key, flushed, and only then given its name."""

import os
import secrets
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.server.backups.checking import Contents, check
from app.server.backups.copying import copy, flush
from app.server.backups.sealing import read_key, seal, unseal
from app.server.backups.shelf import UNFINISHED, name_for
from app.server.backups.stores import put_in, sizes, take
from app.server.home import DATABASE
from app.server.troubles import CannotServe, t


@dataclass(frozen=True, slots=True)
class Made:
    """A finished back-up, what it holds, and whose damaged store it does not hold."""

    file: Path
    contents: Contents
    damaged: tuple[str, ...] = ()


def back_up(data: Path, target: Path | None, folder: Path, *, now_ms: int, key_file: Path | None) -> Made:
    """Back up the database in `data` and the stores of browsers' accounts, to the file `target` or under the
    name of the moment into `folder`.

    Blocks until it is on the disk. Raises CannotServe; then nothing is left behind.
    """
    key = read_key(key_file) if key_file else None
    if not (data / DATABASE).is_file():
        raise CannotServe("server.none")
    target = target or folder / name_for(now_ms, sealed=key is not None)
    if target.exists():
        raise CannotServe("backup.exists", file=str(target))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check_room(data, target.parent, copies=3 if key else 1)
    with ExitStack() as undo:
        aside = TemporaryDirectory(prefix=f".{target.name}.", suffix=UNFINISHED, dir=target.parent)
        taken = take(data, Path(undo.enter_context(aside)))
        made = _unfinished(target, undo)
        copy(data / DATABASE, made)
        put_in(made, taken)
        contents = check(made)
        if key:
            plain, made = made, _unfinished(target, undo)
            seal(plain, made, key)
            again = _unfinished(target, undo)
            unseal(made, again, key)
            if check(again) != contents:
                what = t("what was sealed does not open")
                raise CannotServe("backup.damaged", file=str(target), what=what)
        flush(made)
        os.link(made, target)  # fails where there is a file by now, other than a rename
        flush(target.parent)
    return Made(target, contents, tuple(taken.damaged))


def _unfinished(target: Path, undo: ExitStack) -> Path:
    path = target.with_name(f".{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
    undo.callback(path.unlink, missing_ok=True)
    return path


def _check_room(data: Path, folder: Path, *, copies: int) -> None:
    if (data / DATABASE).is_file():
        log = data / f"{DATABASE}-wal"
        size = (data / DATABASE).stat().st_size + (log.stat().st_size if log.exists() else 0)
        stores = sizes(data)
        if shutil.disk_usage(folder).free < ((size + stores) * copies + stores) * 1.1:
            raise CannotServe("backup.full", file=str(folder))
