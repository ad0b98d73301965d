"""Two jobs can meet half-way only if both are in progress at once. How many cores there are does not matter."""

# ANCHOR: main
import os
import threading
from concurrent.futures import ThreadPoolExecutor


def job(meeting):
    # the first half of some work would be here
    try:
        meeting.wait()
        met = True
    except threading.BrokenBarrierError:
        meeting.reset()  # gives up and leaves
        met = False
    # and the second half here
    return met


def one_after_the_other():
    meeting = threading.Barrier(2, timeout=0.1)
    return [job(meeting), job(meeting)]


def two_threads():
    meeting = threading.Barrier(2, timeout=20)
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(job, [meeting, meeting]))


if __name__ == "__main__":
    print(
        "one after the other:    met", one_after_the_other()
    )
    print("two threads:            met", two_threads())

    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})  # threads inherit it
    print("two threads, one core:  met", two_threads())
# ANCHOR_END: main
