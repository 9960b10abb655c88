"""What holds for all tests."""

import os
import signal
from contextlib import suppress

# A test has one core: as many run beside one another as there are. Threads that wait for one another, in the programs
# that tests start as well, would take most of the others' time. Before torch is imported.
os.environ["OMP_NUM_THREADS"] = "1"


def pytest_configure() -> None:
    """Lets Ctrl+C through to the programs that tests interrupt; what shells run in the background ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        with suppress(ValueError):  # not in the main thread
            signal.signal(signal.SIGINT, signal.default_int_handler)
