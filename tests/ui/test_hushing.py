"""Flet spells out every message for a debug log; nobody waits for that."""

import flet as ft
from flet.messaging.protocol import Message, MessageAction

from app.ui.hushing import hush


class Loud:
    def __repr__(self) -> str:
        raise AssertionError("spelt out")


def test_neither_controls_nor_messages_are_spelt_out():
    column = ft.Column([ft.Text("a"), ft.Container(data=Loud())], data=Loud())
    hush()
    hush()
    assert (repr(column), repr(column.controls)) == ("<Column>", "[<Text>, <Container>]")
    assert f"{Message(MessageAction.PATCH_CONTROL, Loud())}" == "<Message>"
