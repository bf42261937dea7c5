"""Setu, the bridge: peer support for occupational therapists, in English and Bengali.

The rooms of this house, from the cellar up. Imports run downwards only, and import-linter keeps it
(`[tool.importlinter]` in pyproject.toml):

    domain/    what is true: frozen dataclasses and rules; no files, network, clock or Flet
    i18n/      how we speak: languages, catalogs, formats, search keys, sort keys
    config     where files live
    store/     what this device remembers: TinyDB on a journal that survives a crash
    sync/      how devices come to agree: the protocol (spoken by both ends), the client, the engine
    services/  what a person can do: verbs such as posting, leading, belonging, messaging
    ui/        what a person sees: the only room that knows Flet
    bootstrap  joins the rooms for one device; the only file that knows them all
    storekeeping/  the care for the store's file from outside: `setu store` verify, backup, restore, salvage
    server/    the optional small server; never on a phone
    __main__   the door: `setu`, `setu serve`

`services` and `sync` are neighbours that never meet: they talk through the store.
"""

__version__ = "0.1.0"
