"""The loopback Discord: a server on 127.0.0.1 that an unmodified discord.py talks to, and a driver for its users."""
