"""What `setu store` understands, and what its --help says."""

import argparse
from pathlib import Path

STORE = """\
Take care of the file that holds what Setu remembers on this machine: setu.db in the data
folder. verify, backup and stats work while Setu runs; close Setu for salvage and restore.
"""

STORE_EPILOG = """\
exit codes:
  0  all is well
  1  the file is damaged (verify, stats), or nothing of it could be saved (salvage)
  2  the command line cannot be understood
  3  it could not be done: no such file, Setu is open, no room, refused, or not agreed to
  4  the file is protected, and the key is missing or wrong
"""


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `store` and its actions to the commands of `setu`."""
    shared = argparse.ArgumentParser(add_help=False)
    # Suppressed, so that a folder named before the command counts as well.
    shared.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="folder of what Setu remembers"
    )
    store = commands.add_parser(
        "store",
        parents=[shared],
        help="verify, back up, restore or salvage what Setu remembers",
        description=STORE,
        epilog=STORE_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = store.add_subparsers(dest="store", metavar="action", title="actions", required=True)
    any_file = argparse.ArgumentParser(add_help=False)
    any_file.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a file elsewhere, such as a back-up"
    )
    keyed = argparse.ArgumentParser(add_help=False)
    keyed.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="file whose first line is the passphrase"
    )
    asking = argparse.ArgumentParser(add_help=False)
    asking.add_argument("--yes", action="store_true", help="go on without asking")

    def add(name: str, does: str, *options: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return actions.add_parser(
            name,
            help=does,
            description=does[0].upper() + does[1:] + ".",
            parents=[shared, *options],
            allow_abbrev=False,  # nobody shall write a passphrase after --passphrase
        )

    add("verify", "read the whole file and say whether it is whole", any_file, keyed)
    add("stats", "say what the file holds, and how much of it", any_file, keyed)
    add("backup", "copy the file, checked, to a new one").add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the new file (default: setu-YYYY-MM-DD.db)"
    )
    add("restore", "put a back-up in the place of the file, which is kept", asking).add_argument(
        "file", type=Path, metavar="FILE", help="the back-up"
    )
    add("salvage", "save what is whole of a damaged file, which is kept", keyed, asking)
