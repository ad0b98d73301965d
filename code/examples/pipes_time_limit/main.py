"""A time limit that kills the shell and leaves its `sleep` holding the pipe, and one that stops them all."""

# ANCHOR: main
import os
import signal
import subprocess
import time


def stopped(script, stop, **options):
    """Stops it after 200 ms; waits for the output's end."""
    start = time.monotonic()
    child = subprocess.Popen(
        script,
        shell=True,
        stdout=subprocess.PIPE,
        **options,
    )
    child.stdout.readline()  # "started\n"
    try:
        child.communicate(timeout=0.2)
    except subprocess.TimeoutExpired:
        stop(child)
        child.communicate()
    return time.monotonic() - start


alone = stopped(
    "sleep 1 & echo started; wait", subprocess.Popen.kill
)
print(f"the shell killed: {alone:.1f} s")
assert alone >= 1

everything = stopped(
    "sleep 60 & echo started; wait",
    lambda leader: os.killpg(leader.pid, signal.SIGKILL),
    process_group=0,
)
print(f"its group killed: {everything:.1f} s")
assert everything < 30
# ANCHOR_END: main
