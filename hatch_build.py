"""Builds the message catalogs (.mo) when the project is installed or packed; only the .po is committed."""

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict) -> None:
        for po in Path(self.root, "locales").glob("*/LC_MESSAGES/*.po"):
            compiled = io.BytesIO()
            with po.open("rb") as source:
                write_mo(compiled, read_po(source, locale=po.parts[-3]))
            half = po.with_suffix(".mo.part")  # an app that reads it meanwhile reads the one before
            half.write_bytes(compiled.getvalue())
            half.replace(po.with_suffix(".mo"))
