"""The two Flet themes, day and night, made from our colours and our measures."""

import flet as ft

from app.ui.colours import DARK, LIGHT, Palette, opposite, scheme
from app.ui.device import is_phone
from app.ui.theme import FONT, RADIUS, RAIL, SIZES, SPACE, TOUCH, style

RING = 3
"""How thick the edge of a button, a card or a line is that has the keyboard."""

EDGE = ft.Colors.PRIMARY_FIXED
"""The colour of that edge: a role that nothing else has, so that a theme can do without."""

FOCUS = 0.3
"""How much of the river lies over what takes no edge and has the keyboard; its words stay readable."""


def light() -> ft.Theme:
    """Return the theme of the day."""
    return theme(LIGHT)


def dark() -> ft.Theme:
    """Return the theme of the night."""
    return theme(DARK)


def dress(page: ft.Page) -> None:
    """Give a page both themes and let the system choose."""
    page.theme, page.dark_theme = _both(page)
    page.theme_mode = ft.ThemeMode.SYSTEM
    # A theme that fades in shows one frame in Flutter's own font, which has no Bengali.
    page.theme_animation_style = ft.AnimationStyle.no_animation()


def enlarge(page: ft.Page, letters: float) -> None:
    """Fit both themes to letters that the reader made so many times larger."""
    page.theme, page.dark_theme = _both(page, letters)
    page.update()


def _both(page: ft.Page, letters: float = 1.0) -> tuple[ft.Theme, ft.Theme]:
    """Both themes for this page. What a finger tapped keeps the focus, and with it would keep its edge when
    one comes back; so a phone paints none."""
    edged = not is_phone(page)
    return theme(LIGHT, letters, edged=edged), theme(DARK, letters, edged=edged)


def theme(palette: Palette, letters: float = 1.0, *, edged: bool = True) -> ft.Theme:
    """Return the Flet theme of one palette; `edged` shows by an edge what has the keyboard."""
    colours = scheme(palette)
    if not edged:
        colours.primary_fixed = ft.Colors.TRANSPARENT
    return ft.Theme(
        color_scheme=colours,
        font_family=FONT,
        use_material3=True,
        # Flutter packs controls tighter when there is a mouse; a touch screen on a laptop still has fingers.
        visual_density=ft.VisualDensity.STANDARD,
        text_theme=_text_theme(palette),
        scaffold_bgcolor=palette.surface,
        canvas_color=palette.surface,
        hint_color=palette.quiet,
        focus_color=ft.Colors.with_opacity(FOCUS, palette.primary),
        divider_color=palette.hairline,
        divider_theme=ft.DividerTheme(color=palette.hairline, thickness=1, space=1),
        navigation_bar_theme=_navigation_bar(palette, letters),
        navigation_rail_theme=_navigation_rail(palette),
        tab_bar_theme=_tab_bar(palette),
        button_theme=ft.ButtonTheme(style=_button()),
        filled_button_theme=ft.FilledButtonTheme(style=_button()),
        outlined_button_theme=ft.OutlinedButtonTheme(style=_button(side=palette.outline)),
        text_button_theme=ft.TextButtonTheme(style=_button(sides=SPACE.M)),
        icon_button_theme=ft.IconButtonTheme(
            style=ft.ButtonStyle(padding=SPACE.M, icon_size=24, overlay_color=_overlay(palette))
        ),
        segmented_button_theme=ft.SegmentedButtonTheme(style=_button(side=palette.outline, sides=SPACE.M)),
        radio_theme=ft.RadioTheme(overlay_color=_overlay(palette)),
        switch_theme=ft.SwitchTheme(overlay_color=_overlay(palette)),
        checkbox_theme=ft.CheckboxTheme(overlay_color=_overlay(palette)),
        card_theme=ft.CardTheme(color=palette.container, elevation=0, margin=0, shape=_round(RADIUS.CARD)),
        chip_theme=_chip(palette),
        list_tile_theme=_list_tile(palette),
        dialog_theme=_dialog(palette),
        bottom_sheet_theme=_bottom_sheet(palette),
        snackbar_theme=_snackbar(palette),
        popup_menu_theme=ft.PopupMenuTheme(
            color=palette.container,
            shape=_round(RADIUS.FIELD),
            label_text_style=style("body", palette.on_surface),
        ),
        tooltip_theme=ft.TooltipTheme(text_style=style("small", opposite(palette).on_surface)),
        badge_theme=ft.BadgeTheme(
            bgcolor=palette.primary, text_color=palette.on_primary, text_style=style("small"), large_size=20
        ),
        progress_indicator_theme=ft.ProgressIndicatorTheme(
            color=palette.primary, linear_track_color=palette.hairline, year_2023=False
        ),
    )


def _round(radius: int) -> ft.RoundedRectangleBorder:
    return ft.RoundedRectangleBorder(radius=radius)


def _navigation_bar(p: Palette, letters: float) -> ft.NavigationBarTheme:
    chosen, others = style("label", p.on_surface), style("label", p.quiet)
    # Flutter enlarges them by no more than 1.3; five of them side by side have no room even for that.
    chosen.size = others.size = SIZES["label"][0] / min(max(letters, 1), 1.3)
    return ft.NavigationBarTheme(
        bgcolor=p.container_low,
        elevation=0,
        height=80,
        indicator_color=p.primary_container,
        label_behavior=ft.NavigationBarLabelBehavior.ALWAYS_SHOW,
        overlay_color=_overlay(p),
        label_text_style={
            ft.ControlState.SELECTED: chosen,
            ft.ControlState.DEFAULT: others,
        },
    )


def _navigation_rail(p: Palette) -> ft.NavigationRailTheme:
    return ft.NavigationRailTheme(
        bgcolor=p.container_low,
        elevation=0,
        use_indicator=True,
        indicator_color=p.primary_container,
        label_type=ft.NavigationRailLabelType.ALL,
        min_width=RAIL,
        selected_label_text_style=style("label", p.on_surface),
        unselected_label_text_style=style("label", p.quiet),
    )


def _tab_bar(p: Palette) -> ft.TabBarTheme:
    return ft.TabBarTheme(
        divider_color=p.hairline,
        indicator_color=p.primary,
        label_color=p.primary,
        unselected_label_color=p.quiet,
        label_text_style=style("action"),
        overlay_color=_overlay(p),
        unselected_label_text_style=style("action"),
    )


def _button(side: str | None = None, sides: int = SPACE.XL) -> ft.ButtonStyle:
    """Return a button tall enough for a finger; Flet has no minimum size, so the padding makes the height."""
    size, height, _ = SIZES["action"]
    return ft.ButtonStyle(
        padding=ft.Padding.symmetric(horizontal=sides, vertical=(TOUCH - size * height) / 2),
        shape=_round(RADIUS.FIELD),
        text_style=style("action"),
        elevation=0,
        side=_sides(ft.BorderSide(width=1, color=side) if side else None),
    )


def _sides(usual: ft.BorderSide | None) -> dict[ft.ControlState, ft.BorderSide]:
    """The edge of a button; a thick one tells where the keyboard is."""
    ring = ft.BorderSide(width=RING, color=EDGE)
    return {ft.ControlState.FOCUSED: ring, ft.ControlState.DEFAULT: usual or ft.BorderSide.none()}


def pressed(
    padding: ft.Padding | int, radius: int, bgcolor: ft.Colors | None, usual: ft.BorderSide | None
) -> ft.ButtonStyle:
    """A whole card or line that can be pressed; Flet fills what is left out with a small round button."""
    over = {ft.ControlState.PRESSED: 0.1, ft.ControlState.FOCUSED: 0.06, ft.ControlState.HOVERED: 0.08}
    return ft.ButtonStyle(
        color=ft.Colors.ON_SURFACE,
        bgcolor=bgcolor or ft.Colors.TRANSPARENT,
        overlay_color={
            state: ft.Colors.with_opacity(share, ft.Colors.PRIMARY) for state, share in over.items()
        },
        padding=padding,
        shape=_round(radius),
        text_style=style("body"),
        icon_size=24,
        elevation=0,
        alignment=ft.Alignment.CENTER_LEFT,
        side=_sides(usual),
    )


def _overlay(p: Palette) -> dict[ft.ControlState, ft.ColorValue]:
    """What lies over something while it is pointed at, pressed, or has the keyboard."""
    return {
        ft.ControlState.PRESSED: ft.Colors.with_opacity(0.1, p.primary),
        ft.ControlState.FOCUSED: ft.Colors.with_opacity(FOCUS, p.primary),
        ft.ControlState.HOVERED: ft.Colors.with_opacity(0.08, p.primary),
    }


def _chip(p: Palette) -> ft.ChipTheme:
    size, height, _ = SIZES["label"]
    return ft.ChipTheme(
        bgcolor=p.container_low,
        selected_color=p.primary_container,
        check_color=p.on_primary_container,
        label_text_style=style("label", p.on_surface),
        padding=ft.Padding.symmetric(horizontal=SPACE.S, vertical=(TOUCH - size * height) / 2 - 1),
        shape=_round(RADIUS.CHIP),
        border_side=ft.BorderSide(width=1, color=p.outline),
    )


def _list_tile(p: Palette) -> ft.ListTileTheme:
    return ft.ListTileTheme(
        min_height=TOUCH + SPACE.S,
        content_padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.XS),
        icon_color=p.quiet,
        title_text_style=style("body", p.on_surface),
        subtitle_text_style=style("secondary", p.quiet),
        leading_and_trailing_text_style=style("small", p.quiet),
        selected_color=p.on_primary_container,
        selected_tile_color=p.primary_container,
    )


def _dialog(p: Palette) -> ft.DialogTheme:
    return ft.DialogTheme(
        bgcolor=p.container,
        shape=_round(RADIUS.SHEET),
        title_text_style=style("title", p.on_surface),
        content_text_style=style("body", p.on_surface),
    )


def _bottom_sheet(p: Palette) -> ft.BottomSheetTheme:
    return ft.BottomSheetTheme(
        bgcolor=p.container,
        show_drag_handle=True,
        drag_handle_color=p.outline,
        shape=ft.RoundedRectangleBorder(radius=ft.BorderRadius.vertical(top=RADIUS.SHEET)),
    )


def _snackbar(p: Palette) -> ft.SnackBarTheme:
    other = opposite(p)
    return ft.SnackBarTheme(
        bgcolor=other.surface,
        content_text_style=style("secondary", other.on_surface),
        action_text_color=other.primary,
        behavior=ft.SnackBarBehavior.FLOATING,
        shape=_round(RADIUS.FIELD),
    )


def _text_theme(p: Palette) -> ft.TextTheme:
    """Name our styles for Material: plain text is body_medium, a field body_large, a button label_large."""
    return ft.TextTheme(
        display_large=style("display", p.on_surface),
        display_medium=style("display", p.on_surface),
        display_small=style("display", p.on_surface),
        headline_large=style("display", p.on_surface),
        headline_medium=style("title", p.on_surface),
        headline_small=style("title", p.on_surface),
        title_large=style("title", p.on_surface),
        title_medium=style("section", p.on_surface),
        title_small=style("action", p.on_surface),
        body_large=style("body", p.on_surface),
        body_medium=style("body", p.on_surface),
        body_small=style("secondary", p.on_surface),
        label_large=style("action", p.on_surface),
        label_medium=style("label", p.on_surface),
        label_small=style("small", p.on_surface),
    )
