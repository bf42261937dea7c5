"""Why something cannot be done, for whoever runs the server; these never reach the app."""

from app.server.settings.settings import Settings
from app.server.settings.showing import masked
from app.server.troubles import CannotServe

SENTENCES = {
    "server.in_use": "Another Setu server is already using {data}. Stop it, or choose another directory.",
    "server.none": "There is no Setu server in {data}. Name its folder with --data, or run: setu serve",
    "server.none_there": "There is no Setu server in the database at {data}. Begin one: setu serve --db …",
    "server.foreign": "The database at {data} holds something else, or this user may not change it.",
    "server.newer": "A newer Setu wrote the data in {data}. Update this one; nothing was changed.",
    "server.broken": "The database in {data} cannot be read. Nothing was changed; restore a backup.",
    "server.database": "The database at {data} does not answer. Is it running, and may this user connect?",
    "server.driver": "Setu came without PostgreSQL's driver. Install it: pip install 'setu[postgres]'.",
    "server.bus_driver": "Setu came without that bus's driver. Install it: pip install 'setu[redis,nats]'.",
    "server.forbidden": "Setu may not read and write {data}. Choose another directory, or change its owner.",
    "server.port": "Port {port} on {host} is already in use. Choose another one, or stop what is using it.",
    "server.port_forbidden": "Port {port} needs more rights than Setu has. Choose one above 1023.",
    "server.host": "{host} is not an address of this machine. Choose another host.",
    "server.file": "{file} cannot be used: {what}.",
    "backup.nothing": "There is no file {file}.",
    "backup.exists": "{file} is there already, and is left as it is. Choose another name.",
    "backup.full": "There is not enough room in {file} for a back-up. Nothing was written.",
    "backup.damaged": "{file} is not whole: {what}.",
    "backup.newer": "A newer Setu wrote {file}. Update this one.",
    "backup.no_cipher": "Sealing needs a package that is not installed: pip install 'setu[seal]'.",
    "backup.key_file": "{file} holds no key. Make one: openssl rand -hex 32 > {file} && chmod 600 {file}",
    "backup.key_open": "Others may read the key in {file}. Take that away: chmod 600 {file}",
    "backup.key_needed": "{file} is sealed. Name the file of its key with --key.",
    "backup.wrong_key": "{file} was sealed with another key, or is damaged from its beginning.",
    "backup.postgres": "PostgreSQL has back-ups of its own; docs/serving.md says how.",
    "move.from": "{given} is no SQLite of a server. Name its folder: --from sqlite:DIR",
    "move.stopped": "The new database stopped the copy: {what}. Nothing was moved.",
    "move.not_empty": "The database at {target} is not empty. Make a new one; nothing was changed.",
    "move.version": "The data is of another version ({version}, not {wanted}). Start this Setu on it once.",
    "move.differs": "The copy is not what the original is, at {where}. Nothing was moved.",
    "server.address": "No address of a PostgreSQL; it looks like postgresql://setu@db.example.org/setu",
    "restore.not_waiting": "No restore waits to be confirmed.",
}


def sentence(why: CannotServe, settings: Settings) -> str:
    """Why it cannot be done."""
    where = masked(settings.db) if settings.db else settings.data
    told = {"data": where, "host": settings.host, "port": settings.port} | why.params
    return SENTENCES[why.code].format(**told)
