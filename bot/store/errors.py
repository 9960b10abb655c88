"""What can go wrong with the store."""

from __future__ import annotations

from typing import ClassVar

from bot.errors import MemberError

__all__ = ["DatabaseTooNew", "MigrationError", "StoreBusy", "StoreError"]


class StoreError(MemberError):
    """The database cannot be used.

    Attributes:
        problem: what an operator is told: what is wrong and what to do.
    """

    key: ClassVar[str] = "error.store_failed"

    def __init__(self, problem: str) -> None:
        super().__init__()
        self.problem = problem

    def __str__(self) -> str:
        return self.problem


class StoreBusy(StoreError):
    """Another process holds the database; nothing was changed."""

    key: ClassVar[str] = "error.store_busy"


class MigrationError(StoreError):
    """The migrations on disk and those applied to the database do not agree."""


class DatabaseTooNew(MigrationError):
    """The database was written by a newer MoeGAN than this one."""
