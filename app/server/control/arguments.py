"""What `setu server people`, `invites`, `suspend` … understand; nothing of the server is loaded for it."""

import argparse

from app.domain.reporting import OUTCOMES

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
    "report": "read one report, which the audit says; not one about somebody who looks after the server",
    "decide": "decide a report, and tell the reporter",
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
    _about_reports(made["report"], made["decide"])
    made["uninvite"].add_argument("invite", help="the id of the invite, as `setu server invites` lists it")


def _about_reports(report: argparse.ArgumentParser, decide: argparse.ArgumentParser) -> None:
    for action in (report, decide):
        action.add_argument("report", help="the id of the report, as `setu server reports` lists it")
    report.add_argument(
        "--around",
        action="store_true",
        help="also what was written just before and after it; in the audit, too",
    )
    decide.add_argument(
        "outcome",
        choices=tuple(OUTCOMES),
        help="what the reporter is told; `removed` removes it, the others only say so",
    )
    decide.add_argument(
        "--note",
        default="",
        metavar="TEXT",
        help="words for the reporter; - reads them from the standard input",
    )
    decide.add_argument(
        "--remove", action="store_true", help="with warned or suspended: remove what was reported, too"
    )
