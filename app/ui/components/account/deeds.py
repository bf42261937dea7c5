"""Deeds of the audit as whole sentences."""

from collections.abc import Callable
from typing import Any

from app.domain.reporting import OUTCOMES
from app.i18n.catalogs import Translator


def deed_sentence(deed: Any, name_of: Callable[[str], str], words: Translator) -> str:
    """Who did what to whom. What a later server writes down is told as well as may be."""
    actor, target = name_of(deed.actor), name_of(deed.target)
    if deed.action == "totp" and deed.actor != deed.target:
        return words.t("{actor} turned off the two-step sign-in of {target}.", actor=actor, target=target)
    said = _to_somebody(deed, actor, target, words) or _besides(deed, actor, words)
    return said or words.t("{actor} did something that this version of Setu has no words for.", actor=actor)


def _to_somebody(deed: Any, actor: str, target: str, words: Translator) -> str:
    """What was done to an account."""
    match deed.action, deed.detail:
        case "suspend", _:
            return words.t("{actor} suspended {target}.", actor=actor, target=target)
        case "reinstate", _:
            return words.t("{actor} reinstated {target}.", actor=actor, target=target)
        case "role", "moderator":
            return words.t("{actor} made {target} a moderator.", actor=actor, target=target)
        case "role", "admin":
            return words.t("{actor} made {target} an administrator.", actor=actor, target=target)
        case "role", "none":
            return words.t("{actor} took back the role of {target}.", actor=actor, target=target)
        case "check", "checked":
            return words.t("{actor} checked the credential of {target}.", actor=actor, target=target)
        case "check", _:
            return words.t(
                "{actor} took back the check of the credential of {target}.", actor=actor, target=target
            )
        case "reset", "at once":
            return words.t(
                "{actor} made a code for {target} to come back at once.", actor=actor, target=target
            )
        case "reset", _:
            return words.t("{actor} made a code for {target} to come back.", actor=actor, target=target)
    return ""


def _besides(deed: Any, actor: str, words: Translator) -> str:
    """What was done to nobody in particular, or to oneself."""
    if deed.action == "report.decide":
        outcome = OUTCOMES.get(deed.detail.partition(" ")[0])
        said = outcome.word(words.lang) if outcome else ""
        # NOTE: {outcome} is what was decided, as "It was removed"
        return words.t("{actor} decided a report: {outcome}.", actor=actor, outcome=said)
    known = {
        "role": words.t("{actor} came in by invite and has a role.", actor=actor),
        "invite": words.t("{actor} made an invite for an administrator.", actor=actor)
        if deed.detail == "admin"
        else words.t("{actor} made an invite.", actor=actor),
        "uninvite": words.t("{actor} took an invite back.", actor=actor),
        "reset.stop": words.t("{actor} stopped a code that was made for them to come back.", actor=actor),
        "reset.use": words.t("{actor} came back with a code that was made for them.", actor=actor),
        "recover": words.t("{actor} came back with a recovery code.", actor=actor),
        "password": words.t("{actor} set a password.", actor=actor)
        if deed.detail == "first"
        else words.t("{actor} changed the password.", actor=actor),
        "totp": words.t("{actor} turned on two-step sign-in.", actor=actor)
        if deed.detail == "on"
        else words.t("{actor} turned off two-step sign-in.", actor=actor),
        "report.read": {
            "one": words.t("{actor} read a report.", actor=actor),
            "one around": words.t("{actor} read a report, and what was around it.", actor=actor),
        }.get(deed.detail, words.t("Reports went to a device of {actor}.", actor=actor)),
        "restore.confirmed": words.t("{actor} confirmed that all may write after a restore.", actor=actor),
        "term.redact": words.t(
            "{actor} removed a term of the glossary, or what was changed of it.", actor=actor
        ),
        "row.redact": words.t("{actor} removed something that was reported.", actor=actor),
    }
    return known.get(deed.action, "")
