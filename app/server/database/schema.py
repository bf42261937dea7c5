"""The server's tables, step by step.

Only what SQLite, PostgreSQL and its distributed kin have in common: no triggers, sequences or arrays.
What belongs to a scope has the scope first in its key, so that it can be distributed by it.
A migration, once released, never changes; the next one has the next number.
"""

_FIRST = (
    """CREATE TABLE scope (
        id TEXT PRIMARY KEY, type TEXT NOT NULL, head BIGINT NOT NULL DEFAULT 0,
        base_head BIGINT NOT NULL DEFAULT 0, gc_floor BIGINT NOT NULL DEFAULT 0,
        policy TEXT NOT NULL DEFAULT '{}')""",
    """CREATE TABLE item (
        scope_id TEXT NOT NULL REFERENCES scope (id), kind TEXT NOT NULL, id TEXT NOT NULL,
        seq BIGINT NOT NULL, pos BIGINT NOT NULL, author TEXT NOT NULL,
        at BIGINT NOT NULL, said BIGINT NOT NULL, body TEXT NOT NULL, hlc TEXT NOT NULL,
        deleted SMALLINT NOT NULL DEFAULT 0, why TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (scope_id, kind, id))""",
    "CREATE UNIQUE INDEX item_by_seq ON item (scope_id, seq)",
    """CREATE TABLE account (
        person_id TEXT PRIMARY KEY, admin SMALLINT NOT NULL DEFAULT 0, created_at BIGINT NOT NULL)""",
    """CREATE TABLE device (
        id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES account (person_id),
        token_hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_at BIGINT NOT NULL)""",
    """CREATE TABLE member (
        scope_id TEXT NOT NULL REFERENCES scope (id),
        person_id TEXT NOT NULL REFERENCES account (person_id),
        role TEXT NOT NULL, since_pos BIGINT NOT NULL, state TEXT NOT NULL,
        PRIMARY KEY (scope_id, person_id))""",
    "CREATE INDEX member_by_person ON member (person_id)",
    """CREATE TABLE applied (
        device_id TEXT NOT NULL REFERENCES device (id), mid TEXT NOT NULL, at BIGINT NOT NULL,
        scope_id TEXT NOT NULL, kind TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (device_id, mid))""",
    """CREATE TABLE invite (
        hash TEXT PRIMARY KEY, kind TEXT NOT NULL, by_person TEXT NOT NULL, for_person TEXT NOT NULL,
        created_at BIGINT NOT NULL, until BIGINT NOT NULL, used_at BIGINT NOT NULL DEFAULT 0,
        used_for TEXT NOT NULL DEFAULT '', used_by TEXT NOT NULL DEFAULT '',
        used_device TEXT NOT NULL DEFAULT '', used_token TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX invite_by_person ON invite (by_person, created_at)",
)

_SECOND = (
    # What a device did in a scope lies with the scope, so that a push touches one shard only.
    """CREATE TABLE deed (
        scope_id TEXT NOT NULL, device_id TEXT NOT NULL, mid TEXT NOT NULL, at BIGINT NOT NULL,
        kind TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (scope_id, device_id, mid))""",
    """INSERT INTO deed (scope_id, device_id, mid, at, kind, item_id)
        SELECT scope_id, device_id, mid, at, kind, item_id FROM applied""",
    "DROP TABLE applied",
    "ALTER TABLE deed RENAME TO applied",
    "CREATE INDEX applied_by_age ON applied (at)",
    "CREATE INDEX item_by_pos ON item (scope_id, pos)",
    # Accounts: how one signs in, and what one may do.
    "ALTER TABLE account ADD COLUMN role TEXT NOT NULL DEFAULT ''",
    "UPDATE account SET role = 'admin' WHERE admin = 1",
    "ALTER TABLE account DROP COLUMN admin",
    "ALTER TABLE account ADD COLUMN state TEXT NOT NULL DEFAULT 'active'",
    "ALTER TABLE account ADD COLUMN login TEXT",
    "ALTER TABLE account ADD COLUMN login_key TEXT",
    "ALTER TABLE account ADD COLUMN password TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE account ADD COLUMN bytes BIGINT NOT NULL DEFAULT 0",
    "CREATE UNIQUE INDEX account_by_login ON account (login_key)",
    "CREATE INDEX account_by_age ON account (created_at)",
    """CREATE TABLE recovery (
        hash TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES account (person_id),
        created_at BIGINT NOT NULL, used_at BIGINT NOT NULL DEFAULT 0)""",
    "CREATE INDEX recovery_by_person ON recovery (person_id)",
    # Devices: the token from next time on, when it was last here, when it was signed out.
    "ALTER TABLE device ADD COLUMN next_hash TEXT",
    "ALTER TABLE device ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE device ADD COLUMN revoked_at BIGINT NOT NULL DEFAULT 0",
    "CREATE UNIQUE INDEX device_by_next ON device (next_hash)",
    "CREATE INDEX device_by_person ON device (person_id)",
    "ALTER TABLE invite ADD COLUMN id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE invite ADD COLUMN revoked_at BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX invite_by_age ON invite (created_at)",
    # The number at which somebody last came, went or got another role: older wishes are told so.
    "ALTER TABLE member ADD COLUMN changed BIGINT NOT NULL DEFAULT 0",
    # Who wants no messages from whom, and what was done by those who look after the server.
    """CREATE TABLE block (
        person_id TEXT NOT NULL, other_id TEXT NOT NULL, at BIGINT NOT NULL,
        PRIMARY KEY (person_id, other_id))""",
    """CREATE TABLE audit (
        id TEXT PRIMARY KEY, at BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
        target TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX audit_by_age ON audit (at)",
)

_TWO_STEPS = (
    # The secret a phone shares: as it is, for digits are made of it. `on_since` is 0 until it is confirmed.
    """CREATE TABLE totp (
        person_id TEXT PRIMARY KEY REFERENCES account (person_id), secret TEXT NOT NULL,
        made_at BIGINT NOT NULL, on_since BIGINT NOT NULL DEFAULT 0,
        last_step BIGINT NOT NULL DEFAULT 0, last_by TEXT NOT NULL DEFAULT '')""",
)
_RESETS_WAIT = (
    # From when on a code lets its bearer in: a reset waits, so that its person can object.
    "ALTER TABLE invite ADD COLUMN since BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX invite_for_person ON invite (for_person)",
)

_DIRECTORY = (
    # By which words the cards of the directory are found, in which edition of words, and how many cards of it
    # every device carries.
    """CREATE TABLE card_word (
        scope_id TEXT NOT NULL, word TEXT NOT NULL, item_id TEXT NOT NULL,
        PRIMARY KEY (scope_id, word, item_id))""",
    "ALTER TABLE meta ADD COLUMN words TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meta ADD COLUMN directory_cards BIGINT NOT NULL DEFAULT 5000",
)

_PLANS = (
    # When what somebody planned is to be done, by the server whose clock comes there first.
    """CREATE TABLE planned (
        scope_id TEXT NOT NULL, item_id TEXT NOT NULL, at BIGINT NOT NULL,
        PRIMARY KEY (scope_id, item_id))""",
    "CREATE INDEX planned_by_time ON planned (at)",
)

_POLLS = (
    # Who chose what is known here alone: `fresh` are votes that are in no sum that was told. What was told of
    # a poll is told to all who have voted.
    """CREATE TABLE vote (
        scope_id TEXT NOT NULL, prompt_id TEXT NOT NULL, person_id TEXT NOT NULL,
        choice INTEGER NOT NULL, discipline TEXT NOT NULL, fresh SMALLINT NOT NULL DEFAULT 1,
        PRIMARY KEY (scope_id, prompt_id, person_id))""",
    """CREATE TABLE poll (
        scope_id TEXT NOT NULL, prompt_id TEXT NOT NULL, told TEXT NOT NULL,
        PRIMARY KEY (scope_id, prompt_id))""",
)

_ARCHIVE = (
    # A circle to which nothing is added: asked with every write, so it does not lie in its row alone.
    "ALTER TABLE scope ADD COLUMN archived SMALLINT NOT NULL DEFAULT 0",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _FIRST,
    _SECOND,
    _TWO_STEPS,
    _RESETS_WAIT,
    _DIRECTORY,
    _PLANS,
    _POLLS,
    _ARCHIVE,
)

META = """CREATE TABLE IF NOT EXISTS meta (
    store_id TEXT PRIMARY KEY, epoch TEXT NOT NULL, parent_epoch TEXT NOT NULL DEFAULT '',
    schema_version INTEGER NOT NULL, restored_at BIGINT NOT NULL DEFAULT 0)"""
