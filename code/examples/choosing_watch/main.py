"""Two jobs whose names mislead, and what the kernel has noted of them."""

import resource
import tempfile
import time
from subprocess import PIPE, Popen


# ANCHOR: watch
def account():
    """Of this thread: time on a core, time in the queue for
    one, and how often it went to sleep."""
    ran = time.thread_time()
    with open("/proc/thread-self/schedstat") as file:
        ready = int(file.read().split()[1]) / 1e9
    usage = resource.getrusage(resource.RUSAGE_THREAD)
    return ran, ready, usage.ru_nvcsw


def watch(job):
    """Does this job compute, or does it wait?"""
    before = account()
    start = time.monotonic()
    result = job()
    elapsed = time.monotonic() - start
    after = account()
    ran = after[0] - before[0]
    ready = after[1] - before[1]
    asleep = elapsed - ran - ready
    if after[2] == before[2]:
        # It never slept: a hypervisor took the rest.
        asleep = 0
    return result, "computes" if ran > asleep else "waits"
# ANCHOR_END: watch


# ANCHOR: main
def read_a_file(path):
    with open(path) as log:
        return sum(int(line.split()[2]) for line in log)


def compute_a_report(ask):
    return sum(ask(day) * ask(day) for day in range(1, 11))


with tempfile.NamedTemporaryFile("w") as log:
    log.write("GET /index.html 512\n" * 50_000)
    log.flush()

    result, reads = watch(lambda: read_a_file(log.name))
    print("read a file:      it", reads)
    assert (result, reads) == (25_600_000, "computes")

# It stands for a database: its answers take a while.
PROGRAM = "while read n; do sleep .01; echo $n; done"
with Popen(
    ["sh", "-c", PROGRAM], stdin=PIPE, stdout=PIPE, text=True
) as database:

    def ask(day):
        print(day, file=database.stdin, flush=True)
        return int(database.stdout.readline())

    result, report = watch(lambda: compute_a_report(ask))
    print("compute a report: it", report)
    assert (result, report) == (385, "waits")
# ANCHOR_END: main
