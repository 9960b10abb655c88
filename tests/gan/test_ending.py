"""The end of a process: it comes whatever the process says, and whatever it leaves behind."""

from __future__ import annotations

import asyncio
import sys

import psutil
import pytest

from gan.ending import end

# Writes until nobody takes any more, and says so.
FLOOD = """
import os, sys, time
os.set_blocking(1, False)
refused = 0
while refused < 20:
    try:
        os.write(1, b"x" * 65536)
        refused = 0
    except BlockingIOError:
        refused += 1
        time.sleep(0.01)
print("full", file=sys.stderr, flush=True)
time.sleep(600)
"""
# Leaves a child behind, which holds the pipe open.
LEAVING = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
print(child.pid, flush=True)
"""


async def started(code: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=pipe, stderr=pipe)


async def test_a_process_that_has_said_more_than_anybody_took_ends(caplog: pytest.LogCaptureFixture) -> None:
    process = await started(FLOOD)
    assert process.stderr is not None
    assert await process.stderr.readline() == b"full\n"
    async with asyncio.timeout(60):
        await end(process)
    assert process.returncode == -9
    assert caplog.text == ""


async def test_what_a_process_left_behind_holds_nobody_up(caplog: pytest.LogCaptureFixture) -> None:
    process = await started(LEAVING)
    assert process.stdout is not None
    child = psutil.Process(int(await process.stdout.readline()))
    try:
        async with asyncio.timeout(60):
            await end(process, limit=0.2)
        assert "holds its pipes open" in caplog.text
    finally:
        child.kill()
        # To the end of the pipe, before the loop is closed.
        await process.stdout.read()


async def test_a_process_that_has_ended_is_left_in_peace() -> None:
    process = await started("print('done')")
    await process.communicate()
    await end(process)
    assert process.returncode == 0
