"""What a process is given that the bot starts to do one job: a way to find the program, and no setting of the bot."""

from __future__ import annotations

import os
import sys

__all__ = ["for_a_process"]


def for_a_process() -> dict[str, str]:
    """The environment, without the bot's settings (its token is one), and with the path that modules are found by."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("MOEGAN_")}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path) or os.curdir}
