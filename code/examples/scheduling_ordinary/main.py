"""What a user without privileges may change about a process's turns, and what not."""

# ANCHOR: main
import os
from resource import RLIMIT_NICE, RLIMIT_RTPRIO, setrlimit


def report(name, change, *arguments):
    try:
        change(*arguments)
        print(f"{name} done")
        return True
    except PermissionError:
        print(f"{name} PermissionDenied")
        return False


def nice(nice):
    os.setpriority(os.PRIO_PROCESS, 0, nice)


def policy(policy, priority):
    param = os.sched_param(priority)
    os.sched_setscheduler(0, policy, param)


# No privileges, and no exceptions made for the user.
setrlimit(RLIMIT_NICE, (0, 0))
setrlimit(RLIMIT_RTPRIO, (0, 0))
if os.geteuid() == 0:
    os.setuid(65534)  # nobody

done = [
    report("nice 5:", nice, 5),
    report("nice 4:", nice, 4),
    report("fifo 1:", policy, os.SCHED_FIFO, 1),
    report("rr 1:  ", policy, os.SCHED_RR, 1),
    report("batch: ", policy, os.SCHED_BATCH, 0),
    report("idle:  ", policy, os.SCHED_IDLE, 0),
    report("other: ", policy, os.SCHED_OTHER, 0),
]
assert done == [True, False, False, False, True, True, False]
# ANCHOR_END: main
