"""What the corpus's tests share: many records, and a small corpus on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from gan.corpus.data import writer
from gan.corpus.data.writer import Request, write_corpus
from gan.corpus.records.record import Record
from gan.corpus.records.sampling import sample_record

# A corpus of three shards, the last one not full.
SMALL = Request(count=10, size=32, seed=5)
SMALL_SHARD = 4


@pytest.fixture(scope="session")
def records() -> list[Record]:
    return [sample_record(seed) for seed in range(5000)]


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small corpus; tests read it and harm copies of it."""
    out = tmp_path_factory.mktemp("corpus") / "c"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "SHARD", SMALL_SHARD)
        write_corpus(out, SMALL)
    return out
