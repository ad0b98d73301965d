"""Restarting without a limit, and a supervisor that has one."""

import subprocess
import time

# ANCHOR: naive
# A service that cannot find what it needs.
BROKEN = ["sh", "-c", "exit 78"]


def naive():
    begin = time.monotonic()
    # `while True`, if nobody counted.
    for _ in range(100):
        subprocess.run(BROKEN)
    print(f"100 starts in {time.monotonic() - begin:.1f} s")


# ANCHOR_END: naive


# ANCHOR: supervised
class TooManyRestarts(Exception):
    pass


def supervise(command, delay, restarts, within):
    """Runs it until it ends well."""
    times = []
    while True:
        print("broken starts", flush=True)
        with subprocess.Popen(
            command, process_group=0
        ) as child:
            status = child.wait()
        print("broken:", status)
        if status == 0:
            return
        now = time.monotonic()
        times = [t for t in times if now - t <= within]
        if len(times) == restarts:
            raise TooManyRestarts(status)
        times.append(now)
        print(f"broken again after {delay * 1000:.0f} ms")
        time.sleep(delay)
        delay = min(2 * delay, 1)


def supervised():
    try:
        supervise(BROKEN, 0.02, restarts=3, within=60)
    except TooManyRestarts as error:
        print("gave up, the last status was", error)


# ANCHOR_END: supervised
naive()
supervised()
