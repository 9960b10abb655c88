"""What holds for all tests."""

import signal
from contextlib import suppress


def pytest_configure() -> None:
    """Lets Ctrl+C through to the programs that tests interrupt; what shells run in the background ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        with suppress(ValueError):  # not in the main thread
            signal.signal(signal.SIGINT, signal.default_int_handler)
