"""Two processes compute on one core until one has had 150 ms of it. How much has the other had?"""

# ANCHOR: main
import os
import time


def compute(nice):
    """A child that takes 150 ms on a core."""
    child = os.fork()
    if child == 0:
        os.nice(nice)  # adds to what it has
        while time.process_time() < 0.15:
            pass
        os._exit(0)
    return child


def shares(nice):
    """What one of this niceness gets, and one of 0."""
    usual, nicer = compute(0), compute(nice)
    first, _, most = os.wait3(0)
    last = nicer if first == usual else usual
    os.kill(last, 9)
    _, _, least = os.wait4(last, 0)
    got = {first: on_core(most), last: on_core(least)}
    return got[nicer], got[usual]


def on_core(usage):
    return usage.ru_utime + usage.ru_stime


core = min(os.sched_getaffinity(0))
os.sched_setaffinity(0, {core})
one, other = shares(0)
alike = str(one * 2 > other and other * 2 > one).lower()
print("0 and 0:  neither got twice as much:", alike)
nicer, usual = shares(19)
far = str(usual > nicer * 3).lower()
print("0 and 19: one got three times as much:", far)
assert alike == far == "true"
# ANCHOR_END: main
