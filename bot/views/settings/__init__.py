"""The panel of a server's settings."""
