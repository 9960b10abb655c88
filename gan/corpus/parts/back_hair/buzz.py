"""Shaved close to the head: the front hair is all there is."""

from __future__ import annotations

from gan.corpus.records.values import Value

VALUE = Value("buzz cut", "寸头")
