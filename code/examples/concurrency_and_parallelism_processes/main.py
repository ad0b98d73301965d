"""Two processes meet at a barrier if both are started before either is waited for."""

# ANCHOR: main
import multiprocessing
import sys
from threading import BrokenBarrierError


def job(meeting):
    try:
        meeting.wait()
    except BrokenBarrierError:
        meeting.reset()  # gives up and leaves
        sys.exit(1)


def one_after_the_other():
    meeting = multiprocessing.Barrier(2, timeout=0.1)
    met = []
    for _ in range(2):
        child = multiprocessing.Process(target=job, args=(meeting,))
        child.start()
        child.join()
        met.append(child.exitcode == 0)
    return met


def both_started():
    meeting = multiprocessing.Barrier(2, timeout=20)
    children = [multiprocessing.Process(target=job, args=(meeting,)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [child.exitcode == 0 for child in children]


if __name__ == "__main__":
    print("start, wait, start, wait:  met", one_after_the_other())
    print("start, start, wait, wait:  met", both_started())
# ANCHOR_END: main
