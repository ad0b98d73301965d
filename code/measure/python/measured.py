"""Serves Python candidates to the measuring process: a line in, "name operations", a line of JSON out.

Only what every candidate needs is imported at the top. A process that multiprocessing *spawns* imports this file again, and
would pay for anything more.
"""

import os
import sys
import time

CANDIDATES = {}


class Unavailable(Exception):
    """This candidate cannot run here, and why."""


def candidate(function):
    """Registers function(operations). All of it is timed, unless it holds the clock itself and returns the nanoseconds."""
    CANDIDATES[function.__name__] = function
    return function


CORES = sorted(os.sched_getaffinity(0))


def pin(place, side):
    """Pins the calling thread. Places are "one-core", "two-cores" and "anywhere", sides "near" and "far": as `Place` in Rust."""
    if place == "anywhere":
        return
    if place == "two-cores" and len(CORES) < 2:
        raise Unavailable("this process has one core")
    os.sched_setaffinity(0, {CORES[place == "two-cores" and side == "far"]})


def unpin():
    """Lets the calling thread run on every core again. The thread that serves candidates must be left as it was found."""
    os.sched_setaffinity(0, CORES)


def forkserver_cpu_ns():
    """What the fork server and its children used. They are not this process's children, so getrusage leaves them out."""
    module = sys.modules.get("multiprocessing.forkserver")
    pid = module and module._forkserver._forkserver_pid
    if not pid:
        return 0
    try:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
    except OSError:
        return 0
    ticks = sum(int(field) for field in fields[11:15])
    return ticks * 1_000_000_000 // os.sysconf("SC_CLK_TCK")


def counters():
    """CPU time, switches and faults so far, of this process and of the children it has waited for."""
    import resource

    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)

    def both(name):
        return getattr(own, name) + getattr(children, name)

    cpu_ns = int((both("ru_utime") + both("ru_stime")) * 1e9) + forkserver_cpu_ns()
    return cpu_ns, both("ru_nvcsw"), both("ru_nivcsw"), both("ru_minflt"), both("ru_majflt")


def serve():
    """Answers until standard input ends."""
    import json

    # What a candidate prints must not mix with the answers.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    for line in sys.stdin:
        name, operations = line.split()
        try:
            run = CANDIDATES[name]
            before = counters()
            start = time.perf_counter_ns()
            returned = run(int(operations))
            elapsed = time.perf_counter_ns() - start if returned is None else returned
            after = counters()
            names = ("cpu_ns", "voluntary", "involuntary", "minor_faults", "major_faults")
            answer = {name: now - then for name, then, now in zip(names, before, after)}
            answer.update(elapsed_ns=elapsed, total_cpu_ns=after[0])
        except Exception as error:
            kind = "" if isinstance(error, (Unavailable, ImportError)) else type(error).__name__ + ": "
            answer = {"unavailable": kind + str(error)}
        print(json.dumps(answer), file=answers)
