"""During which calls does another thread get to run? It can only if the call lets go of the GIL."""

# ANCHOR: main
import sys
import threading
import time
from hashlib import sha256

LARGE = bytes(8 << 20)
SMALL = bytes(2047)
NUMBERS = list(range(5000, 0, -1))


def ran_meanwhile(call):
    go, ran = threading.Event(), []

    def other():
        go.wait()
        ran.append("I ran")

    thread = threading.Thread(target=other)
    thread.start()
    go.set()
    call()
    meanwhile = bool(ran)
    thread.join()
    return meanwhile


def report(name, call):
    # More than one try: the other may be slow to wake.
    if any(ran_meanwhile(call) for _ in range(50)):
        print(f"{name:20} another thread runs")
    else:
        print(f"{name:20} nobody else runs")


if __name__ == "__main__":
    sys.setswitchinterval(1000)  # nobody asks for it
    taken = threading.Lock()
    taken.acquire()

    def wait():
        taken.acquire(timeout=0.01)

    report("sleep", lambda: time.sleep(0.01))
    report("wait for a lock", wait)
    report("hash of 8 MiB", lambda: sha256(LARGE))
    report("hash of 2047 bytes", lambda: sha256(SMALL))
    report("sort", lambda: sorted(NUMBERS))
# ANCHOR_END: main
