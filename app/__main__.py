"""The door: `setu` opens the app in the browser, `setu serve` starts the optional small server.

`setu server` looks after that server, and `setu store` after the file that holds what this device remembers.
"""

import argparse
import asyncio
import io
import os
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from app import __version__, config
from app.domain.errors import StoreTrouble
from app.server.commands import add_commands as add_server_commands
from app.server.commands import run as look_after
from app.storekeeping.arguments import add_commands

DESCRIPTION = """\
Setu (সেতু, "bridge") is peer support for occupational therapists, in English and Bengali.

Without a command it opens the app in your browser. Everything you write stays on this
machine, and no network is needed. Close it with Ctrl+C.
"""

EPILOG = """\
examples:
  setu                            open the app
  setu --data ~/setu-at-work      open it with a data folder of its own
  setu serve                      start a server others can join, and print an invite
  setu server config              show a server's settings, and where each comes from
  setu store backup               copy all that Setu remembers to a file, even while it runs
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Bengali letters shows their numbers
            stream.reconfigure(errors="backslashreplace")
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command in ("serve", "server"):
            return look_after(chosen)
        if chosen.command == "store":
            from app.storekeeping.commands import run as keep

            return keep(chosen.store, chosen.data or config.data_folder(), chosen)
        data = (chosen.data or config.data_folder()).expanduser()
        return asyncio.run(_open(data, chosen.port, browser=not chosen.no_browser, pseudo=chosen.pseudo))
    except KeyboardInterrupt:
        return 0


def build_parser() -> argparse.ArgumentParser:
    """What `setu --help` shows and what it understands."""
    parser = argparse.ArgumentParser(
        prog="setu",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Setu {__version__}")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder for what Setu remembers")
    parser.add_argument(
        "--port", type=int, default=8550, metavar="N", help="first port to try (default: 8550)"
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument(
        "--pseudo", action="store_true", help="mark every sentence that can be translated, to find the others"
    )
    commands = parser.add_subparsers(dest="command", metavar="command", title="commands")
    add_server_commands(commands)
    add_commands(commands)
    return parser


async def _open(data: Path, port: int, *, browser: bool, pseudo: bool) -> int:
    from app.bootstrap import Device, catalogs_of
    from app.ui.serving import serve
    from app.ui.web import web_app

    def told(trouble: StoreTrouble) -> None:
        print(device.say(trouble, os.environ.get("LANG", "")), file=sys.stderr, flush=True)

    device = Device(data=data, tell=told, words=catalogs_of(pseudo=pseudo))
    device.begin()

    def ready(address: str) -> None:
        print(f"Setu · সেতু  {address}", flush=True)
        if browser and not (_has_windows() and webbrowser.open(address)):
            print("Open this address in your browser.", flush=True)

    try:
        await serve(
            web_app(device.window(), assets=config.assets_folder(), cache=config.cache_folder()),
            port=port,
            ready=ready,
        )
    finally:
        await device.close()
    return 0


def _has_windows() -> bool:
    """Whether a browser could show itself; in a bare terminal a text browser would take over the screen."""
    bare = not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return not (sys.platform.startswith("linux") and bare)


if __name__ == "__main__":
    sys.exit(main())
