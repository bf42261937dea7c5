"""Sealing a back-up with the operator's key: AES-256-GCM in segments, after STREAM (Hoang and others, 2015).

Each file has a key of its own, derived by HKDF-SHA256 from the operator's and a random salt. The nonce of a
segment is a random prefix, the segment's number and whether it is the last: none can be taken out, doubled,
put elsewhere or cut off at the end unnoticed. This is the layout of Tink's streaming AEAD.

`cryptography` is imported when it is needed: it comes with the extra `seal`.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.server.troubles import CannotServe, t

_MAGIC = b"setu-backup-1\n"
_SALT, _PREFIX, _TAG, _KEY = 32, 7, 16, 32
SEGMENT = 1 << 20
"""Bytes sealed at a time: what has to fit into memory."""
_MOST = 2**32
"""Segments at most: 4 PB."""


def read_key(file: Path) -> bytes:
    """The operator's key: 64 hexadecimal digits. Raises CannotServe `backup.key_file`."""
    try:
        if file.stat().st_mode & 0o077:
            raise CannotServe("backup.key_open", file=str(file))
        key = bytes.fromhex(file.read_text("ascii").strip())
    except (OSError, ValueError) as why:
        raise CannotServe("backup.key_file", file=str(file)) from why
    if len(key) != _KEY:
        raise CannotServe("backup.key_file", file=str(file))
    return key


def seal(source: Path, target: Path, key: bytes) -> None:
    """Write a sealed copy."""
    salt, prefix = secrets.token_bytes(_SALT), secrets.token_bytes(_PREFIX)
    cipher = _Cipher(key, salt, prefix)
    with source.open("rb") as plain, _new(target) as out:
        out.write(_MAGIC + salt + prefix)
        for number, segment, last in _segments(plain, SEGMENT):
            out.write(cipher.close(number, segment, last=last))


def unseal(source: Path, target: Path, key: bytes) -> None:
    """Write an open copy. Raises CannotServe `backup.wrong_key` or `backup.damaged`."""
    with source.open("rb") as sealed, _new(target) as out:
        sealed.read(len(_MAGIC))
        cipher = _Cipher(key, sealed.read(_SALT), sealed.read(_PREFIX))
        for number, segment, last in _segments(sealed, SEGMENT + _TAG):
            try:
                out.write(cipher.open(number, segment, last=last))
            except ValueError:
                if number:
                    what = t("a part of it is damaged or missing")
                    raise CannotServe("backup.damaged", file=str(source), what=what) from None
                raise CannotServe("backup.wrong_key", file=str(source)) from None


def is_sealed(file: Path) -> bool:
    """Whether this file is a sealed back-up."""
    with file.open("rb") as begun:
        return begun.read(len(_MAGIC)) == _MAGIC


class _Cipher:
    def __init__(self, key: bytes, salt: bytes, prefix: bytes) -> None:
        try:
            from cryptography.exceptions import InvalidTag
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM
            from cryptography.hazmat.primitives.hashes import SHA256
            from cryptography.hazmat.primitives.kdf.hkdf import HKDF
        except ImportError as why:
            raise CannotServe("backup.no_cipher") from why
        derived = HKDF(algorithm=SHA256(), length=_KEY, salt=salt, info=_MAGIC).derive(key)
        self._cipher, self._prefix, self._refusal = AESGCM(derived), prefix, InvalidTag

    def close(self, number: int, segment: bytes, *, last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(number, last=last), segment, None)

    def open(self, number: int, segment: bytes, *, last: bool) -> bytes:
        try:
            return self._cipher.decrypt(self._nonce(number, last=last), segment, None)
        except self._refusal:
            raise ValueError("sealed by another key, or damaged") from None

    def _nonce(self, number: int, *, last: bool) -> bytes:
        if number >= _MOST:
            raise ValueError("too long to seal")
        return self._prefix + number.to_bytes(4) + bytes([last])


def _segments(file: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Every segment with its number, and whether it is the last; an empty file has one, empty."""
    number, segment = 0, file.read(size)
    while True:
        following = file.read(size)
        yield number, segment, not following
        if not following:
            return
        number, segment = number + 1, following


def _new(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
