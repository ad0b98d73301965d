"""A worker of Python's pool that waits runs nothing else meanwhile: the second job stays in the queue."""

# ANCHOR: main
import threading
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(2)
cache = threading.Lock()
started = threading.Barrier(3)
tried = threading.Event()


def other_half():
    started.wait()  # on the other worker
    tried.wait()  # keeps it busy


def first():
    with cache:
        half = pool.submit(other_half)
        started.wait()
        half.result()
        return "the first job's"


with pool:
    answer = pool.submit(first)
    started.wait()  # both workers are busy
    second = pool.submit(cache.acquire, blocking=False)
    print("never begun:", second.cancel())
    tried.set()
    print(answer.result())
# ANCHOR_END: main
