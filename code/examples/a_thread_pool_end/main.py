"""The two ends of a pool: all that was submitted is run, or
what nobody has begun is dropped."""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

# Leaving a `with` block does the same as `shutdown`.
pool = ThreadPoolExecutor(1)
tasks = [pool.submit(lambda n=n: n) for n in [1, 2, 3]]
pool.shutdown()
total = sum(task.result() for task in tasks)
print("joined: the results add up to", total)

# One task is running, three wait behind it.
pool = ThreadPoolExecutor(1)
meeting = Barrier(2)


def run():
    meeting.wait()  # begun
    meeting.wait()  # may end
    return "to its end"


running = pool.submit(run)
meeting.wait()
tasks = [pool.submit(lambda n=n: n) for n in [1, 2, 3]]

pool.shutdown(wait=False, cancel_futures=True)
cancelled = sum(task.cancelled() for task in tasks)
meeting.wait()
print("cancelled:", cancelled, "tasks")
print("the first ran", running.result())
# ANCHOR_END: main
assert (total, cancelled) == (6, 3)
