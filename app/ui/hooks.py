"""Flet's hooks with types that a checker can follow."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

import flet as ft

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
    return cast(Callable[..., R], cast(Any, ft.memo)(component))  # which takes a `key` besides
