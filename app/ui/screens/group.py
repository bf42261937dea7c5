"""A group: what its people said to each other, and the place to write the next words."""

import flet as ft

from app.domain.groups import Group
from app.domain.ids import group_scope, inside
from app.i18n.catalogs import Translator
from app.services import grouping, talking
from app.ui.acting import goes
from app.ui.address import use_address
from app.ui.components.account.sending import SendingLine
from app.ui.components.cards import notice
from app.ui.components.frame import screen
from app.ui.components.messages.group_row import no_group
from app.ui.components.messages.quoting import QuoteLine
from app.ui.components.messages.talk_items import mute_item, search_item
from app.ui.components.messages.talked import Talked
from app.ui.components.safety.reporting import report_menu
from app.ui.components.writing.begun import Begun
from app.ui.components.writing.composer import Composer
from app.ui.state import Here, use_here, use_reading, use_words


@ft.component
def GroupScreen() -> ft.View:
    """The messages of the group in the address, for who is in it."""
    here, words = use_here(), use_words()
    address = use_address()
    scope, at = group_scope(address.get("group", "")), address.get("at", "")
    group = use_reading(lambda desk: grouping.group(desk, scope) if grouping.role_in(desk, scope) else None)
    muted = use_reading(lambda desk: talking.is_muted(desk, scope))
    send = ft.use_callback(lambda text: grouping.send(here.desk, scope, text), [scope])
    place = f"dm:{scope}"
    if group is None:
        return screen(words.t("Group"), [no_group(here, words), Begun(place)])
    return screen(
        group.name,
        [Talked(scope, "", at, False, True, key=f"{scope} {at}")],
        filled=True,
        actions=[
            report_menu(here, dict[str, str], _deeds(here, group, words, muted=muted)),
            _people(here, scope, words),
        ],
        foot=ft.Column(
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                SendingLine(),
                QuoteLine(scope),
                Composer(place, words.t("Type a message"), send, scope=scope, key=place)
                if group.made
                else _refused(here, words),
            ],
        ),
        identifier="group",
    )


def _refused(here: Here, words: Translator) -> ft.Control:
    """In the place of the composer where the server refused the group itself: nobody would get the words."""
    way = ft.TextButton(words.t("See what was not sent"), on_click=goes(here, "/me/settings/server/refused"))
    said = words.t("This group has not come about. What you typed is kept.")
    return notice(ft.Icons.ERROR_OUTLINE, said, ft.Row([way], wrap=True))


def _deeds(here: Here, group: Group, words: Translator, *, muted: bool) -> list[ft.PopupMenuItem]:
    """What one can do about a group, besides reporting what somebody said."""
    address = f"/messages/groups/{inside(group.scope)}"
    return [search_item(here, address, words), mute_item(here, group.scope, words, muted=muted)]


def _people(here: Here, scope: str, words: Translator) -> ft.Control:
    return ft.MergeSemantics(
        ft.IconButton(
            ft.Icons.GROUP_OUTLINED,
            tooltip=words.t("Who is in this group"),
            on_click=goes(here, f"/messages/groups/{inside(scope)}/people"),
        )
    )
