"""Runs a module without the shipped models, so that a test decides which there are, whatever the repository ships.

python -m tests.discord.unshipped MODULE [ARGUMENTS]
"""

import runpy
import sys
from pathlib import Path

import gan.models

if __name__ == "__main__":
    gan.models.SHIPPED = Path("no-shipped-models")  # pyright: ignore[reportConstantRedefinition]
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
