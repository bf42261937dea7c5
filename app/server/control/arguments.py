"""What `setu server people`, `invites`, `suspend` … understand; nothing of the server is loaded for it."""

import argparse

ACTIONS: dict[str, str] = {
    "people": "list the accounts, newest first",
    "suspend": "suspend somebody's account; everything they wrote stays",
    "reinstate": "let somebody back in who was suspended",
    "role": "make somebody a moderator or an administrator, or neither",
    "check": "write down that somebody's credential was seen",
    "reset": "print a code for somebody who lost every device and code",
    "totp-off": "let somebody sign in without the digits of the phone they lost",
    "invites": "list the invites and what became of them",
    "invite": "print a fresh invite",
    "uninvite": "take an invite back",
    "reports": "list the reports that wait for a decision, and whether anybody may decide them",
    "audit": "list what was done by those who look after the server",
}
"""The actions that have to do with accounts, and what each does."""


def add_actions(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", parents: list[argparse.ArgumentParser]
) -> None:
    """Add these to the actions of `setu server`."""
    made = {name: actions.add_parser(name, parents=parents, help=means) for name, means in ACTIONS.items()}
    for name in ("people", "invites", "audit"):
        made[name].add_argument(
            "--most", type=int, default=50, metavar="N", help="how many at most (default: 50)"
        )
    made["people"].add_argument("name", nargs="?", default="", help="a piece of a name, in either script")
    for name in ("suspend", "reinstate", "role", "check", "reset", "totp-off"):
        made[name].add_argument("person", help="their id, or a piece of the name that only they have")
    made["role"].add_argument("role", choices=("none", "moderator", "admin"))
    made["check"].add_argument("--take-back", action="store_true", help="it is not vouched for any more")
    made["reset"].add_argument(
        "--at-once", action="store_true", help="the code works now, and nobody has a day to object to it"
    )
    made["invite"].add_argument("--admin", action="store_true", help="who joins with it is an administrator")
    made["uninvite"].add_argument("invite", help="the id of the invite, as `setu server invites` lists it")
