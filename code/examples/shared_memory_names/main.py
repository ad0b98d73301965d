"""Python's tracker removes what a crash leaves. It also removes what another process still uses."""

# ANCHOR: main
import os
import subprocess
import sys
from multiprocessing.shared_memory import SharedMemory

CRASH = """
import os, signal, sys
from multiprocessing.shared_memory import SharedMemory
SharedMemory(sys.argv[1], create=True, size=100)
os.kill(os.getpid(), signal.SIGKILL)
"""

VISIT = """
import sys
from multiprocessing.shared_memory import SharedMemory
SharedMemory(sys.argv[1]).close()
"""


def run(program, name):
    """Runs it until its tracker has ended, too."""
    # The tracker holds stderr, where it warns, to its end.
    child = subprocess.Popen(
        [sys.executable, "-c", program, name],
        stderr=subprocess.PIPE,
    )
    child.communicate()
    return child.returncode


def exists(name):
    return os.path.exists(f"/dev/shm/{name}")


name = f"example-{os.getpid()}"
print("the child:", run(CRASH, name))
print("left by the crash:", exists(name))

memory = SharedMemory(name, create=True, size=100)
print("the visitor:", run(VISIT, name))
print("mine, still there:", exists(name))
memory.close()
# Made again, to be removed in good order.
SharedMemory(name, create=True, size=1).unlink()
# ANCHOR_END: main
