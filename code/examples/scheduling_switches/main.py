"""Which of the kernel's two counts of switches grows: of a thread that sleeps, one that computes, one that yields."""

# ANCHOR: main
import os
import subprocess
import time
from resource import RUSAGE_THREAD, getrusage


def switches():
    """Of this thread: how often it left the core because
    it waited, and how often though it could go on."""
    usage = getrusage(RUSAGE_THREAD)
    return usage.ru_nvcsw, usage.ru_nivcsw


def report(name, step):
    """Does it until there have been twenty switches."""
    before = switches()
    while True:
        step()
        now = switches()
        waited = now[0] - before[0]
        taken = now[1] - before[1]
        if waited + taken >= 20:
            if waited > taken:
                most = "voluntary"
            else:
                most = "involuntary"
            print(f"{name} mostly {most}")
            return waited > taken


core = min(os.sched_getaffinity(0))
os.sched_setaffinity(0, {core})
# Computes on the same core, for ten seconds at most.
other = subprocess.Popen(
    ["sh", "-c", "ulimit -t 10; while :; do :; done"]
)

answers = [
    report("sleeps:  ", lambda: time.sleep(0.0001)),
    report("computes:", lambda: None),
    report("yields:  ", os.sched_yield),
]
other.kill()
other.wait()
assert answers == [True, False, False]
# ANCHOR_END: main
