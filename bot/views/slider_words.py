"""What sliders are called, in the reader's language."""

from __future__ import annotations

from bot.locales import known, text

__all__ = ["slider_ends", "slider_label"]


def slider_label(slider: str, locale: str) -> str:
    """What a slider changes; the direction's own name where nobody has found a word for it."""
    key = f"slider.{slider}"
    return text(key, locale) if known(key) else slider.replace("_", " ")


def slider_ends(slider: str, locale: str) -> tuple[str, str]:
    """What lies at a slider's lower and at its upper end."""
    keys = [f"slider.{slider}.{end}" for end in ("less", "more")]
    less, more = (key if known(key) else f"slider.{end}" for key, end in zip(keys, ("less", "more"), strict=True))
    return text(less, locale), text(more, locale)
