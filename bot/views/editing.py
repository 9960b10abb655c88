"""The page of an edit: the face, and what can be changed of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import discord
from discord import ui

from bot.services.drawn import Drawn
from bot.services.editing import SLIDERS, EditPlace, Possibilities
from bot.services.wish_words import language_of
from bot.views.buttons import EDIT_BACK, EDIT_MENU, EDIT_UNDO, EDIT_VALUE, SAVE, SLIDE, VARY_BY, Choice
from bot.views.page import Attachment, Page, Panel
from bot.views.settings.quotas import left_line
from bot.views.slider_words import slider_ends, slider_label
from bot.views.words import name
from gan.attributes import Attribute
from gan.family import DISTANCES
from gan.wishes.meanings import attribute_label, class_label

__all__ = ["STEPS", "edit_page", "steps_of"]

# Steps along a slider's direction that its four buttons push.
STEPS: Final = {"back_far": -1.5, "back": -0.5, "on": 0.5, "on_far": 1.5}
# What a button holds for a push of no steps, for numbers in custom ids are not negative; a tenth of a step is one.
_NONE: Final = 1000
# As many as one of Discord's lists takes.
_MOST_OPTIONS: Final = 25
_MOST_LISTS: Final = 3

_Say = Callable[..., str]


def steps_of(number: int) -> float:
    """The steps that the last number of a `SLIDE` button stands for."""
    return (number - _NONE) / 10


def edit_page(drawn: Drawn, say: _Say, possible: Possibilities) -> Page:
    """The page of a drawing of kind `edit`."""
    face, locale = drawn.faces[0], drawn.origin.locale
    attachment = Attachment("face.png", face.png, say("ui.alt.edited"))
    if face.avatar is None:
        return Page(lambda: Panel(ui.TextDisplay(say("error.avatar_gone"))))
    place = EditPlace(face.avatar.id, int(drawn.view["root"]), int(drawn.view.get("menu", 0)))
    lines = [say("ui.heading.edit", name=name(face.avatar, unnamed=say("ui.edit.unsaved")))]
    if gave_way := str(drawn.view.get("gave_way", "")):
        names = [attribute_label(possible.vocabulary[one], language_of(locale)) for one in gave_way.split(",")]
        lines.append(say("ui.edit.gave_way", names=say("ui.list_separator").join(names)))
    attribute, slider = possible.attribute_at(place.menu), possible.slider_at(place.menu)
    if slider is not None:
        steps = possible.moves.get(slider, 0.0)
        lines.append(say("ui.edit.slider", slider=slider_label(slider, locale), steps=f"{steps:+.1f}"))
    if left := left_line(drawn):
        lines.append(left)

    def build() -> Panel:
        gallery: ui.MediaGallery[Panel] = ui.MediaGallery(
            discord.MediaGalleryItem(attachment.url, description=attachment.description)
        )
        rows: list[list[ui.Item[Any]]]
        question: list[ui.Item[Panel]] = []
        if attribute is not None:
            # SimCord's page takes a list in the place of another for that one, and does not open it: this moves it.
            question = [ui.TextDisplay(say("ui.edit.value", attribute=attribute_label(attribute, language_of(locale))))]
            now = possible.seen.get(attribute.name)
            rows = [[choice] for choice in _values(place, attribute, now, locale)]
        elif slider is not None:
            rows = [_pushes(place, slider, say, locale)]
        else:
            rows = [[choice] for choice in _menus(place, possible, say, locale)]
        return Panel(ui.TextDisplay("\n".join(lines)), gallery, *question, rows=[*rows, *_below(place, say)])

    return Page(build, (attachment,))


def _menus(place: EditPlace, possible: Possibilities, say: _Say, locale: str) -> Iterable[Choice]:
    """What to change: attributes, in as many lists as they need, and sliders."""
    attributes = [
        discord.SelectOption(
            label=attribute_label(attribute, language_of(locale)),
            value=str(number),
            description=None if now is None else class_label(attribute, now, language_of(locale)),
        )
        for number, attribute in enumerate(possible.vocabulary.values(), start=1)
        for now in [possible.seen.get(attribute.name)]
    ]
    sliders = [
        discord.SelectOption(label=slider_label(slider, locale), value=str(SLIDERS + number))
        for number, slider in enumerate(possible.sliders, start=1)
    ]
    parts = [(some, "ui.edit.change") for some in _lists(attributes)]
    parts += [(some, "ui.edit.slide") for some in _lists(sliders)]
    for part, (options, key) in enumerate(parts):
        placeholder = say(key, first=options[0].label, last=options[-1].label)
        yield EDIT_MENU.choice(place.avatar_id, place.root_id, part, placeholder=placeholder, options=options)


def _values(place: EditPlace, attribute: Attribute, now: str | None, locale: str) -> Iterable[Choice]:
    """What an attribute can become; what it is now stands chosen."""
    values = [
        discord.SelectOption(
            label=class_label(attribute, value, language_of(locale)),
            value=f"{attribute.name}={value}",
            default=value == now,
        )
        for value in attribute.values
    ]
    placeholder = attribute_label(attribute, language_of(locale))
    here = (place.avatar_id, place.root_id, place.menu)
    for part, options in enumerate(_lists(values)):
        yield EDIT_VALUE.choice(*here, part, placeholder=placeholder, options=options)


def _lists(options: Sequence[discord.SelectOption]) -> Iterable[Sequence[discord.SelectOption]]:
    """The options in lists of about the same length, as few as Discord allows; a message has room for three."""
    lists = min(-(-len(options) // _MOST_OPTIONS), _MOST_LISTS)
    length = min(-(-len(options) // max(lists, 1)), _MOST_OPTIONS)
    return (options[start : start + length] for start in range(0, lists * length, length or 1))


def _pushes(place: EditPlace, slider: str, say: _Say, locale: str) -> list[ui.Item[Any]]:
    less, more = slider_ends(slider, locale)
    labels = [say(f"ui.button.push_{push}", end=less if steps < 0 else more) for push, steps in STEPS.items()]
    here = (place.avatar_id, place.root_id, place.menu)
    return [
        SLIDE.button(*here, _NONE + round(steps * 10), label=label)
        for steps, label in zip(STEPS.values(), labels, strict=True)
    ]


def _below(place: EditPlace, say: _Say) -> list[list[ui.Item[Any]]]:
    here = (place.avatar_id, place.root_id)
    first: list[ui.Item[Any]] = [
        SAVE.button(place.avatar_id, label=say("ui.button.save_child"), style=discord.ButtonStyle.success),
        EDIT_UNDO.button(*here, place.menu, label=say("ui.button.undo"), disabled=place.avatar_id == place.root_id),
    ]
    if place.menu:
        return [[*first, EDIT_BACK.button(*here, label=say("ui.button.back"))]]
    siblings: list[ui.Item[Any]] = [
        VARY_BY.button(place.avatar_id, number, label=say(f"ui.button.vary_{distance}"))
        for number, distance in enumerate(DISTANCES)
    ]
    return [[*first, *siblings]]
