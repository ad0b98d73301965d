"""A pool inside each job of a pool: the threads multiply."""

# ANCHOR: main
import threading
from concurrent.futures import ThreadPoolExecutor

started = []  # append is atomic


def start():
    started.append(threading.current_thread())


def outer(_):
    meeting = threading.Barrier(8)  # all at once
    with ThreadPoolExecutor(8, initializer=start) as pool:
        list(pool.map(lambda _: meeting.wait(), range(8)))


with ThreadPoolExecutor(2) as pool:
    list(pool.map(outer, range(8)))

print("a pool of 8 in each of 8 jobs:")
print(len(started), "threads, and two")
# ANCHOR_END: main
