"""The shipped model, and what reads wishes for it."""

from __future__ import annotations

import pytest

from gan.models import Model, Registry
from gan.wishes.lexicon import Lexicon
from gan.wishes.reading import Reader


@pytest.fixture(scope="session")
def shipped() -> Model:
    return Registry().default()


@pytest.fixture(scope="session")
def lexicon(shipped: Model) -> Lexicon:
    return Lexicon(shipped.vocabulary)


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon) -> Reader:
    return Reader(lexicon)
