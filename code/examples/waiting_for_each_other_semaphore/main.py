"""A semaphore: so many at once, and no more."""

# ANCHOR: main
import time
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, Lock

connections = BoundedSemaphore(3)
lock = Lock()
inside = most = 0


def query(_):
    global inside, most
    with connections:
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)  # The query.
        with lock:
            inside -= 1


with ThreadPoolExecutor(8) as pool:
    list(pool.map(query, range(8)))
print("at most three at once:", str(most <= 3).lower())
assert most <= 3
# ANCHOR_END: main
