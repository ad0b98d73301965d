"""A process that waits in a read, and one that computes, as the kernel keeps their accounts."""

# ANCHOR: main
import os
import subprocess


def sh(script):
    return subprocess.Popen(
        ["sh", "-c", script], stdin=subprocess.PIPE
    )


def about(child, file):
    """A file of the kernel's about the process."""
    with open(f"/proc/{child.pid}/{file}") as text:
        return text.read()


def state(child):
    stat = about(child, "stat")  # 4711 (sh) S 4242 ..
    return stat.rpartition(") ")[2][0]


def account(child):
    """Nanoseconds on a core, and ready for one; turns."""
    return [int(n) for n in about(child, "schedstat").split()]


def added(before, after):
    return [b - a for a, b in zip(before, after)]


core = min(os.sched_getaffinity(0))
os.sched_setaffinity(0, {core})
computes = sh("ulimit -t 10; while :; do :; done")
reads = sh("read line")
while "pipe_read" not in about(reads, "wchan"):
    os.sched_yield()  # not there yet

start = account(reads), account(computes)
# This loop never waits. The core is taken from it.
while account(computes)[2] < start[1][2] + 5:
    pass
end = account(reads), account(computes)
states = [state(reads), state(computes)]
for child in [reads, computes]:
    child.stdin.close()
    child.kill()
    child.wait()

idle = added(start[0], end[0])
busy = added(start[1], end[1])
print(f"reads:    {states[0]}, {idle}")
grew = [number > 0 for number in busy]
print(f"computes: {states[1]}, {grew}")
assert states == ["S", "R"]
assert (idle, grew) == ([0] * 3, [True] * 3)
# ANCHOR_END: main
