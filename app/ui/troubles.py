"""Every trouble a person can meet, as one kind sentence in their language: what happened, what to do.

A code without a sentence of its own gets the general one; `tests/ui/test_troubles.py` sees to it that
no code raised anywhere in the house is left to that.
"""

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app import config
from app.domain.errors import SetuError
from app.domain.records import Reason
from app.i18n.catalogs import Param, Translator
from app.ui.refusals import CIRCLES, t

_NO_CLOCK = 253_402_300_800_000
"""From here on there are no times that a calendar knows."""
GENERAL = t("Something went wrong. What you wrote is safe. Try again.")

_WRITING = {
    "name.empty": t("Write your name, in English letters, in Bengali letters, or both."),
    "name.long": t("That name is too long. A name has {limit} letters at most."),
    "name.letters": t("A name is written in English or Bengali letters, one script in each word."),
    "name.reserved": t("That word stands for a role here. Choose another name."),
    "text.empty": t("Write something first."),
    "text.long": t("That is {length} letters long; {limit} fit. Please shorten it or send it in parts."),
    "title.empty": t("Write this line first."),
    "title.long": t("That title is too long. A title has {limit} letters at most."),
    "field.missing": t("Something that is needed is still empty."),
    "field.wrong": t("One of the choices cannot be used. Choose it again."),
    "field.unknown": t("This version of Setu cannot use one of the fields. Update Setu."),
    "post.unknown": t("This post is not on this device. It may have been removed, or not arrived yet."),
    "prompt.unknown": t("This prompt is not on this device. It may have been removed, or not arrived yet."),
    "edit.late": t("This could be changed for 15 minutes after it was sent. What you typed is kept."),
    "edit.others": t("Only who wrote this can change it."),
    "ref.missing": t("What this replies to is no longer there."),
    "id.taken": t("This could not be sent as it is. Try again to send it as new."),
    "dm.oneself": t("This is you. Choose someone else to write to."),
    "dm.unavailable": t("This person cannot be reached by message."),
    "dm.waiting": t("They have not answered yet. Until they do, you cannot write to them again."),
    "dm.blocked": t("You have blocked this person. Unblock them first."),
    "group.full": t("This group is full. A group has {limit} people at most, with those who are invited."),
    "group.limit": t("You can make {limit} groups a day. Try again tomorrow."),
    "group.stranger": t("You can invite people you share a circle with, or already write with."),
    "group.not_keeper": t("Only whoever keeps this group may do that."),
    "group.alone": t("Choose somebody to invite first."),
    "dm.limit": t("You can write to {limit} new people a day. Try again tomorrow."),
    "mentoring.open": t("You have asked this person already. Wait for their answer."),
    "question.not_asker": t("Only who asked the question may do that."),
    "question.own": t("That is your own answer. Say of others' answers that they helped."),
    "poll.few": t("A poll has {least} choices at least. Write another one, or take them all away."),
    "poll.fixed": t("The choices of a poll that was asked can be reworded, but none added or taken away."),
    "plan.due": t("Answers cannot be due before the question is asked. Choose a later day to answer by."),
    "plan.far": t("One can plan a year ahead at most. Choose an earlier day."),
    "plan.many": t("You can have {limit} plans at a time. Stop one first."),
    "plan.unknown": t("This plan is not on this device any more."),
    "plan.when": t("Choose first on which day it will be asked."),
    "link.wrong": t("Members can only open addresses such as https://who.int/guide from here."),
    "report.outcome": t("Choose what you decide first."),
    "report.category": t("Choose first what is wrong."),
    "report.own": t("That is your own. You can change it or remove it yourself."),
    "report.not_decided": t("You can ask for another look once it is decided."),
    "report.appeal_empty": t("Write first why they should look again."),
    "report.decided_before": t("You decided it before. Somebody else looks at it this time."),
    "circle.peer_stays": t("A circle is one of peer support from its beginning, or never."),
    "react.hear_only": t("In a circle of peer support there is one answer with a tap: I hear you."),
    "report.limit": t("You can send {limit} reports a day. Try again tomorrow."),
    "glossary.empty": t("Write the term in English, in Bengali, or in both."),
    "glossary.same": t("Nothing here differs from what the glossary says already."),
    "glossary.why": t("Write why, or where you met it: that helps whoever decides."),
    "glossary.own": t("Somebody else has to decide on what you proposed."),
    "glossary.reason": t("Write first why not. Whoever proposed it will read that."),
    "glossary.not_leader": t("Leaders of circles with at least three people decide that, and moderators."),
    "glossary.limit": t("You can propose {limit} terms a day. Try again tomorrow."),
    "quota": t("Your room on the server, {limit} MB, is full. Remove something old, then try again."),
}

_SERVERS = {
    "server.address_wrong": t("That is not a server address. It looks like setu.example.org."),
    "server.insecure": t("Setu only uses addresses that begin with https://, so that nobody can read along."),
    "server.unreachable": t("The server does not answer. Everything is saved here and will be sent later."),
    "server.not_setu": t("There is a server at that address, but it is not a Setu server."),
    "server.upgrade": t("The server needs a newer Setu. Update Setu; everything here is kept."),
    "server.behind": t(
        "The server is older than this Setu. Whoever runs it can update it; until then everything waits here."
    ),
    "server.maintenance": t("The server is being looked after. What you wrote waits, and is sent by itself."),
    "server.busy": t("The server is busy. Setu will try again by itself."),
    "server.slow": t("The server answers too slowly just now. Setu will try again by itself."),
    "server.trouble": t("The server has a trouble of its own. Setu will try again by itself."),
    "server.none": t("This device is not connected to a server."),
    "server.certificate": t(
        "This address cannot show that it is the server it says it is. "
        "Check the address and the date of this device, then ask whoever runs the server."
    ),
    "slow.down": t("That was a lot at once. Setu will send the rest in a little while."),
    "request.slow": t("The connection was too slow. Setu will try again by itself."),
    "request.misdirected": t("The server did not understand this device. One of the two may need an update."),
    "encoding.refused": t("The server did not understand this device. One of the two may need an update."),
    "upgrade": t("The server needs a newer Setu. Update Setu; everything here is kept."),
    "device.taken": t("Another person uses this device's place on the server. Ask for a new invite."),
    "invite.limit": t("You can make {limit} invites a day. Try again tomorrow."),
    "request.wrong": t("The server did not understand this device. One of the two may need an update."),
    "too.large": t("This is too large for the server."),
    "epoch": t("The server was restored from a back-up. Setu is fetching everything again."),
    "token.unknown": t("The server no longer knows this device. Connect it again with a new invite."),
    "token.revoked": t(
        "This device was signed out from another one. "
        "What came from the server was removed here; what you wrote and had not sent is kept."
    ),
    "suspended": t("Your account is suspended. Speak with whoever runs the server."),
    "signin.again": t("Setu was closed before you were signed in. Type your password again."),
    "login.empty": t("Type the name you sign in with."),
    "password.empty": t("Type your password."),
    "recovery.empty": t("Type one of your recovery codes."),
    "invite.empty": t("Type the invite code."),
    "invite.wrong": t("That invite is not valid. Check the code, or ask for a new one."),
    "invite.used": t("That invite has been used already. Ask for a new one."),
    # NOTE: {since} is a day and a time
    "reset.early": t("This code works from {since}. Until then its person can object. Try again then."),
    "reset.used": t(
        "It is too late to stop it: somebody came in with that code. "
        "Sign out the device you do not know, then set a new password."
    ),
    "reset.suspended": t("This account is suspended. Reinstate it first."),
    "invite.slow": t("Too many tries. Wait a while, then try again."),
    "invite.not_allowed": t("Only leaders of a circle and administrators can invite."),
    "person.taken": t("This person already has an account there. Use a device code from the other device."),
    "clock": t("The clock of this device is far off. Set its date and time, then send again."),
    "stale": t("This waited too long to be sent. Send it again as new."),
}

_ACCOUNTS = {
    "login.short": t("A name to sign in with has {least} letters at least."),
    "login.long": t("A name to sign in with has {limit} letters at most."),
    "login.letters": t(
        "Use English or Bengali letters, digits, dots, hyphens and underscores, and no spaces."
    ),
    "login.reserved": t("That name is kept for those who run the server. Choose another one."),
    "login.taken": t("Somebody else signs in with that name. Choose another one."),
    "login.wrong": t("That did not work. Check the name and the password or code, then try again."),
    "login.slow": t("Too many tries. Wait a while, then try again."),
    "password.short": t("That is too short. A password has {least} letters at least; a sentence is good."),
    "password.long": t("That password is too long."),
    "password.common": t("That is a password others would try first. Choose a sentence of your own."),
    "password.old": t("That is not the password until now."),
    "password.wrong": t("That is not your password."),
    "totp.needed": t("Now type the six digits that the authenticator app on your phone shows."),
    "totp.digits": t("Type all six digits, without other signs."),
    "totp.wrong": t(
        "Those digits are not right. Type the ones the app shows now. "
        "If that does not help, check the clock of your phone."
    ),
    "totp.used": t("Those digits were used already. Wait until the app shows the next ones."),
    # NOTE: {minutes} is a number
    "totp.clock": t(
        "Check the clock of your phone: it is off by about {minutes} min. "
        "Let the phone set it by itself, then type the new digits."
    ),
    "totp.begin_again": t("That took too long. Begin again with a new key."),
    "totp.no_password": t("Choose a sign-in name and a password first."),
    "totp.on": t("Two-step sign-in is on already."),
    "totp.required": t(
        "This server asks everyone who looks after it for two-step sign-in. "
        "Turn it on in the settings, under Account and devices."
    ),
    "totp.oneself": t("Turn off your own in the settings, under Account and devices."),
    "token.revoked": t("This device was signed out. Sign in to connect it again."),
    "suspended": t("This account is suspended. Ask those who run the server why."),
    "admin.last": t("This is the last administrator. Make someone else an administrator first."),
    "standing.oneself": t("You cannot suspend yourself. Ask another administrator."),
}

_STORES = {
    "store.locked": t("Setu is already open with this data. Close the other window of Setu, then try again."),
    "store.foreign": t(
        "The file {path} is not Setu's. It was left untouched. Start Setu with another data folder."
    ),
    "store.newer": t("A newer Setu wrote the file {path}. Update Setu. The file was left untouched."),
    # NOTE: {command} is what one types in a terminal
    "store.broken": t(
        "The file {path} is damaged. It was left untouched. "
        "The command {command} rescues what is whole in it."
    ),
    "store.folder": t("Setu cannot use the folder {path}. Start Setu with another data folder."),
    "store.failed": t("The disk of this device refused to save. Restart Setu and check the disk."),
    "store.full": t("There is no room left on this device. Nothing was lost; free some room and try again."),
    "store.missing": t("There is nothing at {path}."),
    "store.exists": t("There is a file at {path} already. It was left untouched. Choose another name."),
    "store.unreadable": t("Setu cannot read {path}. Check who may read it, and the disk it is on."),
    "store.unwritable": t("Setu cannot write to {path}. Check who may write there, and the disk it is on."),
    "store.beyond_saving": t("Nothing in the file {path} could be saved. It was left untouched."),
    "store.lock_lost": t(
        "The beginning of the file {path}, which says how it opens, is damaged, and there is no copy of it. "
        "The file was left untouched."
    ),
}

_SEALS = {
    "store.passphrase_needed": t(
        "What Setu keeps here opens with a passphrase. Open the address of Setu and type it there."
    ),
    "store.wrong_passphrase": t(
        "That is not the passphrase. Check capital letters and the language of the keyboard, then try again."
    ),
    # NOTE: the keystore is where the device keeps passwords: Keychain, Credential Manager, a keyring
    "store.keystore_lost": t(
        "The keystore of this device no longer has the key to Setu's data. "
        "Without that key nobody can open it."
    ),
    "store.keystore_missing": t(
        "Setu finds no keystore on this device, or may not use it. If it is locked, unlock it and try again."
    ),
    # NOTE: {command} is what one types in a terminal
    "store.no_cipher": t(
        "The part of Setu that encrypts is not installed here. Run {command} and start Setu again."
    ),
    "store.passphrase_short": t("That is too short. A passphrase has at least {least} letters."),
    "passphrase.differs": t("The two are not the same. Type the same passphrase twice."),
    "protection.busy": t("The protection is being changed already. Wait until that is done."),
    "protection.browser": t("A Setu that runs only in a browser cannot protect its data."),
}

SENTENCES = {**_WRITING, **CIRCLES, **_SERVERS, **_ACCOUNTS, **_STORES, **_SEALS}


def tell(trouble: SetuError, words: Translator) -> str:
    """What to say of this error."""
    return sentence(trouble.code, trouble.params, words)


def reason(why: Reason | None, words: Translator) -> str:
    """What to say of the reason of a refusal."""
    return sentence(why.code, why.params, words) if why else words.t(GENERAL)


def sentence(code: str, params: Mapping[str, Any], words: Translator) -> str:
    """What to say of this code with these parameters."""
    said = {**_speakable(params), **_times(params, words)}
    return words.t(SENTENCES.get(code, GENERAL), **said, command=_command(code, params))


def _command(code: str, params: Mapping[str, Any]) -> str:
    """The command that helps, as it can be copied into a terminal: install what is missing, or rescue."""
    if code == "store.no_cipher":
        # By their own names and for this very Python: "setu" on the package index is somebody else's.
        return f'"{sys.executable}" -m pip install cryptography keyring'
    folder = Path(str(params.get("path", ""))).parent
    elsewhere = "" if folder == config.data_folder() else f' --data "{folder}"'
    return f"setu store salvage{elsewhere}"


def _times(params: Mapping[str, Any], words: Translator) -> dict[str, Param]:
    """The moments among the parameters, which are milliseconds, as the reader spells them."""
    since = params.get("since")
    if not isinstance(since, int) or not 0 <= since < _NO_CLOCK:
        return {}
    return {"since": words.formatter.datetime(dt.datetime.fromtimestamp(since / 1000, dt.UTC), "long")}


def _speakable(params: Mapping[str, Any]) -> dict[str, Param]:
    return {name: value for name, value in params.items() if isinstance(value, str | int | float)}
