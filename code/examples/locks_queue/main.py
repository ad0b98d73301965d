"""Work done inside `with lock` is done by one thread at a time."""

# ANCHOR: main
import threading
from concurrent.futures import ThreadPoolExecutor

jobs = [1, 2, 3, 4]
lock = threading.Lock()
in_the_way = []


def greedy():
    while True:
        with lock:
            if not jobs:
                return
            jobs.pop()
            # The work. Could anyone take a job now?
            in_the_way.append(lock.locked())


with ThreadPoolExecutor() as pool:
    pool.submit(greedy)
    pool.submit(greedy)
print(f"lock held during {sum(in_the_way)} of 4 jobs")

jobs = [1, 2, 3, 4]
two_at_work = threading.Barrier(2)


def take():
    with lock:
        return jobs.pop() if jobs else None


def work():
    done = 0
    while take() is not None:
        two_at_work.wait()  # the work
        done += 1
    return done


with ThreadPoolExecutor() as pool:
    both = [pool.submit(work), pool.submit(work)]
done = [worker.result() for worker in both]
print("both at work during all:", done)
assert (sum(in_the_way), done) == (4, [2, 2])
# ANCHOR_END: main
