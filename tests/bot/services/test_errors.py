"""Every error has its sentence."""

from __future__ import annotations

import re

import pytest

from bot.errors import MemberError
from bot.locales import catalogue, text
from bot.services import errors
from bot.store import errors as store_errors
from tests.bot.catalogues import sentences


def every_error() -> list[type[MemberError]]:
    """All error classes that members can meet, those of the store among them."""
    assert errors.ServiceError.__mro__[1] is MemberError
    assert store_errors.StoreBusy.key
    found: list[type[MemberError]] = []
    queue = [MemberError]
    while queue:
        for kind in queue.pop().__subclasses__():
            found.append(kind)
            queue.append(kind)
    return found


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_every_error_has_a_sentence(kind: type[MemberError]) -> None:
    forms = sentences("en", kind.key)
    assert all(sentence.strip() == sentence for sentence in forms)
    blanks = {blank for sentence in forms for blank in re.findall(r"{(\w+)}", sentence)}
    documented = set(re.findall(r"`(\w+)`", (kind.__doc__ or "").partition("Params:")[2]))
    assert blanks == documented, "the blanks of the sentence are the params that the class documents"


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_every_sentence_is_one_that_ends(kind: type[MemberError]) -> None:
    assert all(re.search(r"[.}]$", sentence) for sentence in sentences("en", kind.key))


def test_no_sentence_is_left_without_an_error() -> None:
    used = {kind.key for kind in every_error()} | {MemberError.key}
    assert {key for key in catalogue("en") if key.startswith("error.")} == used


def test_a_language_without_a_catalogue_falls_back_to_english() -> None:
    assert text("error.bad_seed", "tlh") == text("error.bad_seed")
    assert errors.BadCount(most=4).say("tlh") == "Ask for 1 to 4 pictures at once."
