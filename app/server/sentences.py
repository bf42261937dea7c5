"""Why something cannot be done, for whoever runs the server, in their language; these never reach the app."""

from app.i18n.catalogs import Translator
from app.server.settings.settings import Settings
from app.server.settings.showing import masked
from app.server.troubles import CannotServe, Rejected, t
from app.ui import troubles

_SERVER = {
    "server.in_use": t("Another Setu server is already using {data}. Stop it, or choose another directory."),
    "server.none": t("There is no Setu server in {data}. Name its folder with {option}, or run: {command}"),
    "server.none_there": t("There is no Setu server in the database at {data}. Begin one: {command}"),
    "server.foreign": t("The database at {data} holds something else, or this user may not change it."),
    "server.newer": t("A newer Setu wrote the data in {data}. Update this one; nothing was changed."),
    "server.broken": t("The database in {data} cannot be read. Nothing was changed; restore a back-up."),
    "server.database": t("The database at {data} does not answer. Is it running, and may this user connect?"),
    "server.driver": t("Setu came without PostgreSQL's driver. Install it: {command}"),
    "server.bus_driver": t("Setu came without that bus's driver. Install it: {command}"),
    "server.forbidden": t(
        "Setu may not read and write {data}. Choose another directory, or change its owner."
    ),
    "server.port": t(
        "Port {port} on {host} is already in use. Choose another one, or stop what is using it."
    ),
    "server.port_forbidden": t("Port {port} needs more rights than Setu has. Choose one above {highest}."),
    "server.host": t("{host} is not an address of this machine. Choose another host."),
    "server.address": t("No address of a PostgreSQL; it looks like {example}"),
    "server.file": t(
        "{file} cannot be used. Look who may read and write there, and whether the disk is full."
    ),
}

_BACKUPS = {
    "backup.nothing": t("There is no file {file}."),
    "backup.exists": t("{file} is there already, and is left as it is. Choose another name."),
    "backup.full": t("There is not enough room in {file} for a back-up. Nothing was written."),
    # NOTE: {what} is what is wrong with it, as "it is no database that can be read"
    "backup.damaged": t("{file} is not whole: {what}."),
    "backup.newer": t("A newer Setu wrote {file}. Update this one."),
    "backup.no_cipher": t("Sealing needs a package that is not installed: {command}"),
    "backup.key_file": t("{file} holds no key. Make one: {command}"),
    "backup.key_open": t("Others may read the key in {file}. Take that away: {command}"),
    "backup.key_needed": t("{file} is sealed. Name the file of its key with {option}."),
    "backup.wrong_key": t("{file} was sealed with another key, or is damaged from its beginning."),
    "backup.postgres": t("PostgreSQL has back-ups of its own; {file} says how."),
    "restore.not_waiting": t("No restore waits to be confirmed."),
}

_MOVING = {
    "move.from": t("{given} is no SQLite of a server. Name its folder: {command}"),
    # NOTE: {what} is what PostgreSQL says, in its language
    "move.stopped": t("The new database stopped the copy: {what}. Nothing was moved."),
    "move.not_empty": t("The database at {target} is not empty. Make a new one; nothing was changed."),
    "move.version": t(
        "The data is of another version ({version}, not {wanted}). Start this Setu on it once."
    ),
    "move.differs": t("The copy is not what the original is, at {where}. Nothing was moved."),
}

_KEY = "openssl rand -hex 32 > {file} && chmod 600 {file}"
_TYPED = {
    "server.none": {"option": "--data", "command": "setu serve"},
    "server.none_there": {"command": "setu serve --db …"},
    "server.driver": {"command": "pip install 'setu[postgres]'"},
    "server.bus_driver": {"command": "pip install 'setu[redis,nats]'"},
    "server.port_forbidden": {"highest": "1023"},
    "server.address": {"example": "postgresql://setu@db.example.org/setu"},
    "backup.no_cipher": {"command": "pip install 'setu[seal]'"},
    "backup.key_file": {"command": _KEY},
    "backup.key_open": {"command": "chmod 600 {file}"},
    "backup.key_needed": {"option": "--key"},
    "backup.postgres": {"file": "docs/serving.md"},
    "move.from": {"command": "--from sqlite:DIR"},
}
"""What is the same in every language, for one types it."""

SENTENCES = {**_SERVER, **_BACKUPS, **_MOVING}


_AT_THE_SERVER = {
    "unavailable": t("There is no such person or invite."),
    "request.wrong": t("That is not understood."),
    "report.none": t("There is no such report."),
    "report.about_staff": t(
        "This report is about somebody who looks after the server, and that may be you. "
        "Somebody else who looks after it reads and decides it in the app."
    ),
    "report.not_removed": t("With this decision nothing can be removed. Choose another one."),
    "state": t("This report was decided already."),
    "server.busy": t("The server is busy. Try again."),
}
"""What is said otherwise to who sits at the server than in the app."""


def refusal(why: Rejected, words: Translator) -> str:
    """Why a running server did not do what was asked."""
    if said := _AT_THE_SERVER.get(why.code):
        return words.t(said)
    return troubles.sentence(why.code, why.params, words)


def in_words(message: str, words: Translator, **parts: int) -> str:
    """A marked sentence with the numbers in it."""
    return words.t(message, **parts)


def sentence(why: CannotServe, settings: Settings, words: Translator) -> str:
    """Why it cannot be done."""
    where = masked(settings.db) if settings.db else str(settings.data)
    told = {"data": where, "host": settings.host, "port": settings.port} | why.params
    # Numbers are ports and versions, which are spelt like this in every language; `n` counts what is wrong.
    said = {name: str(value) for name, value in told.items()}
    typed = {name: spelt.format(**said) for name, spelt in _TYPED.get(why.code, {}).items()}
    what = words.t(said.get("what", ""), n=int(said.get("n", 0)))
    return words.t(SENTENCES[why.code], **said | typed | {"what": what})
