"""How long tests wait for what they expect."""

__all__ = ["PATIENCE"]

# Seconds that a test waits for what takes milliseconds on a machine with nothing else to do.
PATIENCE = 180.0
