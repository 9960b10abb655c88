"""No hair on the head."""

from __future__ import annotations

from gan.corpus.records.values import Value

VALUE = Value("bald", "光头", share=0.8)
