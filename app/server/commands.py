"""What `setu serve` and `setu server …` understand, and who carries it out."""

import argparse
import os
import sys
from pathlib import Path

from app.server.control.arguments import ACTIONS, add_actions
from app.server.settings.reading import KINDS, Chosen, WrongSetting, read_settings
from app.server.settings.settings import Settings
from app.server.settings.showing import shown, strangers
from app.server.troubles import CannotServe
from app.storekeeping.terminal import Terminal

SERVER = """\
Look after a Setu server. Every setting can stand in a file, in the environment (SETU_PORT=8080) or,
the most used, on the command line, which counts most; `setu server config` shows what came of it.
"""
_ON_THE_LINE = {
    "host": "HOST",
    "port": "N",
    "db": "ADDRESS",
    "bus": "ADDRESS",
    "durability": "HOW",
    "public": "ADDRESS",
    "log": "HOW",
}
"""Settings that have an option of their own, and what stands for their value in --help."""


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `serve` and `server` to the commands of `setu`."""
    place, chosen = _place(), _chosen()
    serve = commands.add_parser(
        "serve",
        parents=[place, chosen],
        help="start the optional small server",
        description="Start a Setu server, and print an invite to join with.",
    )
    serve.add_argument(
        "--invites", type=int, default=1, metavar="N", help="how many invites to print (default: 1)"
    )
    serve.add_argument(
        "--web",
        dest="setting_web",
        action="store_const",
        const="true",
        help="serve the app itself too, to people's browsers",
    )
    server = commands.add_parser("server", help="look after a server", description=SERVER)
    actions = server.add_subparsers(dest="server", metavar="action", title="actions", required=True)
    actions.add_parser(
        "config", parents=[place, chosen], help="print the settings and where each comes from, secrets masked"
    )
    backup = actions.add_parser(
        "backup", parents=[place], help="copy the database, checked, even while the server runs"
    )
    backup.add_argument(
        "--to", metavar="FILE", help="the new file (default: one more in the folder of back-ups)"
    )
    restore = actions.add_parser(
        "restore", parents=[place], help="put a back-up in the place of the database, which is kept"
    )
    restore.add_argument("file", metavar="FILE", help="the back-up")
    restore.add_argument("--verify", action="store_true", help="only try whether it could be restored")
    restore.add_argument("--key", metavar="FILE", help="file of the key that it was sealed with")
    confirm = actions.add_parser(
        "confirm-restore", parents=[place], help="after a restore, let everyone write again"
    )
    new_epoch = actions.add_parser(
        "new-epoch",
        parents=[place],
        help="after a failover that may have lost something, begin a new history",
    )
    move = actions.add_parser("move", parents=[place], help="copy a SQLite server into an empty PostgreSQL")
    move.add_argument("--from", dest="source", metavar="sqlite:DIR", required=True, help="what is copied")
    move.add_argument("--to", metavar="ADDRESS", required=True, help="the new database, postgresql://…")
    for action in (backup, restore, confirm, new_epoch):
        action.add_argument("--db", dest="setting_db", metavar="ADDRESS", help=KINDS["db"].about.means)
    add_actions(actions, [place, chosen])


def run(arguments: argparse.Namespace) -> int:
    """Carry out a command; the exit code. What cannot be is said in a sentence."""
    try:
        chosen = read_settings(_options(arguments))
    except WrongSetting as why:
        print(why, file=sys.stderr)
        return 2
    except OSError as why:
        return _complain(CannotServe("server.file", file=str(why.filename)), Settings(), Terminal())
    if arguments.command == "serve":
        from app.server.serving import run as serve

        return serve(chosen.settings, invites=arguments.invites)
    return _look_after(arguments, chosen)


def _look_after(arguments: argparse.Namespace, chosen: Chosen) -> int:
    terminal = Terminal()
    try:
        match arguments.server:
            case "config":
                print(shown(chosen))
                for name in strangers(os.environ):
                    # NOTE: {name} is a variable of the environment, as SETU_PROT
                    terminal.complain(
                        terminal.words.t("{name} is in the environment and is no setting.", name=name)
                    )
            case action if action in ACTIONS:
                from app.server.control.commands import run as ask

                return ask(arguments, chosen.settings, terminal)
            case action:
                _carry_out(action, arguments, chosen.settings, terminal)
    except CannotServe as why:
        return _complain(why, chosen.settings, terminal)
    except OSError as why:
        file = str(why.filename or chosen.settings.data)
        return _complain(CannotServe("server.file", file=file), chosen.settings, terminal)
    return 0


def _complain(why: CannotServe, settings: Settings, terminal: Terminal) -> int:
    from app.server.sentences import sentence

    terminal.complain(sentence(why, settings, terminal.words))
    return 1


def _carry_out(action: str, arguments: argparse.Namespace, settings: Settings, terminal: Terminal) -> None:
    from app.server import looking_after  # which loads databases and ciphers

    match action:
        case "backup":
            looking_after.backup(arguments, settings, terminal)
        case "restore":
            looking_after.bring_back(arguments, settings, terminal)
        case "confirm-restore":
            looking_after.confirm(settings, terminal)
        case "new-epoch":
            looking_after.new_epoch(settings, terminal)
        case "move":
            looking_after.move_to_postgres(arguments.source, arguments.to, terminal)


def _place() -> argparse.ArgumentParser:
    place = argparse.ArgumentParser(add_help=False)
    # Suppressed, so that a folder named before the command counts as well.
    place.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="folder for the server's database",
    )
    place.add_argument(
        "--config", metavar="FILE", help="file of settings (default: setu-server.toml in the data folder)"
    )
    return place


def _chosen() -> argparse.ArgumentParser:
    chosen = argparse.ArgumentParser(add_help=False)
    for name, value in _ON_THE_LINE.items():
        about = KINDS[name].about
        chosen.add_argument(f"--{name}", dest=f"setting_{name}", metavar=value, help=about.means)
    chosen.add_argument(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=N",
        help="one of the limits that `setu server config` lists, as in --limit pushes_per_minute=600",
    )
    return chosen


def _options(arguments: argparse.Namespace) -> dict[str, str]:
    given = vars(arguments)
    options = {name: given.get(f"setting_{name}") for name in (*_ON_THE_LINE, "web")}
    options |= {"data": given.get("data") and str(given["data"]), "config": given.get("config")}
    for limit in given.get("limit", []):
        name, _, number = limit.partition("=")
        options[f"limits.{name}"] = number
    return {name: value for name, value in options.items() if value is not None}
