"""Flet's hooks with types that a checker can follow."""

import functools
from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

import flet as ft
from flet.components.utils import current_component

T = TypeVar("T")
R = TypeVar("R")


class Box(Protocol[T]):
    """Something kept from one drawing of a component to the next; changing it draws nothing."""

    current: T


def use_state(begin: Callable[[], T]) -> tuple[T, Callable[[T], None]]:
    """A value of the component's own, and the way to change it and draw the component again."""
    return cast(tuple[T, Callable[[T], None]], ft.use_state(cast(Any, begin)))


def use_box(begin: Callable[[], T]) -> Box[T]:
    """A box that keeps its content while the component is mounted."""
    return cast(Box[T], ft.use_ref(cast(Any, begin)))


def memo(component: Callable[..., R]) -> Callable[..., R]:
    """The component, drawn again only when its arguments or what it subscribes to have changed."""
    draw = cast(Any, component).__wrapped__

    @functools.wraps(draw)
    def drawn(*args: Any, **kwargs: Any) -> R:
        _stay_the_parent()
        return cast(R, draw(*args, **kwargs))

    return cast(Callable[..., R], cast(Any, ft.memo)(ft.component(drawn)))  # which takes a `key` besides


def _stay_the_parent() -> None:
    """Let the children of a memoised component find this window again when one of them is drawn alone.

    They look for it through weak links upwards. A memoised component that is passed over in a drawing is a
    new object, to which its children have no link, and the one they know is forgotten; the child would find
    nothing, and Flet would draw nothing in this window ever again. So the one they know is kept, together
    with what it found above itself.
    """
    me: Any = current_component()
    use_box(lambda: me).current = me
    above = me._parent_component and me._parent_component()
    while above:
        me._contexts = {**above._contexts, **me._contexts}
        above = above._parent_component and above._parent_component()
