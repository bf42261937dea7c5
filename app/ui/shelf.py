"""The files of the page and of Flet's client: found once, hashed once, compressed once."""

import asyncio
import contextlib
import gzip
import hashlib
import mimetypes
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SQUEEZED: Final = frozenset(
    {".bin", ".css", ".frag", ".html", ".js", ".json", ".mjs", ".otf", ".svg", ".ttf", ".wasm"}
)
"""What gets markedly smaller; pictures and woff2 are compressed already."""

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
"""Spelled out, because what `mimetypes` knows differs from machine to machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file, ready to be sent."""

    body: bytes
    squeezed: bool
    kind: str
    tag: str

    @property
    def plain_length(self) -> int:
        """Bytes of the body when it is unpacked; gzip (RFC 1952) keeps it in its last four."""
        return int.from_bytes(self.body[-4:], "little") if self.squeezed else len(self.body)

    def plain(self) -> bytes:
        """Return the body for the rare client that cannot unpack it."""
        return gzip.decompress(self.body) if self.squeezed else self.body


class Shelf:
    """All that may be asked for, by address; nothing else on the disk can be reached through it."""

    def __init__(self, found: Mapping[str, Path | bytes], cache: Path | None) -> None:
        self._found = dict(found)
        self._cache = cache
        self._pieces: dict[str, asyncio.Task[Piece]] = {}

    def __contains__(self, address: str) -> bool:
        return address in self._found

    async def take(self, address: str) -> Piece:
        """Return one file; the first who asks waits for the compression, the others share it."""
        task = self._pieces.get(address)
        if task is None:
            task = asyncio.create_task(asyncio.to_thread(self._prepare, address))
            self._pieces[address] = task
        return await asyncio.shield(task)

    def _prepare(self, address: str) -> Piece:
        source = self._found[address]
        raw = source if isinstance(source, bytes) else source.read_bytes()
        suffix = Path(address).suffix
        tag = hashlib.sha256(raw).hexdigest()[:20]
        squeezed = suffix in SQUEEZED
        kind = TYPES.get(suffix) or mimetypes.guess_type(address)[0] or "application/octet-stream"
        body = self._squeeze(raw, tag) if squeezed else raw
        return Piece(body=body, squeezed=squeezed, kind=kind, tag=f'"{tag}"')

    def _squeeze(self, raw: bytes, tag: str) -> bytes:
        if self._cache is None:
            return gzip.compress(raw, 6, mtime=0)
        kept = self._cache / f"{tag}.gz"
        if kept.exists():
            return kept.read_bytes()
        body = gzip.compress(raw, 6, mtime=0)
        with contextlib.suppress(OSError):  # a full disk keeps nobody from the page
            _keep(kept, body)
        return body


def _keep(kept: Path, body: bytes) -> None:
    """Written aside and moved, so that a second Setu never reads half a file."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    try:
        half.write_bytes(body)
        half.replace(kept)
    finally:
        half.unlink(missing_ok=True)


def gather(root: Path, *, without: tuple[str, ...] = ()) -> dict[str, Path]:
    """Return every file below `root` by its address, but for folders and endings named in `without`."""
    addresses = {
        path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()
    }
    return {
        address: path
        for address, path in addresses.items()
        if not address.startswith(without) and not address.endswith(without)
    }
