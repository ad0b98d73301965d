"""Python's queues cannot be waited for together: everything goes into one, with a word on what it is."""

# ANCHOR: main
import time
from queue import Empty, Queue
from threading import Thread

queue = Queue(maxsize=8)
result = {}


def work():
    total = ticks = 0
    due = time.monotonic() + 0.005
    while True:
        try:
            left = max(0, due - time.monotonic())
            match queue.get(timeout=left):
                case ("job", job):
                    total += job
                case ("stop",):
                    break
        except Empty:
            ticks += 1
            due += 0.005
    result.update(total=total, ticks=ticks)


worker = Thread(target=work)
worker.start()
for job in 1, 2, 3:
    queue.put(("job", job))
time.sleep(0.1)  # our own work
queue.put(("stop",))  # behind all jobs
worker.join()
total, ticks = result["total"], result["ticks"]
print(f"jobs {total}, the clock ticked: {ticks > 0}".lower())
assert total == 6 and ticks > 0
# ANCHOR_END: main
