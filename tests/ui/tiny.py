"""A very small app that does everything the harness must be able to see."""

from dataclasses import dataclass
from typing import cast

import flet as ft

GREETING = {"en": "Hello", "bn": "নমস্কার"}
SEND = {"en": "Send", "bn": "পাঠান"}


@ft.observable
@dataclass
class Tongue:
    language: str = "en"


@ft.observable
@dataclass
class Talk:
    said: tuple[str, ...] = ()
    width: float = 0


TongueContext = ft.create_context(cast(Tongue, None))
TalkContext = ft.create_context(cast(Talk, None))


@ft.component
def _line(text: str) -> ft.Control:
    return ft.Text(text)


line = ft.memo(_line)


@ft.component
def home() -> ft.View:
    tongue, talk = ft.use_context(TongueContext), ft.use_context(TalkContext)
    draft = ft.use_ref("")
    page = ft.context.page

    def keep(event: ft.Event[ft.TextField]) -> None:
        draft.current = event.control.value

    def send() -> None:
        talk.said = (*talk.said, draft.current or "")

    def switch() -> None:
        tongue.language = "bn" if tongue.language == "en" else "en"

    def ask() -> None:
        page.show_dialog(
            ft.AlertDialog(title="Sure?", actions=[ft.TextButton("Yes", on_click=page.pop_dialog)])
        )

    def fail() -> None:
        raise ValueError("broken on purpose")

    places = [("Home", ft.Icons.HOME), ("Me", ft.Icons.PERSON)]
    bar = ft.NavigationBar([ft.NavigationBarDestination(label=word, icon=icon) for word, icon in places])
    return ft.View(
        route=ft.use_view_path(),
        navigation_bar=bar if talk.width < 720 else None,
        controls=[
            ft.Text(GREETING[tongue.language]),
            ft.Semantics(identifier="composer", content=ft.TextField(label="Message", on_change=keep)),
            ft.FilledButton(SEND[tongue.language], key="send", on_click=send),
            ft.TextButton("EN | বাং", on_click=switch),
            ft.TextButton("Ask", on_click=ask),
            ft.TextButton("Fail", on_click=fail),
            ft.TextButton("Go", on_click=lambda: page.navigate("/circles/7")),
            ft.Text("secret", visible=False),
            ft.Column([line(text, key=text) for text in talk.said]),
        ],
    )


@ft.component
def circle() -> ft.View:
    number = ft.use_route_params()["number"]
    return ft.View(route=ft.use_view_path(), controls=[ft.Text(f"Circle {number}")])


@ft.component
def missing() -> ft.Control:
    return ft.Text("Nothing here")


def main(page: ft.Page) -> None:
    tongue, talk = Tongue(), Talk(width=page.width or 0)

    def resized(event: ft.PageResizeEvent) -> None:
        talk.width = event.width

    page.on_resize = resized
    routes = [
        ft.Route(component=home, children=[ft.Route(path="circles/:number", component=circle)]),
    ]

    @ft.component
    def root() -> object:
        router = lambda: ft.Router(routes, not_found=missing, manage_views=True)  # noqa: E731
        return TongueContext(tongue, lambda: TalkContext(talk, router))

    page.render_views(root)
