"""Offers the loopback's fixtures to the tests of this folder."""

from tests.discord.fixtures import found_schemas, loopback, schemas

__all__ = ["found_schemas", "loopback", "schemas"]
