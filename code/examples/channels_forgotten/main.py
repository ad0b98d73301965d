"""A Python queue has no end. A consumer that was sent no sentinel waits, whoever is left."""

# ANCHOR: main
from queue import Empty, Queue
from threading import Thread

queue = Queue()
workers = [
    Thread(target=queue.put, args=(n,)) for n in range(3)
]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()

# `total += queue.get()` for ever would take three and hang.
total = 0
try:
    while True:
        total += queue.get(timeout=0.2)
except Empty:
    print(f"sum {total}, then Empty")

# All producers are gone. The queue does not know.
try:
    queue.get(timeout=0.2)
except Empty:
    print("without a producer: Empty")

queue.put("a letter")
print("without a consumer: it lies in the queue")
# ANCHOR_END: main
