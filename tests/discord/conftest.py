"""Offers the loopback's fixtures to the tests of this folder."""

from tests.discord.fixtures import engine, found_schemas, loopback, schemas, stage

__all__ = ["engine", "found_schemas", "loopback", "schemas", "stage"]
