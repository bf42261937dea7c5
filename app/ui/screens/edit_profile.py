"""Editing one's profile: what one says of oneself, and who sees each part of it."""

import flet as ft

from app.services import introducing
from app.ui.acting import acts, say
from app.ui.components.fields import Form, use_form
from app.ui.components.form_faults import use_faults
from app.ui.components.frame import screen
from app.ui.components.letters import quiet, section
from app.ui.components.people.audience import AudienceChoice
from app.ui.components.people.profile_form import BLANK, NAMES, Listed, needed_fields, optional_fields, wrong
from app.ui.components.people.profile_preview import ProfilePreview
from app.ui.components.writing.guarding import use_guard
from app.ui.state import Here, use_here, use_layout, use_words
from app.ui.theme import SPACE

PLACE = "profile"


@ft.component
def EditProfile() -> ft.View:
    """The same fields as at the beginning, and who may see each."""
    here, words, layout = use_here(), use_words(), use_layout()
    form = use_form(PLACE, {**BLANK, **introducing.profile(here.desk)})
    faults = use_faults(form, NAMES)
    guard = use_guard()

    def save() -> None:
        refused = wrong(form.values, words.lang)
        faults.find(refused)
        if refused:
            say(here, words.t("Not saved yet. What needs your attention is marked."))
        elif guard.lets_pass():
            keep(here, form)

    button = ft.FilledButton(words.t("Save"), on_click=acts(here, save))
    return screen(
        words.t("Profile"),
        [
            *needed_fields(form, faults.found, words, layout),
            quiet(words.t("Your name and what you do are seen by everyone you write with.")),
            ft.Container(
                section(words.t("What else colleagues may know")), padding=ft.Padding.only(top=SPACE.L)
            ),
            *optional_fields(
                guard,
                form,
                faults.found,
                words,
                lambda name, label: AudienceChoice(form, name, label),
                learning=True,
            ),
            Listed(form),
            ft.Divider(height=SPACE.XL),
            ProfilePreview(form),
        ],
        scrolled=faults.column,
        foot=ft.Container(
            border=ft.Border(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
            padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M),
            content=ft.Row([ft.Container(button, expand=True)]),
        ),
    )


def keep(here: Here, form: Form) -> None:
    """Save what was changed, and say so."""
    introducing.describe(here.desk, form.changed)
    form.done()
    say(here, here.speech.words.t("Your profile is saved."))
